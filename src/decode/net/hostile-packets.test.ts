import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { Cursor } from '../../kernel/cursor.ts';
import { hsrp } from '../app/hsrp.ts';
import { frameOf, hex } from '../link/walk-link.cases.ts';
import { Packet } from '../packet.ts';
import { walkFrame } from '../walk-frame.ts';
import { Fragments } from './fragments.ts';
import { told } from './read-packet.cases.ts';
import { lowerProtocols } from './walked-frames.cases.ts';

/** Beginnings that lead deep into each protocol; noise follows and mutates them. */
const beginnings: Readonly<Record<string, readonly string[]>> = {
  arp: ['0001 0800 06 04 0001', '0001 0800 06 04 0002 020000000001 0a000001 020000000002 0a000002'],
  rarp: ['0001 0800 06 04 0004'],
  lldp: [
    '0207 04 020000000001 0405 05 65746830 0602 0078',
    '0207 04 020000000001 0405 05 65746830 0602 0078 1005 0501',
    'fe06 0012bb',
  ],
  icmp: ['0300 0000 00000000 45', '0500 0000 0a000001 45', '0900 0000 0202 0708', '0304 0000 00000594 4f'],
  icmpv6: [
    '8700 0000 00000000',
    '8600 0000 40c0 0708 00000000 00000000 03 04',
    '8600 0000 40c0 0708 00000000 00000000 18 01',
    '0200 0000 00000594 60',
  ],
  vrrp: ['21 07 64 02', '31 07 64 ff'],
  igmp: ['11 64', '22 00'],
  stp: ['0000 00 00', '0000 02 02'],
  pvst: ['0000 02 02'],
};

test.each(lowerProtocols.map((protocol) => [protocol.name, protocol] as const))(
  '%s reads any bytes without a throw, and nothing outside its window',
  (name, protocol) => {
    const start = fc.constantFrom('', ...(beginnings[name] ?? [])).map(hex);
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 90 }), fc.constantFrom(64, 255), (head, tail, ttl) => {
        const bytes = Uint8Array.from([...head, ...tail]);
        const results = [0x00, 0xff].map((poison) => {
          const around = new Uint8Array(bytes.length + 160).fill(poison);
          around.set(bytes, 80);
          const view = new DataView(around.buffer);
          const turn = recordingTurn({ ttl });
          const cursor = new Cursor().reset(around, view, 80, 80 + bytes.length);
          const outcome = protocol.parse(cursor, turn);
          expect(cursor.at).toBeLessThanOrEqual(80 + bytes.length);
          expect(turn.unrecognisedBytes).toBeLessThanOrEqual(bytes.length);
          for (const { fields } of turn.messages) {
            for (const field of Object.keys(fields)) expect(protocol.fields).toHaveProperty([field]);
          }
          for (const anomaly of turn.anomalies) expect(protocol.anomalies).toHaveProperty([anomaly]);
          return { outcome, said: told(turn) };
        });
        expect(results[0]).toEqual(results[1]);
      }),
      { numRuns: 600 },
    );
  },
);

test('HSRP reads any bytes without a throw, and nothing outside its window', () => {
  const start = fc
    .constantFrom('', '0000 10 03 0a 6e 05 00', '0003 0001 000a', '01 28 02 00 06 04', '01 28 02 00 06 06')
    .map(hex);
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 90 }), (head, tail) => {
      const bytes = Uint8Array.from([...head, ...tail]);
      const results = [0x00, 0xff].map((poison) => {
        const around = new Uint8Array(bytes.length + 160).fill(poison);
        around.set(bytes, 80);
        const turn = recordingTurn();
        const cursor = new Cursor().reset(around, new DataView(around.buffer), 80, 80 + bytes.length);
        return { verdict: hsrp.probe(cursor, false), outcome: hsrp.parse(cursor, turn, undefined), said: told(turn) };
      });
      expect(results[0]).toEqual(results[1]);
    }),
    { numRuns: 1000 },
  );
});

test('any fragments in any order are taken without a throw, and what is put together lies in its buffer', () => {
  const piece = fc.record({
    field: fc.nat(0xffff),
    length: fc.nat(64),
    id: fc.nat(2),
    version: fc.constantFrom(4, 6),
    seconds: fc.nat(100),
    next: fc.constantFrom(6, 17, 44, 60, 1),
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (list, small) => {
      const fragments = new Fragments(small ? 3 : 1000);
      const p = new Packet();
      for (const { field, length, id, version, seconds, next } of list) {
        const offset = small ? field & 0x200f : field & 0x20ff;
        const total = 20 + length;
        const bytes =
          version === 4
            ? Uint8Array.from([
                0x45,
                0,
                total >> 8,
                total & 255,
                0,
                id,
                offset >> 8,
                offset & 255,
                9,
                next,
                0,
                0,
                1,
                1,
                1,
                1,
                2,
                2,
                2,
                2,
                ...new Array<number>(length).fill(next),
              ])
            : Uint8Array.from([
                0x60,
                0,
                0,
                0,
                0,
                8 + length,
                44,
                9,
                ...new Array<number>(32).fill(1),
                next,
                0,
                ((offset << 3) & 0xff00) >> 8,
                ((offset << 3) & 0xf8) | (offset >> 13),
                0,
                0,
                0,
                id,
                ...new Array<number>(length).fill(next),
              ]);
        const frame = frameOf(bytes, 101);
        frame.seconds = seconds;
        walkFrame(p, frame);
        if (!p.fragment) continue;
        if (fragments.add(p)) {
          expect(p.fragment).toBe(false);
          expect(p.end).toBeLessThanOrEqual(p.bytes.length);
          expect(p.payloadEnd).toBeLessThanOrEqual(p.end);
        }
      }
      const { counts } = fragments;
      const before = { ...counts };
      fragments.finish();
      expect(counts.datagrams + counts.incomplete).toBeLessThanOrEqual(counts.fragments);
      expect(counts.datagrams).toBe(before.datagrams);
    }),
    { numRuns: 400 },
  );
});
