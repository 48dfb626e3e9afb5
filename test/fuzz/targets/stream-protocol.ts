import type { StreamProtocol } from '../../../src/decode/protocol.ts';
import { BAD, DONE, MORE, NO, UNSURE, YES } from '../../../src/decode/verdict.ts';
import { Dice, seedOf } from '../engine/dice.ts';
import { type InputRecord, mutateRecords, readRecords } from '../engine/records.ts';
import { holds, type Target } from '../engine/target.ts';
import { HashingTurn } from './hashing-turn.ts';
import { cursorOver, exactWindow, type Window, windowings } from './windows.ts';

const FROM_SERVER = 1;
const GAP = 2;
/** About as many pieces a stream is cut into: each costs a copy of what is not read yet. */
const MAX_PIECES = 300;

interface Segment {
  readonly fromServer: boolean;
  readonly gap: boolean;
  readonly bytes: Uint8Array;
}

/** A conversation: segments in order, each with a byte that says who sends it and whether bytes are missing before it. */
export function streamTarget(protocol: StreamProtocol): Target {
  return {
    name: `app-${protocol.name}-stream`,
    maxLength: 4_096,
    blocks: { base: 50_000, perByte: 2_000 },
    mutate: (input, dice, materials) => mutateRecords(input, 1, dice, materials),
    execute(input) {
      const segments = conversation(readRecords(input, 1));
      const probed = segments[0];
      if (probed !== undefined) probeHolds(protocol, probed, new Dice(seedOf(input)));
      const told = windowings.map((windowed) => converse(protocol, segments, windowed, true));
      holds(new Set(told.map(String)).size === 1, () => `what lies around the segment matters: ${told.join(' | ')}`);
      const quiet = converse(protocol, segments, exactWindow, false);
      holds(quiet.facts === told[0]?.facts, () => 'it says something else when nobody traces');
      const pieces = inPieces(segments, new Dice(seedOf(input)));
      const cut = converse(protocol, pieces, exactWindow, true);
      const whole = told[0] as Told;
      if (whole.comparable && cut.comparable) {
        holds(cut.text === whole.text, () => `cut into pieces it says something else: ${cut.text} | ${whole.text}`);
      }
    },
    flood: {
      times: 4_000,
      // More than this is looked at twice: what is bounded holds no more after twice the flood.
      maxHeld: 60_000,
      run(input, times) {
        const state = protocol.open();
        const turn = new HashingTurn(protocol, false);
        const segments = conversation(readRecords(input, 1));
        const reader = new Reader(protocol, turn, exactWindow, state);
        for (let i = 0; i < times; i++) {
          for (const segment of segments) {
            // Numbers that tell requests apart stand in the first bytes of most protocols, but not of those of text.
            const bytes = segment.bytes.slice();
            if (i % 2 === 1 && bytes.length > 1 && (bytes[0] as number) < 0x20) {
              bytes[0] = (i >>> 8) & 0x1f;
              bytes[1] = i;
            }
            reader.segment({ ...segment, bytes });
          }
        }
        return state;
      },
    },
  };
}

function conversation(records: readonly InputRecord[]): Segment[] {
  return records.map(({ head, bytes }) => ({
    fromServer: ((head[0] as number) & FROM_SERVER) !== 0,
    gap: ((head[0] as number) & GAP) !== 0,
    bytes,
  }));
}

/** A probe that is sure of a message was not sure of the opposite before it had all of it. */
function probeHolds(protocol: StreamProtocol, { bytes, fromServer }: Segment, dice: Dice): void {
  const verdicts = windowings.map((windowed) => protocol.probe(cursorOver(windowed(bytes)), fromServer));
  holds(new Set(verdicts).size === 1, () => `what lies around the segment matters to the probe: ${verdicts.join()}`);
  const [verdict] = verdicts;
  holds(verdict === YES || verdict === NO || verdict === UNSURE, () => `the probe says ${String(verdict)}`);
  if (verdict !== YES) return;
  const length = 1 + dice.below(bytes.length);
  const early = protocol.probe(cursorOver(exactWindow(bytes.subarray(0, length))), fromServer);
  holds(
    early !== NO,
    () => `the probe says no to the first ${length} of ${bytes.length} bytes, and yes to all of them`,
  );
}

interface Told {
  readonly text: string;
  readonly facts: number;
  /** False once something happened that depends on how the stream is cut, by contract. */
  readonly comparable: boolean;
  toString(): string;
}

function converse(
  protocol: StreamProtocol,
  segments: readonly Segment[],
  windowed: (bytes: Uint8Array) => Window,
  tracing: boolean,
): Told {
  const turn = new HashingTurn(protocol, tracing);
  const reader = new Reader(protocol, turn, windowed, protocol.open());
  for (const segment of segments) {
    reader.segment(segment);
    if (reader.stopped) break;
  }
  reader.end();
  const text = `${turn.facts} ${turn.fields} ${turn.messages} ${reader.log}`;
  return { text, facts: turn.facts, comparable: reader.comparable, toString: () => text };
}

/** A plain stand-in for the stream driver, stopping where the real one would lose its place. */
class Reader {
  readonly #protocol: StreamProtocol;
  readonly #turn: HashingTurn;
  readonly #windowed: (bytes: Uint8Array) => Window;
  readonly #state: unknown;
  readonly #pending: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  readonly #skip: [number, number] = [0, 0];
  stopped = false;
  comparable = true;
  log = '';

  constructor(protocol: StreamProtocol, turn: HashingTurn, windowed: (bytes: Uint8Array) => Window, state: unknown) {
    this.#protocol = protocol;
    this.#turn = turn;
    this.#windowed = windowed;
    this.#state = state;
  }

  segment({ bytes, fromServer, gap }: Segment): void {
    const side = fromServer ? 1 : 0;
    const turn = this.#turn;
    turn.fromServer = fromServer;
    if (gap) {
      this.#pending[side] = new Uint8Array(0);
      this.#skip[side] = 0;
      this.#protocol.gap?.(this.#state, fromServer);
    }
    let buffer = joined(this.#pending[side], bytes);
    for (;;) {
      const skipped = Math.min(this.#skip[side], buffer.length);
      this.#skip[side] -= skipped;
      buffer = buffer.subarray(skipped);
      if (buffer.length === 0) break;
      const window = this.#windowed(buffer);
      const cursor = cursorOver(window);
      turn.begin();
      const { calls, told } = turn;
      const outcome = this.#protocol.parse(cursor, turn, this.#state);
      holds(outcome === DONE || outcome === MORE || outcome === BAD, () => `the parser says ${String(outcome)}`);
      holds(
        cursor.at >= window.start && cursor.at <= window.end,
        () => `the cursor stands at ${cursor.at - window.start}`,
      );
      if (outcome !== DONE) holds(turn.told === told, () => 'it told something of a message that it then did not read');
      if (outcome === MORE) {
        holds(turn.calls === calls, () => 'it told something while it waits for more');
        if (buffer.length > this.#protocol.maxMessage) {
          this.#protocol.gap?.(this.#state, fromServer);
          this.#stop(false);
          buffer = buffer.subarray(buffer.length);
        }
        break;
      }
      if (outcome === BAD) {
        this.log += `bad${side}`;
        this.#protocol.gap?.(this.#state, fromServer);
        this.#stop(true);
        buffer = buffer.subarray(buffer.length);
        break;
      }
      const used = cursor.at - window.start;
      holds(used > 0 || turn.skipped > 0 || turn.gaveWay, () => 'a message was read and nothing moved');
      holds(
        turn.encryptedBytes + turn.unrecognisedBytes <= used,
        () => `${turn.encryptedBytes} and ${turn.unrecognisedBytes} of ${used} bytes`,
      );
      // A message that may not be kept whole is read only when one segment brings it whole.
      if (used > this.#protocol.maxMessage) this.comparable = false;
      this.#skip[side] += turn.skipped;
      buffer = buffer.subarray(used);
      if (turn.gaveWay) {
        this.#stop(true);
        buffer = buffer.subarray(buffer.length);
        break;
      }
    }
    this.#pending[side] = buffer.slice();
  }

  end(): void {
    this.#turn.begin();
    this.#protocol.end?.(this.#turn, this.#state);
  }

  #stop(comparable: boolean): void {
    this.comparable &&= comparable;
    this.stopped = true;
    this.#pending[0] = this.#pending[1] = new Uint8Array(0);
  }
}

function inPieces(segments: readonly Segment[], dice: Dice): Segment[] {
  const length = segments.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const most = 1 + dice.below(dice.below(2) === 0 ? 4 : 200) + Math.floor(length / MAX_PIECES);
  return segments.flatMap((segment) => {
    const pieces: Segment[] = [];
    for (let at = 0; at < segment.bytes.length; ) {
      const size = 1 + dice.below(most);
      pieces.push({ ...segment, gap: segment.gap && at === 0, bytes: segment.bytes.subarray(at, at + size) });
      at += size;
    }
    return pieces.length === 0 ? [segment] : pieces;
  });
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
