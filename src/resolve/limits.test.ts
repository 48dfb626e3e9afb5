import { describe, expect, it } from 'vitest';
import { behind, cms, plc, stranger } from '../../test/support/crane-scene.ts';
import { type End, PartBuilder } from '../../test/support/part-builder.ts';
import { testKnowledge } from '../../test/support/test-knowledge.ts';
import { compareText } from '../kernel/compare.ts';
import type { FlowRow } from '../schema/facts/flows.ts';
import type { Part } from '../schema/facts/part.ts';
import type { ServiceRow } from '../schema/facts/services.ts';
import { ConversationTable } from './conversations.ts';
import type { TapEstate } from './estate.ts';
import {
  MAX_ADDRESSES_PER_DEVICE,
  MAX_ASKERS,
  MAX_CONVERSATIONS,
  MAX_LISTED,
  MAX_NETWORKS,
  MAX_REMOTES_PER_ROUTER,
  MAX_WANTED_PER_HOST,
} from './limits.ts';
import { resolve } from './resolve.ts';

function tapOf(part: Part): TapEstate {
  return resolve([part], testKnowledge()).taps[0] as TapEstate;
}

const one = { framesOut: 1, framesIn: 1 };
const hex = (i: number): string =>
  i
    .toString(16)
    .padStart(4, '0')
    .replace(/(..)(..)/, '$1:$2');
const mac = (i: number): string => `00:30:de:01:${hex(i)}`;
/** Hosts of 10.1.0.0/20, which is local once somebody asks across it. */
const host = (i: number): End => ({ mac: mac(i), ip: `10.1.${i >> 8}.${i & 255}` });
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
/** The first and the last come first: what is kept must not be what came first. */
const shuffled = (count: number): number[] => range(count).map((i) => (i % 2 === 0 ? count - 1 - i / 2 : (i - 1) / 2));
const smallest = (values: readonly string[], limit: number): string[] => values.toSorted(compareText).slice(0, limit);

describe('beyond its limits an estate keeps what sorts first, whatever came first, and its sums stay whole', () => {
  it(`conversations fold when one tap has more than ${MAX_CONVERSATIONS}`, () => {
    const part = new PartBuilder('a').talk(cms, plc, one).build();
    const flow = part.flows.row(0);
    const table = new ConversationTable();
    const add = (more: Partial<FlowRow>): void => table.add({ ...flow, ...more }, 0);
    for (let i = 0; i < MAX_CONVERSATIONS; i++) add({ vlan: i >> 16, serverPort: i & 0xffff });
    expect([table.level, table.done().length]).toEqual([0, MAX_CONVERSATIONS]);
    add({ vlan: 7, serverPort: 7 });
    expect(table.level).toBe(1);
    expect(table.done()).toMatchObject([{ serverPort: 0, flows: MAX_CONVERSATIONS + 1 }]);
  });

  it(`${MAX_REMOTES_PER_ROUTER} addresses behind a router are listed, and as many clients; all are counted`, () => {
    const count = MAX_REMOTES_PER_ROUTER + 1;
    const remote = (i: number): string => `203.0.${i >> 8}.${i & 255}`;
    const builder = new PartBuilder('a').arp(cms, '10.1.15.9');
    for (const i of shuffled(count)) builder.talk(host(i), behind(stranger, remote(i)), one);
    const router = tapOf(builder.build()).routers.find((candidate) => candidate.mac === stranger.mac);
    const wanted = smallest(range(count).map(remote), MAX_REMOTES_PER_ROUTER);
    expect(router?.remotes.map(({ ip }) => ip)).toEqual(wanted);
    expect(router?.asked.map(({ ip }) => ip)).toEqual(wanted);
    const clients = range(count).map((i) => `${host(i).ip} ${host(i).mac}`);
    expect(router?.clients.map((client) => `${client.ip} ${client.mac}`)).toEqual(
      smallest(clients, MAX_REMOTES_PER_ROUTER),
    );
    expect([router?.remoteCounts.public, router?.flows]).toEqual([count, count]);
  });

  it(`${MAX_ADDRESSES_PER_DEVICE} addresses of a device are listed`, () => {
    const builder = new PartBuilder('a').arp(cms, '10.1.15.9');
    const ips = range(MAX_ADDRESSES_PER_DEVICE + 1).map((i) => host(i + 1).ip);
    for (const ip of ips.toReversed()) builder.binding(stranger.mac, ip, 'arp-announcement');
    const device = tapOf(builder.build()).devices.find(({ key }) => key === stranger.mac);
    expect(device?.addresses.map(({ ip }) => ip)).toEqual(
      smallest(
        ips.map((ip) => `${ip} -1`),
        MAX_ADDRESSES_PER_DEVICE,
      ).map((key) => key.slice(0, -3)),
    );
    expect(device?.count).toBe(MAX_ADDRESSES_PER_DEVICE + 1);
  });

  it(`${MAX_LISTED} services, names, objects, holders, peers and segment sizes are listed`, () => {
    const count = MAX_LISTED + 1;
    const builder = new PartBuilder('a').arp(cms, '10.1.15.9').arp(cms, plc.ip, plc.mac);
    const services: ServiceRow[] = [];
    for (const i of shuffled(count)) {
      builder.claim(`mac:${plc.mac}`, 'hostname', `name-${i}`, 'lldp');
      builder.command(cms, plc, 'read', `object ${i}`);
      builder.binding(mac(i), '10.1.1.99', 'arp-announcement');
      builder.arp(cms, '10.1.1.99');
      builder.talk(host(i), behind(stranger, '203.0.113.7'), { ...one, port: 1000 + i, mssIn: 1000 + i });
      const seen = { count: 1, first: 1n, last: 1n, frames: [1] };
      services.push({ server: plc.ip, transport: 6, port: 1000 + i, protocol: '', answered: 1, ...seen });
    }
    const part = builder.build();
    const tap = tapOf({ ...part, tables: { ...part.tables, services } });
    const list = (of: (i: number) => string): string[] => smallest(range(count).map(of), MAX_LISTED);
    const device = tap.devices.find(({ key }) => key === plc.mac);
    expect(device?.names).toEqual(list((i) => `name-${i}`));
    expect(device?.services).toEqual(list((i) => `tcp/${1000 + i}`));
    expect(tap.controllers[0]?.clients[0]?.objects).toEqual(list((i) => `object ${i}`));
    expect(tap.conflicts.find(({ ip }) => ip === '10.1.1.99')?.claims.map((claim) => claim.mac)).toEqual(list(mac));
    expect(tap.wanted.find(({ ip }) => ip === '10.1.1.99')?.holders).toEqual(list(mac));
    const router = tap.routers.find((candidate) => candidate.mac === stranger.mac);
    expect(router?.services).toEqual(list((i) => `tcp/${1000 + i}`));
    expect(router?.peers).toEqual(list(mac));
    expect(router?.segmentSizes.map(({ mss }) => String(mss))).toEqual(list((i) => String(1000 + i)));
    expect(router?.flows).toBe(count);
  });

  it(`${MAX_ASKERS} hosts that ask for one address are listed, and their questions all counted`, () => {
    const builder = new PartBuilder('a');
    for (const i of shuffled(MAX_ASKERS + 1)) builder.arp(host(i), '10.1.15.9');
    const [wanted] = tapOf(builder.build()).wanted;
    expect(wanted?.askers).toEqual(smallest(range(MAX_ASKERS + 1).map(mac), MAX_ASKERS));
    expect(wanted?.count).toBe(MAX_ASKERS + 1);
  });

  it(`${MAX_WANTED_PER_HOST} questions of one host shape the local networks: a scanner asks for the whole world`, () => {
    /** The questions before the telling one are too far away to be believed, and sort first. */
    const networks = (before: number): string[] => {
      const builder = new PartBuilder('a').arp(cms, '10.1.9.9');
      for (let i = 0; i < before; i++) builder.arp(cms, `10.0.${i >> 8}.${i & 255}`);
      return tapOf(builder.build()).networks.map(({ prefix }) => prefix.text);
    };
    expect(networks(MAX_WANTED_PER_HOST - 1)).toEqual(['10.1.0.0/20']);
    expect(networks(MAX_WANTED_PER_HOST)).toEqual(['10.1.1.0/24']);
  });

  it(`${MAX_WANTED_PER_HOST} addresses that one host speaks under shape them: a forger has as many as he likes`, () => {
    const hasLast = (before: number): boolean => {
      const builder = new PartBuilder('a').binding(cms.mac, cms.ip, 'arp-request');
      for (let i = 0; i < before; i++) builder.binding(cms.mac, `10.0.${i >> 8}.${i & 255}`, 'arp-request');
      return tapOf(builder.build()).networks.some(({ prefix }) => prefix.text === '10.1.1.0/24');
    };
    expect([hasLast(MAX_WANTED_PER_HOST - 1), hasLast(MAX_WANTED_PER_HOST)]).toEqual([true, false]);
  });

  it(`${MAX_NETWORKS} local networks are derived`, () => {
    const builder = new PartBuilder('a');
    const nets = range(MAX_NETWORKS + 1).map((i) => `10.${i >> 8}.${i & 255}`);
    for (const [i, net] of nets.toReversed().entries()) builder.binding(mac(i), `${net}.7`, 'arp-request');
    expect(tapOf(builder.build()).networks.map(({ prefix }) => prefix.text)).toEqual(
      smallest(
        nets.map((net) => `${net}.0/24`),
        MAX_NETWORKS,
      ),
    );
  });
});
