import { describe, expect, it } from 'vitest';
import type { AppProtocol, CarriedProtocol, Protocol } from '../../src/decode/protocol.ts';
import { appProtocols, carriedProtocols, packetProtocols } from '../../src/decode/registry.ts';
import { NO, UNSURE, YES } from '../../src/decode/verdict.ts';
import { Cursor } from '../../src/kernel/cursor.ts';
import { readCorpus, readSamples } from '../fuzz/engine/corpus-files.ts';
import { Dice } from '../fuzz/engine/dice.ts';
import { readRecords } from '../fuzz/engine/records.ts';
import { exactWindow } from '../fuzz/targets/windows.ts';
import { recordingTurn } from '../support/recording-turn.ts';

const all: readonly Protocol[] = [...packetProtocols, ...appProtocols, ...carriedProtocols];
const carriers: readonly Exclude<Protocol, CarriedProtocol>[] = [...packetProtocols, ...appProtocols];
const named = (list: readonly Protocol[]): [string, Protocol][] =>
  list.map((one) => [`${one.name} (${one.kind})`, one]);
const apps = named(appProtocols) as [string, AppProtocol][];

/** Numbers around every edge that a function number may have. */
const FUNCTIONS: readonly number[] = [
  ...Array.from({ length: 2_048 }, (_, i) => i),
  ...[12, 15, 16, 17, 23, 24, 31, 32].flatMap((bit) => [2 ** bit - 1, 2 ** bit].filter((n) => n < 2 ** 32)),
];

describe('every protocol by itself', () => {
  it('has a name that nobody else of its kind has', () => {
    const names = appProtocols.map(({ name, kind }) => `${name} ${kind}`);
    expect(new Set(names).size).toBe(names.length);
    // A packet protocol may be an application protocol too (BACnet stands in UDP and behind LLC); what is carried is not.
    const speakers = new Set([...appProtocols, ...packetProtocols].map(({ name }) => name));
    expect(carriedProtocols.map(({ name }) => name).filter((name) => speakers.has(name))).toEqual([]);
  });

  it('reads the same fields under a name wherever the name is carried: whoever counts messages sees one protocol', () => {
    for (const one of all) {
      for (const other of all.filter(({ name }) => name === one.name)) {
        expect(other.fields, one.name).toEqual(one.fields);
        expect(FUNCTIONS.map((fn) => other.functionName(fn))).toEqual(FUNCTIONS.map((fn) => one.functionName(fn)));
      }
    }
  });

  it('has a number of its own where it is carried by number', () => {
    const numbers = packetProtocols.map(({ carriedIn }) => JSON.stringify(carriedIn));
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { carriedIn } of packetProtocols) expect(Object.values(carriedIn)).toHaveLength(1);
  });

  it.each(named(all))('%s says what it is, what it reads and what it leaves', (_, protocol) => {
    expect(protocol.name).toMatch(/^[a-z][a-z0-9-]{1,15}$/);
    for (const text of [protocol.title, protocol.spec, protocol.undecoded])
      expect(text.trim().length).toBeGreaterThan(3);
    for (const [name, { doc }] of Object.entries(protocol.fields)) {
      expect(name).toMatch(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/);
      expect(doc.trim(), name).not.toBe('');
    }
    for (const [code, { doc }] of Object.entries(protocol.anomalies)) {
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(doc.trim(), code).not.toBe('');
    }
  });

  it.each(named(all))('%s names any function, or says that it has no name for it', (_, protocol) => {
    for (const fn of FUNCTIONS) {
      const name = protocol.functionName(fn);
      if (name !== undefined) expect(name.trim()).not.toBe('');
      const object = protocol.objectName?.(fn, fn, 0xffff_ffff, fn);
      if (object !== undefined) expect(typeof object).toBe('string');
    }
  });
});

describe('every protocol on its own messages', () => {
  it.each(named(carriers) as [string, (typeof carriers)[number]][])(
    '%s emits only fields and anomalies that it declares',
    (_, protocol) => {
      const inputs = inputsOf(protocol);
      let messages = 0;
      for (const input of inputs) {
        const state = protocol.kind === 'packet' ? undefined : protocol.open();
        for (const { bytes, fromServer } of piecesOf(protocol, input)) {
          const turn = recordingTurn({ fromServer });
          const { view, start, end } = exactWindow(bytes);
          const cursor = new Cursor().reset(bytes, view, start, end);
          if (protocol.kind === 'packet') protocol.parse(cursor, turn);
          else protocol.parse(cursor, turn, state);
          messages += turn.messages.length;
          for (const message of turn.messages)
            expect(Object.keys(protocol.fields)).toEqual(expect.arrayContaining(Object.keys(message.fields)));
          expect(Object.keys(protocol.anomalies)).toEqual(expect.arrayContaining(turn.anomalies));
          for (const { protocol: inner, fields } of turn.carried)
            expect(Object.keys(inner.fields)).toEqual(expect.arrayContaining(Object.keys(fields)));
          for (const { protocol: inner, code } of turn.carriedAnomalies)
            expect(Object.keys(inner.anomalies)).toContain(code);
        }
      }
      expect(messages, `the corpus of ${protocol.name} holds no message; see test/fuzz/seeds/run.ts`).toBeGreaterThan(
        0,
      );
    },
  );

  it.each(apps)('%s knows a message of its own for its own', (_, protocol) => {
    const samples = readSamples(`app-${protocol.name}-${protocol.kind}`);
    for (const sample of samples) {
      const [first] = piecesOf(protocol, sample);
      // Of some protocols one datagram proves nothing; that two of them do is for their own tests.
      const wanted = 'follows' in protocol ? UNSURE : YES;
      if (first !== undefined) expect(probed(protocol, first.bytes, first.fromServer)).toBe(wanted);
    }
  });
});

/** Bytes in which every value is as likely as any other, as long as short messages are. */
const TRIES = 60_000;

describe('every probe', () => {
  it.each(apps)('%s passes random bytes no more often than it says', (_, protocol) => {
    expect(protocol.falseMatchLog2).toBeLessThanOrEqual(-10);
    expect(protocol.falseMatchLog2).toBeGreaterThanOrEqual(-1024);
    for (const port of protocol.ports) expect(Number.isInteger(port) && port > 0 && port < 65_536).toBe(true);
    const dice = new Dice(0xc0ffee);
    const bytes = new Uint8Array(256);
    const view = new DataView(bytes.buffer);
    const cursor = new Cursor();
    let passed = 0;
    for (let i = 0; i < TRIES; i++) {
      for (let at = 0; at < bytes.length; at += 4) view.setUint32(at, dice.next());
      const verdict = protocol.probe(cursor.reset(bytes, view, 0, 8 + dice.below(240)), i % 2 === 0);
      if (verdict === YES) passed++;
      else if (verdict !== NO && verdict !== UNSURE) throw new Error(`the probe says ${String(verdict)}`);
    }
    const mean = TRIES * 2 ** protocol.falseMatchLog2;
    // Four standard deviations of a Poisson count, and one for very small means; the seed is fixed besides.
    expect(passed).toBeLessThanOrEqual(Math.ceil(mean + 4 * Math.sqrt(mean)) + (mean < 0.01 ? 0 : 1));
  });

  it.each(apps.filter(([, protocol]) => 'canBegin' in protocol))(
    '%s says no to every first byte that it says cannot begin a message',
    (_, protocol) => {
      const samples = [...readSamples(`app-${protocol.name}-${protocol.kind}`), new Uint8Array(1), new Uint8Array(80)];
      let asked = 0;
      for (const sample of samples) {
        const first = piecesOf(protocol, sample)[0]?.bytes ?? sample;
        for (let byte = 0; byte < 256; byte++) {
          if (first.length === 0 || protocol.canBegin?.(byte) === true) continue;
          asked++;
          expect(probed(protocol, Uint8Array.of(byte, ...first.subarray(1)), byte % 2 === 0), `${byte}`).toBe(NO);
        }
      }
      expect(asked).toBeGreaterThan(100);
    },
  );

  it.each(apps)('%s does not take silence, or one byte again and again, for a message', (_, protocol) => {
    for (const byte of [0x00, 0xff, 0x20, 0x41]) {
      for (const length of [0, 1, 60, 1_460]) {
        expect(probed(protocol, new Uint8Array(length).fill(byte), false), `${length} bytes of ${byte}`).not.toBe(YES);
      }
    }
  });
});

interface Piece {
  readonly bytes: Uint8Array;
  readonly fromServer: boolean;
}

function inputsOf({ name, kind }: Protocol): readonly Uint8Array[] {
  const target = kind === 'packet' ? `packet-${name}` : `app-${name}-${kind}`;
  const { inputs, findings } = readCorpus(target);
  return [...readSamples(target), ...inputs, ...findings];
}

function piecesOf(protocol: Protocol, input: Uint8Array): Piece[] {
  if (protocol.kind === 'packet') return [{ bytes: input, fromServer: false }];
  return readRecords(input, 1).map(({ head, bytes }) => ({ bytes, fromServer: ((head[0] as number) & 1) === 1 }));
}

function probed(protocol: AppProtocol, bytes: Uint8Array, fromServer: boolean): number {
  const window = exactWindow(bytes);
  return protocol.probe(new Cursor().reset(window.bytes, window.view, window.start, window.end), fromServer);
}
