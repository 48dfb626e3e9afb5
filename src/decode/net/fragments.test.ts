import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameOf } from '../link/walk-link.cases.ts';
import { damageNames, Packet } from '../packet.ts';
import { walkFrame } from '../walk-frame.ts';
import { Fragments, MAX_AGE_SECONDS, MAX_DATAGRAMS_PER_PAIR, MAX_FRAGMENTS_PER_DATAGRAM } from './fragments.ts';

interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly more: boolean;
  readonly id?: number;
  /** Last byte of the source address. */
  readonly host?: number;
  readonly vlan?: number;
  readonly seconds?: number;
  readonly version?: 4 | 6;
  readonly next?: number;
}

/** An Ethernet frame with one fragment, built field by field. */
function fragmentFrame({ offset, bytes, more, id = 1, host = 1, vlan, version = 4, next = 17 }: Piece): Uint8Array {
  const out: number[] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, host];
  if (vlan !== undefined) out.push(0x81, 0, vlan >> 8, vlan & 255);
  if (version === 4) {
    const total = 20 + bytes.length;
    const field = (offset >> 3) | (more ? 0x2000 : 0);
    out.push(0x08, 0x00, 0x45, 0, total >> 8, total & 255, id >> 8, id & 255, field >> 8, field & 255);
    out.push(64, next, 0, 0, 10, 0, 0, host, 10, 0, 0, 99);
  } else {
    const length = 8 + bytes.length;
    out.push(0x86, 0xdd, 0x60, 0, 0, 0, length >> 8, length & 255, 44, 64);
    out.push(...new Array<number>(15).fill(0), host, ...new Array<number>(15).fill(0), 99);
    const field = offset | (more ? 1 : 0);
    out.push(next, 0, field >> 8, field & 255, 0, 0, id >> 8, id & 255);
  }
  return Uint8Array.from([...out, ...bytes]);
}

function add(fragments: Fragments, piece: Piece, p: Packet = new Packet()): { whole: boolean; p: Packet } {
  const frame = frameOf(fragmentFrame(piece));
  frame.seconds = piece.seconds ?? 1000;
  walkFrame(p, frame);
  expect(p.fragment).toBe(true);
  return { whole: fragments.add(p), p };
}

/** A UDP datagram from port 1000 to port 502 with a payload of numbered bytes. */
function udp(length: number): Uint8Array {
  const bytes = Uint8Array.from({ length: 8 + length }, (_, i) => (i * 7 + (i >> 8)) & 255);
  bytes.set([1000 >> 8, 1000 & 255, 502 >> 8, 502 & 255, (length + 8) >> 8, (length + 8) & 255, 0, 0]);
  return bytes;
}

function pieces(datagram: Uint8Array, size: number): Piece[] {
  const list: Piece[] = [];
  for (let offset = 0; offset < datagram.length; offset += size) {
    const bytes = datagram.slice(offset, offset + size);
    list.push({ offset, bytes, more: offset + size < datagram.length });
  }
  return list;
}

describe.each([4, 6] as const)('IPv%i', (version) => {
  test('pieces in any order make the datagram again, with its ports and the last frame’s addresses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 9, max: 3000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.func(fc.nat()),
        (length, units, key) => {
          const datagram = udp(length);
          const list = pieces(datagram, units * 8);
          if (list.length < 2) return;
          const order = list.map((piece, i) => ({ piece, key: key(i) })).sort((a, b) => a.key - b.key);
          const fragments = new Fragments();
          const results = order.map(({ piece }) => add(fragments, { ...piece, version }));
          expect(results.slice(0, -1).some(({ whole }) => whole)).toBe(false);
          const { whole, p } = results.at(-1) as { whole: boolean; p: Packet };
          expect(whole).toBe(true);
          expect([p.sourcePort, p.destinationPort, p.payloadLength]).toEqual([1000, 502, length]);
          expect([...p.bytes.subarray(p.payload, p.payloadEnd)]).toEqual([...datagram.subarray(8)]);
          expect(p.bytes[p.sourceMac]).toBe(2);
          expect(p.bytes[p.destination + (version === 4 ? 3 : 15)]).toBe(99);
          expect([p.damage, p.fragment, p.ipVersion]).toEqual([0, false, version]);
          expect(fragments.finish()).toMatchObject({ datagrams: 1, incomplete: 0, fragments: list.length });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a fragment that comes twice changes nothing but its count', () => {
    const fragments = new Fragments();
    const [first, second, third] = pieces(udp(40), 16).map((piece) => ({ ...piece, version })) as [Piece, Piece, Piece];
    for (const piece of [first, second, first, second]) expect(add(fragments, piece).whole).toBe(false);
    expect(add(fragments, third).whole).toBe(true);
    expect(fragments.finish()).toMatchObject({ duplicates: 2, overlaps: 0, conflicts: 0, datagrams: 1 });
  });

  test('without its first or its last piece a datagram stays unfinished and is counted so', () => {
    const list = pieces(udp(40), 16).map((piece) => ({ ...piece, version }));
    for (const missing of [0, 1, 2]) {
      const fragments = new Fragments();
      for (const [i, piece] of list.entries()) if (i !== missing) expect(add(fragments, piece).whole).toBe(false);
      expect(fragments.finish()).toMatchObject({ datagrams: 0, incomplete: 1 });
    }
  });
});

describe('overlaps', () => {
  const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

  test('of conflicting IPv4 bytes the first to arrive are kept, whichever offset they have', () => {
    const fragments = new Fragments();
    add(fragments, { offset: 8, bytes: filled(16, 2), more: true });
    add(fragments, { offset: 0, bytes: filled(16, 1), more: true });
    const { whole, p } = add(fragments, { offset: 16, bytes: filled(16, 3), more: false });
    expect(whole).toBe(true);
    expect([0, 8, 16, 24].map((at) => p.bytes[p.transport + at])).toEqual([1, 2, 2, 3]);
    expect(fragments.counts).toMatchObject({ conflicts: 2, overlaps: 0, duplicates: 0 });
  });

  test('an overlap of equal bytes is counted apart from a conflict', () => {
    const fragments = new Fragments();
    add(fragments, { offset: 0, bytes: filled(16, 1), more: true });
    expect(add(fragments, { offset: 8, bytes: filled(16, 1), more: false }).whole).toBe(true);
    expect(fragments.counts).toMatchObject({ conflicts: 0, overlaps: 1 });
  });

  test('an IPv6 datagram with an overlap is dropped whole, and so are its later fragments', () => {
    const fragments = new Fragments();
    const version = 6;
    add(fragments, { offset: 0, bytes: filled(16, 1), more: true, version });
    const { p } = add(fragments, { offset: 8, bytes: filled(16, 1), more: true, version });
    expect(damageNames[p.damage]).toBe('fragment-bad');
    expect(add(fragments, { offset: 24, bytes: filled(8, 1), more: false, version }).whole).toBe(false);
    expect(fragments.finish()).toMatchObject({ overlaps: 1, datagrams: 0, incomplete: 1, bad: 1 });
  });

  test('a last fragment that ends within what already came (teardrop) is refused', () => {
    const fragments = new Fragments();
    add(fragments, { offset: 0, bytes: filled(40, 1), more: true });
    const { whole, p } = add(fragments, { offset: 24, bytes: filled(4, 2), more: false });
    expect([whole, damageNames[p.damage], fragments.counts.bad]).toEqual([false, 'fragment-bad', 1]);
  });

  test('nothing may lie behind the last fragment', () => {
    const fragments = new Fragments();
    add(fragments, { offset: 16, bytes: filled(8, 1), more: false });
    add(fragments, { offset: 24, bytes: filled(8, 1), more: true });
    expect(fragments.counts.bad).toBe(1);
    expect(add(fragments, { offset: 0, bytes: filled(16, 1), more: true }).whole).toBe(true);
  });
});

describe('impossible fragments', () => {
  test('a datagram larger than its length field allows (ping of death) is refused', () => {
    const fragments = new Fragments();
    const { p } = add(fragments, { offset: 65_528, bytes: new Uint8Array(8), more: false, next: 1 });
    expect([damageNames[p.damage], fragments.counts.tooLong]).toEqual(['fragment-bad', 1]);
    add(fragments, { offset: 65_504, bytes: new Uint8Array(11), more: false, next: 1 });
    expect(fragments.counts.tooLong).toBe(1);
    add(fragments, { offset: 65_504, bytes: new Uint8Array(12), more: false, next: 1, id: 2 });
    expect(fragments.counts.tooLong).toBe(2);
  });

  test('a middle fragment of a length that is no multiple of eight is refused', () => {
    const fragments = new Fragments();
    expect(damageNames[add(fragments, { offset: 0, bytes: new Uint8Array(12), more: true }).p.damage]).toBe(
      'fragment-bad',
    );
  });

  test('a fragment that the snap length cut is counted as such', () => {
    const fragments = new Fragments();
    const bytes = fragmentFrame({ offset: 0, bytes: new Uint8Array(64), more: true });
    const p = new Packet();
    walkFrame(p, frameOf(bytes, 1, 0, bytes.length - 1));
    expect(fragments.add(p)).toBe(false);
    expect([damageNames[p.damage], fragments.counts.cutShort]).toEqual(['fragment-cut-short', 1]);
  });

  test('a fragment within a fragment is not put together', () => {
    const fragments = new Fragments();
    const inner = new Uint8Array(16);
    inner.set([17, 0, 0, 1]);
    add(fragments, { offset: 0, bytes: inner, more: true, version: 6, next: 44 });
    const { whole, p } = add(fragments, { offset: 16, bytes: new Uint8Array(8), more: false, version: 6, next: 44 });
    expect([whole, damageNames[p.damage], p.fragment]).toEqual([true, 'fragment-bad', false]);
  });
});

describe('limits', () => {
  test('fragments further apart than the age limit do not make a datagram', () => {
    const [first, last] = pieces(udp(16), 16) as [Piece, Piece];
    const late = new Fragments();
    add(late, { ...first, seconds: 1000 });
    expect(add(late, { ...last, seconds: 1000 + MAX_AGE_SECONDS + 1 }).whole).toBe(false);
    expect(late.finish().incomplete).toBe(2);
    const inTime = new Fragments();
    add(inTime, { ...first, seconds: 1000 });
    inTime.expire(1000 + MAX_AGE_SECONDS);
    expect(add(inTime, { ...last, seconds: 1000 + MAX_AGE_SECONDS }).whole).toBe(true);
  });

  test('expiring early or late gives the same counts', () => {
    const run = (expire: boolean): unknown => {
      const fragments = new Fragments();
      for (let i = 0; i < 20; i++) {
        add(fragments, { offset: 0, bytes: new Uint8Array(8), more: true, id: i, seconds: 1000 + i * 10 });
        if (expire) fragments.expire(1000 + i * 10);
      }
      return fragments.finish();
    };
    expect(run(true)).toEqual(run(false));
  });

  test('one pair that starts too many datagrams loses its own oldest, and no other pair’s', () => {
    const fragments = new Fragments();
    const [first, last] = pieces(udp(16), 16) as [Piece, Piece];
    add(fragments, { ...first, host: 2 });
    for (let id = 0; id <= MAX_DATAGRAMS_PER_PAIR; id++) add(fragments, { ...first, id });
    expect(fragments.counts.crowdedOut).toBe(1);
    expect(add(fragments, { ...last, id: 0 }).whole).toBe(false);
    expect(add(fragments, { ...last, id: MAX_DATAGRAMS_PER_PAIR }).whole).toBe(true);
    expect(add(fragments, { ...last, host: 2 }).whole).toBe(true);
  });

  test('one datagram takes no more fragments than it could have units', () => {
    const fragments = new Fragments();
    const piece: Piece = { offset: 0, bytes: new Uint8Array(8), more: true };
    const p = new Packet();
    const frame = frameOf(fragmentFrame(piece));
    for (let i = 0; i < MAX_FRAGMENTS_PER_DATAGRAM; i++) {
      walkFrame(p, frame);
      fragments.add(p);
    }
    expect(fragments.counts.bad).toBe(0);
    walkFrame(p, frame);
    fragments.add(p);
    expect(fragments.counts.bad).toBe(1);
  });

  test('memory of all pairs together is bounded, refusals are counted, and room comes back', () => {
    const fragments = new Fragments(4);
    for (let host = 1; host <= 6; host++) add(fragments, { offset: 0, bytes: new Uint8Array(8), more: true, host });
    expect(fragments.counts.refused).toBe(2);
    fragments.expire(5000);
    expect(fragments.counts.incomplete).toBe(6);
    const refused = add(fragments, { offset: 0, bytes: new Uint8Array(8), more: true, host: 9, seconds: 5000 });
    expect(refused.p.damage).toBe(0);
  });

  test('the same addresses and identification in two VLANs are two datagrams', () => {
    const fragments = new Fragments();
    const [first, last] = pieces(udp(16), 16) as [Piece, Piece];
    add(fragments, { ...first, vlan: 10 });
    expect(add(fragments, { ...last, vlan: 20 }).whole).toBe(false);
    expect(add(fragments, { ...last, vlan: 10 }).whole).toBe(true);
  });

  test('eight thousand fragments of eight bytes, last first, take time in proportion to their bytes', () => {
    const datagram = udp(65_000);
    const frames = pieces(datagram, 8)
      .reverse()
      .map((piece) => frameOf(fragmentFrame(piece)));
    const p = new Packet();
    const start = process.hrtime.bigint();
    const fragments = new Fragments();
    let whole = false;
    for (const frame of frames) {
      walkFrame(p, frame);
      whole = fragments.add(p);
    }
    expect(whole).toBe(true);
    expect(p.payloadLength).toBe(65_000);
    // 15 ms here; searching a list of pieces for each would take seconds.
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(1000);
  });

  test('two workers that share the pairs out count what one counts', () => {
    const list: Piece[] = [];
    for (let i = 0; i < 600; i++) {
      const [first, last] = pieces(udp(16), 16) as [Piece, Piece];
      const started = i >> 1;
      const common = { host: 1 + (started % 7), id: started % 90, seconds: 1000 + i };
      // Every fifth last piece is lost; identifications come round again.
      if (i % 10 !== 1) list.push({ ...(i % 2 === 0 ? first : last), ...common });
    }
    const one = new Fragments();
    for (const piece of list) add(one, piece);
    const halves = [new Fragments(), new Fragments()] as const;
    for (const piece of list) add(halves[(piece.host ?? 0) % 2 === 0 ? 0 : 1], piece);
    const [even, odd] = halves.map((half) => half.finish());
    const sum = Object.fromEntries(
      Object.entries(even as object).map(([key, value]) => [
        key,
        value + (odd as unknown as Record<string, number>)[key],
      ]),
    );
    expect(sum).toEqual(one.finish());
    expect(one.counts.datagrams).toBeGreaterThan(10);
  });
});
