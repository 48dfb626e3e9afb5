import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import type { RecordingTurn } from '../../../../test/support/recording-turn.ts';
import { Cursor } from '../../../kernel/cursor.ts';
import type { StreamProtocol } from '../../protocol.ts';
import { BAD, DONE, MORE, YES } from '../../verdict.ts';

/** One side of a conversation: bytes as a host sent them. */
export interface Sent {
  readonly fromServer: boolean;
  readonly bytes: Uint8Array;
}

/** On two busy cores a run takes some seconds. */
const TIMEOUT = 60_000;

/** Laws that hold for every stream decoder, whatever it is fed. */
export function streamProperties<State>(protocol: StreamProtocol<State>, conversation: readonly Sent[]): void {
  const port = protocol.ports[0] ?? 1;

  test('what it says does not depend on how the bytes are cut', { timeout: TIMEOUT }, () => {
    const whole = record(feed(protocol, port, conversation));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        const pieces = conversation.flatMap((sent) => cut(sent, sizes));
        expect(record(feed(protocol, port, pieces))).toEqual(whole);
      }),
    );
  });

  test('what it counts and claims does not depend on whether anybody wants fields', { timeout: TIMEOUT }, () => {
    fc.assert(
      fc.property(mutated(conversation), (sent) => {
        const [traced, silent] = [feed(protocol, port, sent), feed(protocol, port, sent, 0, false)];
        const functions = ({ messages }: RecordingTurn): number[] => messages.map(({ fn }) => fn);
        expect(functions(silent)).toEqual(functions(traced));
        expect([silent.anomalies, silent.facts]).toEqual([traced.anomalies, traced.facts]);
        expect(silent.unrecognisedBytes).toBe(traced.unrecognisedBytes);
      }),
      { numRuns: 300 },
    );
  });

  test('what lies around the window is never read', { timeout: TIMEOUT }, () => {
    fc.assert(
      fc.property(mutated(conversation), (sent) => {
        expect(record(feed(protocol, port, sent, 0x00))).toEqual(record(feed(protocol, port, sent, 0xff)));
      }),
    );
  });

  test('changed bytes never throw, never stall, and no byte is counted twice', { timeout: TIMEOUT }, () => {
    fc.assert(
      fc.property(mutated(conversation), (sent) => void feed(protocol, port, sent)),
      { numRuns: 300 },
    );
  });

  test('any bytes never throw, never stall, and no byte is counted twice', { timeout: TIMEOUT }, () => {
    const side = fc.record({ fromServer: fc.boolean(), bytes: fc.uint8Array({ maxLength: 200 }) });
    fc.assert(fc.property(fc.array(side, { maxLength: 4 }), (sent) => void feed(protocol, port, sent)));
  });

  test('its odds of a false match hold: not one of 20,000 random beginnings passes', { timeout: TIMEOUT }, () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 64 }), fc.boolean(), (bytes, fromServer) => {
        if (protocol.probe(new Cursor().over(bytes), fromServer) === YES) passed++;
      }),
      { numRuns: 20_000 },
    );
    expect(passed).toBe(0);
  });

  test('the probe recognises the conversation from either side, and at most asks for more when it is cut', {
    timeout: TIMEOUT,
  }, () => {
    for (const fromServer of [false, true]) {
      const bytes = join(conversation.filter((sent) => sent.fromServer === fromServer).map((sent) => sent.bytes));
      expect(protocol.probe(new Cursor().over(bytes), fromServer)).toBe(YES);
      for (let length = 0; length < Math.min(bytes.length, 400); length++) {
        const verdict = protocol.probe(new Cursor().over(bytes.subarray(0, length)), fromServer);
        expect(verdict, `${length} bytes`).not.toBe(0);
      }
    }
  });
}

/** Feeds pieces to one state as a flow driver would, and checks every single answer. */
export function feed<State>(
  protocol: StreamProtocol<State>,
  port: number,
  sent: readonly Sent[],
  poison = 0xa5,
  tracing = true,
): RecordingTurn {
  const turn = recordingTurn({ tracing });
  const count = turn.unrecognised.bind(turn);
  turn.unrecognised = (bytes) => {
    if (bytes < 0) throw new Error(`${bytes} bytes unrecognised`);
    count.call(turn, bytes);
  };
  const state = protocol.open();
  const kept: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  for (const { fromServer, bytes } of sent) {
    const side = fromServer ? 1 : 0;
    turn.fromServer = fromServer;
    turn.sourcePort = fromServer ? port : 40_000;
    turn.destinationPort = fromServer ? 40_000 : port;
    Object.assign(turn, { sender: fromServer ? 2 : 1, receiver: fromServer ? 1 : 2 });
    const both = join([kept[side], bytes]);
    const framed = new Uint8Array(both.length + 64).fill(poison);
    framed.set(both, 32);
    const view = new DataView(framed.buffer);
    let at = 32;
    const end = 32 + both.length;
    while (at < end) {
      const cursor = new Cursor().reset(framed, view, at, end);
      const before = told(turn);
      const counted = turn.unrecognisedBytes + turn.encryptedBytes;
      const outcome = protocol.parse(cursor, turn, state);
      const lost = turn.unrecognisedBytes + turn.encryptedBytes - counted;
      if (outcome === DONE) {
        // Plain conditions: expect() costs more here than the decoder does.
        if (cursor.at <= at || cursor.at > end) throw new Error(`read to ${cursor.at} of ${at}-${end}`);
        if (cursor.end !== end || cursor.failed) throw new Error('left the window changed or the error set');
        if (lost > cursor.at - at) throw new Error(`${lost} bytes lost of ${cursor.at - at}`);
        at = cursor.at;
        continue;
      }
      if (told(turn) !== before || lost !== 0) throw new Error('said something about bytes it did not take');
      if (outcome === MORE) break;
      if (outcome !== BAD) throw new Error(`no such answer: ${String(outcome)}`);
      at = end;
    }
    kept[side] = framed.slice(at, end);
    if (kept[side].length > protocol.maxMessage) kept[side] = new Uint8Array(0);
  }
  return turn;
}

function told(turn: RecordingTurn): number {
  return turn.messages.length + turn.anomalies.length + turn.facts.length;
}

function record(turn: RecordingTurn): unknown {
  return { messages: turn.messages, anomalies: turn.anomalies, facts: turn.facts, lost: turn.unrecognisedBytes };
}

function cut(sent: Sent, sizes: readonly number[]): Sent[] {
  const pieces: Sent[] = [];
  for (let at = 0, i = 0; at < sent.bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    pieces.push({ fromServer: sent.fromServer, bytes: sent.bytes.subarray(at, at + size) });
    at += size;
  }
  return pieces;
}

/** The conversation with some bytes set to others. */
function mutated(conversation: readonly Sent[]): fc.Arbitrary<Sent[]> {
  const change = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(0, 1, 2, 0x7f, 0x80, 0xfe, 0xff));
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
    const copy = conversation.map((sent) => ({ fromServer: sent.fromServer, bytes: sent.bytes.slice() }));
    for (const [message, offset, value] of changes) {
      const bytes = copy[message % copy.length]?.bytes;
      if (bytes !== undefined) bytes[offset % bytes.length] = value;
    }
    return copy;
  });
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
