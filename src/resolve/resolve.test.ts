import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  behind,
  cms,
  drive,
  gate,
  ordinaryCrane,
  plc,
  stranger,
  withHiddenRouter,
} from '../../test/support/crane-scene.ts';
import { PartBuilder } from '../../test/support/part-builder.ts';
import { testKnowledge } from '../../test/support/test-knowledge.ts';
import type { Part } from '../schema/facts/part.ts';
import type { TapEstate } from './estate.ts';
import { frameOf, FrameSet, ordinalOfFrame, partOfFrame } from './frame-set.ts';
import { resolve } from './resolve.ts';
import { Smallest } from './smallest.ts';
import { ConversationTable } from './conversations.ts';

const knowledge = testKnowledge();
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? `${v}n` : v)));
function tapOf(part: Part): TapEstate {
  const tap = resolve([part], knowledge).taps[0];
  if (tap === undefined) throw new Error('no tap');
  return tap;
}

describe('estate', () => {
  it('the order of parts and their repetition change nothing', () => {
    const parts = [
      ordinaryCrane('sts-1').build(),
      withHiddenRouter(ordinaryCrane('sts-2')).build(),
      new PartBuilder('sts-1').talk(cms, plc, { port: 502 }).build(),
      new PartBuilder('yard').arp(cms, plc.ip, plc.mac).build(),
    ];
    const wanted = plain(resolve(parts, knowledge));
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 0, 2], { minLength: 6 }), (order) => {
        expect(
          plain(
            resolve(
              order.map((i) => parts[i] as Part),
              knowledge,
            ),
          ),
        ).toEqual(wanted);
      }),
      { numRuns: 20 },
    );
  });

  it('the same address on two taps is two devices', () => {
    const other = { mac: '00:30:de:00:00:77', ip: plc.ip };
    const estate = resolve(
      [ordinaryCrane('a').build(), new PartBuilder('b').arp(cms, other.ip, other.mac).build()],
      knowledge,
    );
    const holders = estate.taps.map(({ devices }) =>
      devices.filter(({ addresses }) => addresses.some(({ ip }) => ip === plc.ip)).map(({ mac }) => mac),
    );
    expect(holders).toEqual([[plc.mac], [other.mac]]);
  });

  it('two parts of one tap add up, and their frames stay apart', () => {
    const first = new PartBuilder('a').talk(cms, plc).build();
    const second = new PartBuilder('a').talk(cms, plc, { framesOut: 3, framesIn: 3 }).talk(cms, drive).build();
    const tap = resolve([second, first], knowledge).taps[0];
    const [digestFirst] = [first, second].map(({ framesDigest }) => framesDigest).sort();
    expect(tap?.parts.map(({ framesDigest }) => framesDigest)[0]).toBe(digestFirst);
    const both = tap?.conversations.find(({ server }) => server === plc.ip);
    expect(both).toMatchObject({ flows: 2, framesOut: 13 });
    expect(new Set(both?.frames.map(partOfFrame))).toEqual(new Set([0, 1]));
  });

  it('local networks come from who asks whom, and what a router forwards is not local', () => {
    const tap = tapOf(withHiddenRouter(ordinaryCrane()).build());
    expect(tap.networks.map(({ prefix, method }) => [prefix.text, method])).toEqual([['10.1.1.0/24', 'arp']]);
    expect(tap.routers.map(({ mac }) => mac)).toEqual([gate.mac, stranger.mac]);
    const hidden = tap.routers.find(({ mac }) => mac === stranger.mac);
    expect(hidden?.remotes.map(({ ip }) => ip)).toEqual(['198.51.100.9', '203.0.113.7']);
    expect(hidden?.remoteCounts.public).toBe(2);
    expect(hidden?.clients.map(({ ip }) => ip)).toEqual([cms.ip]);
    expect(tap.devices.map(({ key }) => key)).toEqual([gate, plc, cms, drive, stranger].map(({ mac }) => mac).sort());
  });

  it('a wider network is learnt from a host that asks across it', () => {
    const a = { mac: '00:30:de:00:01:01', ip: '10.1.1.10' };
    const tap = tapOf(new PartBuilder('a').arp(a, '10.1.7.9', '00:30:de:00:01:02').build());
    expect(tap.networks.map(({ prefix }) => prefix.text)).toEqual(['10.1.0.0/21']);
  });

  it('a host without a mask, a scanner and a proxy do not make the world local', () => {
    const a = { mac: '00:30:de:00:01:01', ip: '10.1.1.10' };
    const proxy = '00:30:de:00:01:99';
    const builder = new PartBuilder('a').arp(a, '203.0.113.5', proxy).arp(a, '8.8.8.8', proxy).arp(a, '1.1.1.1', proxy);
    builder.binding(proxy, '10.1.1.1', 'arp-request');
    const tap = tapOf(builder.talk(a, { mac: proxy, ip: '203.0.113.5' }).build());
    expect(tap.networks.map(({ prefix }) => prefix.text)).toEqual(['10.1.1.0/24']);
    expect(tap.routers.map(({ mac }) => mac)).toEqual([proxy]);
  });

  it('without ARP, hosts that speak under one private address are here, and counted-down ones are not', () => {
    const tap = tapOf(
      new PartBuilder('a')
        .talk(cms, plc)
        .talk(cms, behind(gate, '10.9.9.9'), { ttlIn: 63 })
        .talk(cms, behind(gate, '203.0.113.1'), { ttlIn: 64 })
        .build(),
    );
    expect(tap.networks.map(({ prefix, method }) => [prefix.text, method])).toEqual([['10.1.1.0/24', 'direct']]);
    expect(tap.routers.map(({ mac, remotes }) => [mac, remotes.map(({ ip }) => ip)])).toEqual([
      [gate.mac, ['10.9.9.9', '203.0.113.1']],
    ]);
  });

  it('claims keep their contradictions, and two holders of one address are a conflict', () => {
    const tap = tapOf(
      new PartBuilder('a')
        .arp(cms, plc.ip, plc.mac)
        .arp(cms, plc.ip, stranger.mac)
        .arp(cms, plc.ip, plc.mac)
        .claim(`mac:${plc.mac}`, 'serial', 'A-1000', 'lldp')
        .claim(`mac:${plc.mac}`, 'serial', 'B-2000', 'modbus')
        .build(),
    );
    expect(tap.conflicts.map(({ ip, claims, together }) => [ip, claims.map(({ mac }) => mac), together])).toEqual([
      [plc.ip, [plc.mac, stranger.mac], true],
    ]);
    const device = tap.devices.find(({ mac }) => mac === plc.mac);
    expect(device?.identities.map(({ value, source }) => [value, source])).toEqual([
      ['A-1000', 'lldp'],
      ['B-2000', 'modbus'],
    ]);
  });

  it('controllers know their readers and writers, and how often they are asked', () => {
    const tap = tapOf(
      new PartBuilder('a').command(cms, plc, 'read', 'holding 0-9').command(drive, plc, 'write', 'holding 5').build(),
    );
    expect(tap.controllers).toHaveLength(1);
    expect(tap.controllers[0]).toMatchObject({ ip: plc.ip, readers: [cms.ip], writers: [drive.ip] });
    expect(tap.controllers[0]?.clients.find(({ ip }) => ip === cms.ip)?.period).toEqual({
      from: 3e8,
      to: 1e9,
      share: 1000,
    });
  });
});

describe('bounded gathering', () => {
  it('frames kept are the 24 smallest and 8 largest, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 150 }), (frames) => {
        const set = new FrameSet();
        set.addAll(frames);
        const all = [...new Set(frames)].sort((a, b) => a - b);
        const wanted = all.length <= 32 ? all : [...all.slice(0, 24), ...all.slice(-8)];
        expect(set.list()).toEqual(wanted);
      }),
    );
    expect([partOfFrame(frameOf(3, 17)), ordinalOfFrame(frameOf(3, 17)), frameOf(3, 0)]).toEqual([3, 17, 0]);
  });

  it('entries kept are those with the smallest keys, complete, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 160 }), { maxLength: 300 }), (keys) => {
        const smallest = new Smallest<{ count: number }>(8);
        for (const key of keys) {
          const entry = smallest.at(String(key), () => ({ count: 0 }));
          if (entry) entry.count++;
        }
        const distinct = [...new Set(keys)].sort((a, b) => a - b);
        const wanted = distinct
          .slice(0, 8)
          .map((key) => [String(key), { count: keys.filter((one) => one === key).length }]);
        expect(smallest.sorted()).toEqual(wanted);
        expect(smallest.overflowed).toBe(distinct.length > 8);
      }),
    );
  });

  it('too many conversations fold by level, and the order of flows does not matter', () => {
    const builder = new PartBuilder('a');
    for (let i = 0; i < 40; i++) builder.talk(cms, { mac: plc.mac, ip: `10.2.${i % 3}.${i % 10}` }, { port: 1000 + i });
    const { flows } = builder.build();
    const order = Array.from({ length: flows.length }, (_, i) => i);
    for (const [limit, level] of [
      [100, 0],
      [39, 1],
      [10, 2],
    ] as const) {
      const tables = [order, [...order].reverse()].map((list) => {
        const table = new ConversationTable(limit);
        for (const i of list) table.add(flows.row(i), 0);
        return table;
      });
      expect(tables.map((table) => table.level)).toEqual([level, level]);
      expect(tables[0]?.done()).toEqual(tables[1]?.done());
      expect(tables[0]?.done().reduce((sum, { flows: n }) => sum + n, 0)).toBe(40);
    }
  });
});
