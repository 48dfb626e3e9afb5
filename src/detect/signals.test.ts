import { describe, expect, it } from 'vitest';
import {
  cms,
  craneDeclaration,
  drive,
  gate,
  inspect,
  network,
  ordinaryCrane,
  plc,
} from '../../test/support/crane-scene.ts';
import { PartBuilder, START } from '../../test/support/part-builder.ts';
import type { Declaration } from '../declare/declaration.ts';
import type { SignalName } from '../knowledge/signal.ts';
import type { Part } from '../schema/facts/part.ts';
import { MAX_CONVERSATIONS } from '../resolve/limits.ts';
import { rules } from './rules/registry.ts';

interface Scene {
  readonly part: Part;
  readonly declaration: Declaration;
}

const scene: Scene = { part: ordinaryCrane().build(), declaration: craneDeclaration() };

/** Takes one signal out of an ordinary crane's capture or declaration, and leaves all else. */
const mutations: Readonly<Partial<Record<SignalName, (scene: Scene) => Scene>>> = {
  'link-addresses': (s) => onFlows(s, { macOut: '', macOutTo: '', macIn: '', macInTo: '' }),
  'two-way-traffic': (s) => onHealth(s, { twoWayFlows: 1, oneWayFlows: 9 }),
  'long-enough': (s) => onHealth(s, { last: START + 60n * 1_000_000_000n }),
  'whole-frames': (s) => onHealth(s, { snappedFrames: s.part.health.frames }),
  'no-loss': (s) => onHealth(s, { droppedByCapture: s.part.health.frames }),
  arp: (s) => onTables(s, { bindings: s.part.tables.bindings.filter(({ source }) => source === 'frame') }),
  broadcasts: (s) => onTables(s, { forwarding: [] }),
  'controller-commands': (s) => onTables(s, { commands: [] }),
  'conversations-apart': ({ part, declaration }) => {
    const { flows } = part;
    const row = (i: number) =>
      i < flows.length ? flows.row(i) : { ...flows.row(0), vlan: i >> 16, serverPort: i & 0xffff };
    return { part: { ...part, flows: { length: flows.length + MAX_CONVERSATIONS, row } }, declaration };
  },
  'declared-networks-seen': ({ part, declaration }) => ({
    part,
    declaration: {
      ...declaration,
      networks: [...declaration.networks, network('video', '10.1.2.0/24', { zone: 'control', cranes: ['STS1'] })],
    },
  }),
  'declared-gateways': ({ part, declaration }) => ({ part, declaration: { ...declaration, gateways: [] } }),
  'declared-devices': ({ part, declaration }) => ({ part, declaration: { ...declaration, devices: [] } }),
  'declared-zones': ({ part, declaration }) => ({
    part,
    declaration: { ...declaration, networks: declaration.networks.map((one) => without(one, 'zone')) },
  }),
  'declared-clients': ({ part, declaration }) => ({
    part,
    declaration: { ...declaration, devices: declaration.devices.map((one) => without(one, 'clients')) },
  }),
};

function without<T extends object, K extends keyof T>(entry: T, key: K): Omit<T, K> {
  const copy = { ...entry };
  delete copy[key];
  return copy;
}

function onHealth({ part, declaration }: Scene, health: Partial<Part['health']>): Scene {
  return { part: { ...part, health: { ...part.health, ...health } }, declaration };
}

function onTables({ part, declaration }: Scene, tables: Partial<Part['tables']>): Scene {
  return { part: { ...part, tables: { ...part.tables, ...tables } }, declaration };
}

function onFlows({ part, declaration }: Scene, change: object): Scene {
  const { flows } = part;
  return {
    part: { ...part, flows: { length: flows.length, row: (i) => ({ ...flows.row(i), ...change }) } },
    declaration,
  };
}

const unitOf = ({ part, declaration }: Scene) => inspect([part], declaration).units.find(({ id }) => id === 'STS1');

describe('signals', () => {
  it('the ordinary crane has every signal', () => {
    expect(unitOf(scene)).toMatchObject({ verdict: 'clean-within-seen', coverage: { grade: 'C', directions: 'both' } });
  });

  it('every signal that any rule needs can be taken away', () => {
    const needed = new Set(rules.flatMap(({ needs }) => needs));
    needed.delete('frames');
    expect([...needed].sort()).toEqual(Object.keys(mutations).sort());
  });

  for (const [name, mutate] of Object.entries(mutations)) {
    it(`without ${name} the verdict is no longer clean, and the report says what to mirror`, () => {
      const unit = unitOf(mutate(scene));
      expect(unit?.verdict).toBe('inconclusive');
      expect(unit?.reasons.join(' ').length).toBeGreaterThan(20);
      const blind = unit?.coverage.blind.filter(({ sign }) => rules.some(({ id }) => id === sign)) ?? [];
      expect(blind.length).toBeGreaterThan(0);
      expect(blind.every(({ missing, remedy }) => missing.length > 0 && remedy.length > 20)).toBe(true);
    });
  }

  it('a declared crane that nobody captured, and one with an empty capture, are not examined', () => {
    const units = inspect([], craneDeclaration()).units;
    expect(units).toMatchObject([
      { id: 'STS1', kind: 'crane', verdict: 'not-examined', taps: [], coverage: { grade: 'F' } },
    ]);
    expect(inspect([new PartBuilder('sts-1').build()]).units[0]?.verdict).toBe('not-examined');
  });

  it('what no capture can show is told with every verdict, the clean one included', () => {
    expect(unitOf(scene)?.coverage.blind.map(({ sign }) => sign)).toEqual(expect.arrayContaining(['S27', 'S28']));
  });

  it('bytes of a place come from its best tap, not from the sum of two mirrors', () => {
    const declaration = craneDeclaration();
    const tap = declaration.taps[0] as Declaration['taps'][number];
    const two = { ...declaration, taps: [tap, { ...tap, id: 'sts-1b' }] };
    const small = new PartBuilder('sts-1b').arp(cms, plc.ip, plc.mac).talk(plc, drive).talk(cms, gate).build();
    const unit = inspect([scene.part, small], two).units[0];
    expect(unit?.taps).toEqual(['sts-1', 'sts-1b']);
    expect(unit?.coverage.bytes.captured).toBe(scene.part.health.frames * 100);
  });
});
