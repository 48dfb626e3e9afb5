import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Heard, listeningProtocol } from '../../test/support/listening-protocol.ts';
import { type GivenFrame, host, observe, observeShares, tcpFrame } from '../../test/support/observe-frames.ts';
import type { FlowRow } from '../schema/facts/flows.ts';

const [CLIENT, SERVER] = [host(1), host(2)];

/** A stretch of one side's stream, at an offset from its first byte. */
interface Piece {
  readonly fromServer: boolean;
  readonly offset: number;
  readonly length: number;
  /** Other bytes than the stream's, as an evader sends them. */
  readonly forged?: boolean;
}

/** Byte n of a side's stream. Hashed twice: multiples of one constant repeat neighbourhoods of six bytes after 34 and 55. */
function byteOf(fromServer: boolean, n: number): number {
  const once = Math.imul(n + 1, 0x9e37_79b1);
  const twice = Math.imul(once ^ (once >>> 15), 0x85eb_ca6b);
  return ((twice >>> 13) & 0x7e) | (fromServer ? 0x80 : 0);
}

function frameOf(
  { fromServer, offset, length, forged = false }: Piece,
  first: readonly [number, number],
  acknowledged = -1,
): Uint8Array {
  const payload = Uint8Array.from({ length }, (_, i) => byteOf(fromServer, offset + i) ^ (forged ? 1 : 0));
  return tcpFrame(
    {
      from: fromServer ? SERVER : CLIENT,
      to: fromServer ? CLIENT : SERVER,
      sourcePort: fromServer ? 102 : 40_000,
      destinationPort: fromServer ? 40_000 : 102,
      sequence: (first[fromServer ? 1 : 0] + 1 + offset) >>> 0,
      flags: acknowledged < 0 ? 0x08 : 0x18,
      acknowledgement: acknowledged < 0 ? 0 : (first[fromServer ? 0 : 1] + 1 + acknowledged) >>> 0,
    },
    payload,
  );
}

function handshake(first: readonly [number, number]): Uint8Array[] {
  const syn = { from: CLIENT, to: SERVER, sourcePort: 40_000, destinationPort: 102, sequence: first[0], flags: 2 };
  const answer = {
    from: SERVER,
    to: CLIENT,
    sourcePort: 102,
    destinationPort: 40_000,
    sequence: first[1],
    acknowledgement: (first[0] + 1) >>> 0,
    flags: 0x12,
  };
  return [tcpFrame(syn), tcpFrame(answer)];
}

/** Frames 1 ms apart, each the next. */
function timed(frames: readonly Uint8Array[]): GivenFrame[] {
  return frames.map((bytes, i) => ({ bytes, at: (i + 1) * 1_000_000 }));
}

function heardOf(frames: readonly GivenFrame[]): { heard: Heard[]; flow: FlowRow; columns: number; missing: number } {
  const heard: Heard[] = [];
  const part = observe(frames, { apps: [listeningProtocol(heard)], packets: [] });
  const sum = (pick: (row: (typeof part.tables.coverage)[number]) => number): number =>
    part.tables.coverage.reduce((total, row) => total + pick(row), 0);
  expect(part.flows.length).toBe(1);
  return {
    heard,
    flow: part.flows.row(0),
    columns: sum((row) => row.decoded + row.encrypted + row.unrecognised + row.lost + row.damaged),
    missing: sum((row) => row.missing),
  };
}

/** Walks one side's deliveries along its stream: every byte must be the stream's, at or behind where the last ended. */
function reached(heard: readonly Heard[], fromServer: boolean, total: number): { delivered: number; gaps: number } {
  let at = 0;
  let delivered = 0;
  let gaps = 0;
  // A hole before the flow's protocol is known is nobody's news.
  let afterGap = true;
  for (const one of heard.filter((h) => h.fromServer === fromServer)) {
    if (one.gap) {
      gaps++;
      afterGap = true;
      continue;
    }
    const matches = (from: number): boolean =>
      one.bytes.every((byte, i) => (byte & 0xfe) === (byteOf(fromServer, from + i) & 0xfe));
    if (afterGap) while (at < total && !matches(at)) at++;
    expect(matches(at), `bytes at ${at} of ${fromServer ? 'server' : 'client'}`).toBe(true);
    afterGap = false;
    at += one.bytes.length;
    delivered += one.bytes.length;
  }
  expect(at).toBeLessThanOrEqual(total);
  return { delivered, gaps };
}

const sequences = fc.constantFrom<readonly [number, number]>(
  [1_000, 2_000],
  [0xffff_ffff, 0xffff_ff80],
  [0x7fff_fff0, 0],
);

/** Both sides' streams in random pieces, one after the other and interleaved. */
const pieces: fc.Arbitrary<Piece[]> = fc
  .array(fc.tuple(fc.boolean(), fc.integer({ min: 6, max: 90 })), { minLength: 1, maxLength: 24 })
  .map((cuts) => {
    const at = [0, 0];
    return cuts.map(([fromServer, length]) => {
      const side = fromServer ? 1 : 0;
      const offset = at[side] as number;
      at[side] = offset + length;
      return { fromServer, offset, length };
    });
  });

function totalOf(given: readonly Piece[], fromServer: boolean): number {
  return given
    .filter((one) => one.fromServer === fromServer)
    .reduce((sum, one) => Math.max(sum, one.offset + one.length), 0);
}

describe('what a parser hears of a TCP stream', () => {
  it('is every byte once and in order, however segments are cut, repeated, overlapped and mixed up by a few places', () => {
    const noise = fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.nat(3)), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, sequences, noise, (given, first, changes) => {
        const sent = given.map((piece) => frameOf(piece, first));
        const [syn, answer] = handshake(first) as [Uint8Array, Uint8Array];
        for (const [where, back, kind] of changes) {
          const at = where % sent.length;
          const piece = given[at % given.length] as Piece;
          if (kind === 0) sent.splice(at, 0, frameOf(piece, first));
          else if (kind === 1) sent.splice(Math.min(sent.length, at + 2), 0, sent.splice(at, 1)[0] as Uint8Array);
          // Some of what came before again, with the piece behind it.
          else
            sent.push(
              frameOf(
                {
                  ...piece,
                  offset: Math.max(0, piece.offset - back),
                  length: piece.length + Math.min(piece.offset, back),
                },
                first,
              ),
            );
        }
        const frames = timed([syn, answer, ...sent]);
        const { heard, flow, columns, missing } = heardOf(frames);
        for (const fromServer of [false, true]) {
          const total = totalOf(given, fromServer);
          expect(reached(heard, fromServer, total)).toEqual({ delivered: total, gaps: 0 });
        }
        expect([flow.missingOut, flow.missingIn, missing]).toEqual([0, 0, 0]);
        expect(columns).toBe(frames.reduce((sum, { bytes }) => sum + bytes.length, 0));
      }),
      { numRuns: 400 },
    );
  });

  it('is what was captured and in order when segments are lost, with what is missing counted to the byte', () => {
    fc.assert(
      fc.property(
        pieces,
        sequences,
        fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
        fc.boolean(),
        (given, first, lost, acknowledging) => {
          const kept = given.filter((_, i) => !(lost[i] as boolean));
          const sofar = [0, 0];
          const sent = kept.map((piece) => {
            const frame = frameOf(piece, first, acknowledging ? sofar[piece.fromServer ? 0 : 1] : -1);
            sofar[piece.fromServer ? 1 : 0] = piece.offset + piece.length;
            return frame;
          });
          const frames = timed([...handshake(first), ...sent]);
          const { heard, flow, columns, missing } = heardOf(frames);
          let holes = 0;
          for (const fromServer of [false, true]) {
            const end = totalOf(kept, fromServer);
            const captured = kept
              .filter((one) => one.fromServer === fromServer)
              .reduce((sum, { length }) => sum + length, 0);
            expect(reached(heard, fromServer, end).delivered).toBe(captured);
            expect(fromServer ? flow.missingIn : flow.missingOut).toBe(end - captured);
            holes += end - captured;
          }
          expect(missing).toBe(holes);
          expect(columns).toBe(frames.reduce((sum, { bytes }) => sum + bytes.length, 0));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('keeps the bytes that came first where an evader sends others for the same place', () => {
    fc.assert(
      fc.property(pieces, sequences, fc.nat(), fc.integer({ min: -40, max: 40 }), (given, first, which, shift) => {
        const target = given[which % given.length] as Piece;
        const offset = Math.max(0, target.offset + shift);
        const forged = {
          ...target,
          offset,
          length: Math.min(target.length, totalOf(given, target.fromServer) - offset),
          forged: true,
        };
        if (forged.length <= 0) return;
        const behind = given.findLastIndex(
          (one) => one.fromServer === target.fromServer && one.offset < offset + forged.length,
        );
        const sent = given.map((piece) => frameOf(piece, first));
        // Only once all of its place has been delivered.
        sent.splice(behind + 1, 0, frameOf(forged, first));
        const { heard } = heardOf(timed([...handshake(first), ...sent]));
        const said = heard.filter((one) => one.fromServer === target.fromServer).flatMap((one) => [...one.bytes]);
        expect(said).toEqual(
          Array.from({ length: totalOf(given, target.fromServer) }, (_, i) => byteOf(target.fromServer, i)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('a late piece fills its hole once, however often it is sent', () => {
    const first = [10, 20] as const;
    const piece = (offset: number): Uint8Array => frameOf({ fromServer: false, offset, length: 10 }, first);
    const late = [
      piece(0),
      piece(20),
      ...Array.from({ length: 20 }, (_, i) => piece(30 + 10 * i)),
      piece(10),
      piece(10),
      piece(10),
    ];
    const { flow, missing } = heardOf(
      timed([...handshake(first), ...late].map((bytes) => bytes)).map((one, i) => ({ ...one, at: i * 100_000_000 })),
    );
    expect([flow.missingOut, missing]).toEqual([0, 0]);
    expect(flow.retransmitted).toBe(2);
  });

  it('the side that speaks is right even when the other side makes its bytes due', () => {
    const first = [100, 200] as const;
    const client = (offset: number, length: number): Uint8Array =>
      frameOf({ fromServer: false, offset, length }, first, 0);
    const acknowledging = frameOf({ fromServer: true, offset: 0, length: 5 }, first, 60);
    const frames = timed([...handshake(first), client(0, 10), client(20, 40), acknowledging]).map((one, i) => ({
      ...one,
      at: i * 200_000_000,
    }));
    const { heard } = heardOf(frames);
    for (const one of heard.filter(({ gap }) => !gap))
      expect(one.bytes.every((byte) => byte >= 0x80 === one.fromServer)).toBe(true);
    expect(heard.filter(({ gap }) => gap).map(({ fromServer }) => fromServer)).toEqual([false]);
  });

  it('neither keep-alives, zero windows, data in a SYN nor a new conversation on the same ports confuse it', () => {
    const first = [0xffff_fffe, 5] as const;
    const keepAlive = frameOf({ fromServer: false, offset: 9, length: 1 }, first);
    const syn = { from: CLIENT, to: SERVER, sourcePort: 40_000, destinationPort: 102, sequence: 77_000, flags: 2 };
    const early = tcpFrame(
      syn,
      Uint8Array.from({ length: 4 }, (_, i) => byteOf(false, i)),
    );
    const heard: Heard[] = [];
    const frames = timed([
      ...handshake(first),
      frameOf({ fromServer: false, offset: 0, length: 10 }, first),
      keepAlive,
      early,
      tcpFrame({ ...syn, sequence: 77_005, flags: 0x18 }, Uint8Array.of(byteOf(false, 4))),
    ]);
    const part = observe(frames, { apps: [listeningProtocol(heard)], packets: [] });
    expect(part.flows.length).toBe(2);
    expect(part.flows.row(0).retransmitted).toBe(0);
    expect(heard.map(({ bytes }) => bytes.length)).toEqual([10, 4, 1]);
    expect(observeShares(frames, { shares: 2 })).toHaveLength(2);
  });

  it('a handshake that a second mirror shows again after data begins nothing anew', () => {
    const first = [0xffff_fff0, 5] as const;
    const [syn, answer] = handshake(first) as [Uint8Array, Uint8Array];
    const data = [
      frameOf({ fromServer: false, offset: 0, length: 40 }, first),
      frameOf({ fromServer: true, offset: 0, length: 30 }, first),
    ];
    const heard: Heard[] = [];
    const frames = [syn, answer, ...data, syn, answer, ...data].map((bytes, i) => ({ bytes, at: i * 10_000_000 }));
    const part = observe(frames, { apps: [listeningProtocol(heard)], packets: [] });
    expect(part.flows.length).toBe(1);
    expect(part.flows.row(0).retransmitted).toBe(2);
    expect(heard.map(({ bytes }) => bytes.length)).toEqual([40, 30]);
  });

  it.each([
    ['after the first was closed', 0x11, 20_000_000],
    ['after the first was reset', 0x14, 20_000_000],
    ['some seconds later, as a controller that lost its power does', 0x10, 5_000_000_000],
  ])('the same ports and numbers are a new conversation %s', (_when, flags, later) => {
    const first = [1_000, 2_000] as const;
    const one = [...handshake(first), frameOf({ fromServer: false, offset: 0, length: 40 }, first)];
    const last = { from: CLIENT, to: SERVER, sourcePort: 40_000, destinationPort: 102, sequence: 1_041, flags };
    const heard: Heard[] = [];
    const frames = [...one, tcpFrame(last)].map((bytes, i) => ({ bytes, at: i * 1_000_000 }));
    const again = one.map((bytes, i) => ({ bytes, at: later + i * 1_000_000 }));
    const part = observe([...frames, ...again], { apps: [listeningProtocol(heard)], packets: [] });
    expect(part.flows.length).toBe(2);
    expect(heard.map(({ bytes }) => bytes.length)).toEqual([40, 40]);
  });

  it('a handshake half the sequence space away from held bytes does not hold the analysis for ever', () => {
    for (const apart of [0x8000_0000, 0x7fff_ffff, 0x8000_0001]) {
      const first = [1_000, 2_000] as const;
      const held = frameOf({ fromServer: false, offset: 50, length: 10 }, first);
      const answer = {
        from: CLIENT,
        to: SERVER,
        sourcePort: 40_000,
        destinationPort: 102,
        flags: 0x12,
        sequence: (first[0] + 1 + 50 - 1 + apart) >>> 0,
      };
      const frames = timed([
        ...handshake(first),
        frameOf({ fromServer: false, offset: 0, length: 10 }, first),
        held,
        tcpFrame(answer),
      ]);
      const { columns } = heardOf(frames);
      expect(columns).toBe(frames.reduce((sum, { bytes }) => sum + bytes.length, 0));
    }
  });
});
