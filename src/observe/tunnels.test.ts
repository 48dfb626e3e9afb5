import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partText } from '../../test/fuzz/targets/part-text.ts';
import {
  combineShares,
  type GivenFrame,
  host,
  observe,
  observeShares,
  tcpFrame,
  udpFrame,
} from '../../test/support/observe-frames.ts';
import * as through from '../../test/support/tunnel-frames.ts';
import type { FlowRow } from '../schema/facts/flows.ts';
import type { Part } from '../schema/facts/part.ts';
import { MAX_TUNNEL_DEPTH } from './tunnel-table.ts';

const [CLIENT, SERVER] = [host(1), host(2)];
const poll = Uint8Array.of(0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2);
const answer = Uint8Array.of(0, 1, 0, 0, 0, 7, 1, 3, 4, 0, 1, 0, 2);

const asks = (sequence = 1): Uint8Array =>
  tcpFrame({ from: CLIENT, to: SERVER, sourcePort: 40_000, destinationPort: 502, sequence, flags: 0x18 }, poll);
const answers = (sequence = 1): Uint8Array =>
  tcpFrame({ from: SERVER, to: CLIENT, sourcePort: 502, destinationPort: 40_000, sequence, flags: 0x18 }, answer);

const ENDS = '192.0.2.101-192.0.2.102';
const tunnels: readonly (readonly [string, through.Tunnel, string])[] = [
  ['GRE', through.gre(7), `gre ${ENDS} key 7`],
  ['IP in IP', through.ipInIp(), `ipip ${ENDS}`],
  ['VXLAN', through.vxlan(5), `vxlan ${ENDS} vni 5`],
  ['GENEVE', through.geneve(6), `geneve ${ENDS} vni 6`],
  ['GTP', through.gtp(17, 18), `gtp ${ENDS} teid 0x11/0x12`],
  ['L2TP', through.l2tp(3, 4), `l2tp ${ENDS} session 1:3/1:4`],
  ['MPLS', through.mpls(20, 21), 'mpls label 20/21'],
  ['PPPoE', through.pppoe(9), 'pppoe 02:00:00:00:00:65-02:00:00:00:00:66 session 9'],
  ['802.1ah', through.pbb(8), 'pbb 02:00:00:00:00:65-02:00:00:00:00:66 isid 8'],
];

/** Frames a millisecond apart, each with a payload or number of its own where that matters. */
function tap(...frames: readonly Uint8Array[]): GivenFrame[] {
  return frames.map((bytes, i) => ({ bytes, at: i * 10_000_000 }));
}

function rows({ flows }: Part): FlowRow[] {
  return Array.from({ length: flows.length }, (_, i) => flows.row(i));
}

/** Flows of the controllers' port with the frames of each direction. */
function inner(part: Part): string[] {
  return rows(part)
    .filter((row) => row.serverPort === 502)
    .map((row) => `${row.tunnel || 'none'}: ${row.framesOut} out, ${row.framesIn} in, ${row.protocol || 'unknown'}`)
    .sort();
}

/** `holes`: numbers of a stream may have jumped, and what they passed over is missing too. */
function addsUp(part: Part, frames: readonly GivenFrame[], holes = false): void {
  const bytes = frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
  const wire = frames.reduce((sum, frame) => sum + (frame.wireLength ?? frame.bytes.length), 0);
  const { coverage } = part.tables;
  const column = (pick: (row: (typeof coverage)[number]) => number): number =>
    coverage.reduce((sum, row) => sum + pick(row), 0);
  const captured = column((row) => row.decoded + row.encrypted + row.unrecognised + row.lost + row.damaged);
  expect([captured, column((row) => row.frames)]).toEqual([bytes, frames.length]);
  const missing = column((row) => row.missing);
  if (holes) expect(missing).toBeGreaterThanOrEqual(wire - bytes);
  else expect(missing).toBe(wire - bytes);
  expect(column((row) => row.flows)).toBe(part.flows.length);
  for (const row of coverage)
    for (const value of Object.values(row)) if (value < 0) throw new Error(JSON.stringify(row));
}

describe('what a tunnel carries', () => {
  it.each(tunnels)('%s: is read like any other packet, and says what it came through', (_, tunnel, text) => {
    const frames = tap(tunnel(asks()), tunnel(answers(), true), tunnel(asks(13)));
    const part = observe(frames);
    expect(inner(part)).toEqual([`${text}: 2 out, 1 in, modbus`]);
    expect(part.tables.commands).toMatchObject([{ client: '192.0.2.1', server: '192.0.2.2', accepted: 1 }]);
    const [flow] = rows(part).filter((row) => row.serverPort === 502);
    expect(flow).toMatchObject({ payloadOut: 24, payloadIn: 13, firstFrameOut: 1, firstFrameIn: 2 });
    addsUp(part, frames);
  });

  it('counts the bytes of the inner packet for the inner flow, and of the whole frame for the carrier', () => {
    const frame = through.gre(7)(asks());
    const [carrier, carried] = rows(observe(tap(frame)));
    expect([carrier?.protocol, carrier?.bytesOut, carrier?.tunnel]).toEqual(['gre', frame.length, '']);
    expect([carried?.protocol, carried?.bytesOut]).toEqual(['modbus', asks().length - 14]);
    const { coverage } = observe(tap(frame)).tables;
    expect(coverage).toMatchObject([
      { protocol: 'gre', frames: 0, flows: 1, decoded: 14 + 20 + 8 },
      { protocol: 'modbus', frames: 1, flows: 1, decoded: asks().length - 14 },
    ]);
  });

  it('shows the MAC addresses and VLAN of a frame in a tunnel, and those of the link where there is none', () => {
    const [, frame] = rows(observe(tap(through.vxlan(5)(asks()))));
    expect(frame?.macOut).toBe('02:00:00:00:00:01');
    const [, packet] = rows(observe(tap(through.gre(7)(asks()))));
    expect(packet?.macOut).toBe('');
    const [labelled] = rows(observe(tap(through.mpls(20, 21)(asks()))));
    expect(labelled?.macOut).toBe('02:00:00:00:00:65');
  });

  it('mirrored frames of one ERSPAN session are two directions of one flow', () => {
    const session = through.erspan(4);
    const part = observe(tap(session(asks()), session(answers())));
    expect(inner(part)).toEqual([`gre ${ENDS} / erspan session 4: 1 out, 1 in, modbus`]);
  });

  it('names tunnels in tunnels, the outermost first', () => {
    const nested = (frame: Uint8Array, back?: boolean): Uint8Array =>
      through.gtp(17, 18)(through.vxlan(5)(frame, back), back);
    const frames = tap(nested(asks()), nested(answers(), true));
    const part = observe(frames);
    expect(inner(part)).toEqual([`gtp ${ENDS} teid 0x11/0x12 / vxlan ${ENDS} vni 5: 1 out, 1 in, modbus`]);
    addsUp(part, frames);
  });
});

describe('equal addresses', () => {
  it('inside and outside of a tunnel, and in two of them, are never one flow', () => {
    const ways: readonly through.Tunnel[] = [
      (frame) => frame,
      through.gre(7),
      through.gre(8),
      through.ipInIp(),
      through.vxlan(5),
      through.vxlan(6),
      through.pppoe(1),
      through.pppoe(2),
      through.gtp(17, 18),
      through.gtp(27, 28),
      through.mpls(20, 21),
      through.mpls(30, 31),
    ];
    // Each conversation is opened before the next one begins, so that numbers of both directions can be told to belong together.
    const frames = tap(...ways.flatMap((way, i) => [way(asks(i * 100 + 1)), way(answers(i * 100 + 1), true)]));
    const part = observe(frames);
    expect(inner(part)).toHaveLength(ways.length);
    for (const text of inner(part)) expect(text).toContain('1 out, 1 in, modbus');
    addsUp(part, frames);
  });

  it('with a number of each end’s own stay apart where nobody can say which answer belongs to which question', () => {
    const [a, b] = [through.gtp(17, 18), through.gtp(27, 28)];
    const part = observe(tap(a(asks(1)), b(asks(101)), b(answers(101), true), a(answers(1), true), b(asks(113))));
    expect(inner(part)).toEqual([
      `gtp ${ENDS} teid 0x11: 1 out, 0 in, modbus`,
      `gtp ${ENDS} teid 0x12: 0 out, 1 in, modbus`,
      `gtp ${ENDS} teid 0x1b: 2 out, 0 in, modbus`,
      `gtp ${ENDS} teid 0x1c: 0 out, 1 in, modbus`,
    ]);
  });

  it('of fragments in two tunnels are not put together', () => {
    const [first, second] = fragmentsOf(udpFrame(CLIENT, SERVER, 50_000, 50_001, new Uint8Array(64).fill(1)));
    const frames = tap(through.gre(7)(first), through.gre(8)(second));
    expect(rows(observe(frames)).map((row) => row.transport)).toEqual([47]);
    addsUp(observe(frames), frames);
  });
});

/** Two IP fragments of a frame without tags, the first of 32 bytes behind its header. */
function fragmentsOf(frame: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const piece = (from: number, to: number, more: boolean): Uint8Array => {
    const bytes = new Uint8Array([...frame.subarray(0, 34), ...frame.subarray(34 + from, 34 + to)]);
    const view = new DataView(bytes.buffer);
    view.setUint16(16, bytes.length - 14);
    view.setUint16(20, (more ? 0x2000 : 0) | (from / 8));
    return bytes;
  };
  return [piece(0, 32, true), piece(32, frame.length - 34, false)];
}

describe('fragments', () => {
  const query = Uint8Array.of(
    0,
    7,
    1,
    0,
    0,
    1,
    0,
    0,
    0,
    0,
    0,
    0,
    21,
    ...new Array<number>(21).fill(0x61),
    0,
    0,
    1,
    0,
    1,
  );
  const datagram = udpFrame(CLIENT, SERVER, 40_000, 53, query);

  it('of a packet in a tunnel are put together', () => {
    const frames = tap(...fragmentsOf(datagram).map((one) => through.gre(7)(one)));
    const part = observe(frames);
    expect(part.tables.messages.find(({ protocol }) => protocol === 'dns')).toMatchObject({ count: 1 });
    addsUp(part, frames);
  });

  it('of the packet that carries are put together', () => {
    for (const [, tunnel] of tunnels.slice(0, 6)) {
      const frames = tap(...fragmentsOf(tunnel(datagram)));
      const part = observe(frames);
      expect(part.tables.messages.find(({ protocol }) => protocol === 'dns')).toMatchObject({ count: 1 });
      addsUp(part, frames);
    }
  });

  it('of both are put together', () => {
    const frames = tap(
      ...fragmentsOf(datagram).flatMap((one, i) => {
        const outer = through.gre(7)(one);
        outer[19] = i;
        return fragmentsOf(outer);
      }),
    );
    const part = observe(frames);
    expect(part.tables.messages.find(({ protocol }) => protocol === 'dns')).toMatchObject({ count: 1 });
    addsUp(part, frames);
  });
});

describe('hostile tunnels', () => {
  const nested = (depth: number): Uint8Array => {
    let frame = asks();
    for (let i = 0; i < depth; i++) frame = i % 2 === 0 ? through.gre(i)(frame) : through.ipInIp()(frame);
    return frame;
  };

  it(`are walked ${MAX_TUNNEL_DEPTH} deep; what lies deeper is lost, and said`, () => {
    const deepest = observe(tap(nested(MAX_TUNNEL_DEPTH)));
    expect(inner(deepest)).toHaveLength(1);
    expect(deepest.tables.anomalies).toEqual([]);
    const frames = tap(nested(MAX_TUNNEL_DEPTH + 1));
    const deeper = observe(frames);
    expect(inner(deeper)).toEqual([]);
    expect(deeper.tables.anomalies).toMatchObject([{ protocol: 'gre', code: 'tunnels-over-limit', count: 1 }]);
    expect(deeper.tables.coverage.find(({ lost }) => lost > 0)).toMatchObject({ protocol: 'gre', lost: 52 });
    addsUp(deeper, frames);
  });

  it('cost no more than their depth, however deep they are', () => {
    const frames = tap(nested(60));
    addsUp(observe(frames), frames);
  });

  it('cut anywhere, captured or sent so, leave each byte in one column', () => {
    for (const [, tunnel] of [...tunnels, ['', through.erspan(4)] as const]) {
      for (const whole of [tunnel(asks()), through.gre(1)(tunnel(asks()))]) {
        const cuts = Array.from({ length: whole.length - 1 }, (_, i) => whole.subarray(0, i + 1));
        for (const isSnapped of [true, false]) {
          const frames = tap(...cuts).map((frame) => (isSnapped ? { ...frame, wireLength: whole.length } : frame));
          addsUp(observe(frames), frames);
        }
      }
    }
  });

  it('of any bytes leave each byte in one column, with any number of workers', () => {
    const damaged = fc
      .tuple(
        fc.constantFrom(...tunnels.map(([, tunnel]) => tunnel), through.erspan(4)),
        fc.constantFrom(...tunnels.map(([, tunnel]) => tunnel), undefined),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        fc.boolean(),
      )
      .map(([outer, other, changes, back]) => {
        const made = back ? answers() : asks();
        const frame = outer(other === undefined ? made : other(made, back), back);
        for (const [at, value] of changes) frame[14 + (at % (frame.length - 14))] = value;
        return frame;
      });
    fc.assert(
      fc.property(
        fc.array(damaged, { maxLength: 8 }),
        fc.integer({ min: 2, max: 4 }),
        fc.integer(),
        (list, shares, seed) => {
          const frames = tap(...list);
          const alone = observe(frames);
          addsUp(alone, frames, true);
          expect(partText(combineShares(observeShares(frames, { shares, seed })))).toBe(partText(alone));
        },
      ),
      { numRuns: 150 },
    );
  });
});
