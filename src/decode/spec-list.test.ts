import { describe, expect, test } from 'vitest';
import { appProtocols, carriedProtocols, packetProtocols } from './registry.ts';
import { specCoverage } from './spec-list.ts';

const listed = [...new Map([...appProtocols, ...carriedProtocols, ...packetProtocols].map((p) => [p.name, p])).values()]
  .filter((protocol) => protocol.specLists !== undefined)
  .map((protocol) => ({ name: protocol.name, protocol, lists: protocol.specLists?.() ?? [] }));

describe.each(listed)('the lists of $name', ({ protocol, lists }) => {
  test('say where they stand and hold every entry once', () => {
    expect(lists.length).toBeGreaterThan(0);
    for (const { title, source, entries } of lists) {
      expect(title.length * source.length, title).toBeGreaterThan(0);
      expect(new Set(entries.map(({ id }) => id)).size, title).toBe(entries.length);
    }
  });

  test('of names only claim no depth, and are not all that there is', () => {
    for (const { title, namesOnly, entries } of lists) {
      if (namesOnly === undefined) continue;
      expect(namesOnly.length, title).toBeGreaterThan(0);
      for (const { id, depth } of entries) expect(depth, `${title}: ${id}`).toBe('named');
    }
    expect(lists.some(({ namesOnly }) => namesOnly === undefined)).toBe(true);
  });

  test('call nothing named that the decoder has no name for', () => {
    for (const entry of lists.flatMap(({ entries }) => entries)) {
      if (entry.depth === 'missing') continue;
      for (const fn of entry.functions ?? []) expect(protocol.functionName(fn), entry.id).toBeDefined();
    }
  });
});

/** Per cent of the specification's lists that are named and decoded at least; figures may only rise. */
const floors = [
  { name: 'modbus', named: 100, decoded: 97 },
  { name: 'opcua', named: 100, decoded: 90 },
  { name: 'iec104', named: 100, decoded: 80 },
  { name: 'enip', named: 100, decoded: 75 },
  { name: 'dnp3', named: 100, decoded: 90 },
  { name: 'snmp', named: 100, decoded: 100 },
  { name: 'tls', named: 90, decoded: 20 },
  { name: 'mqtt', named: 100, decoded: 95 },
  { name: 'bacnet', named: 100, decoded: 46 },
  { name: 'cip', named: 95, decoded: 85 },
];

test.each(floors)('$name is named to $named and decoded to $decoded per cent', ({ name, named, decoded }) => {
  const lists = listed.find((entry) => entry.name === name)?.lists ?? [];
  const coverage = specCoverage(lists);
  expect((100 * coverage.named) / coverage.of).toBeGreaterThanOrEqual(named);
  expect((100 * coverage.decoded) / coverage.of).toBeGreaterThanOrEqual(decoded);
});

test('coverage counts decoded entries as named ones too', () => {
  const entry = (id: string, depth: 'decoded' | 'named' | 'missing') => ({ id, name: id, depth });
  const entries = [entry('1', 'decoded'), entry('2', 'named'), entry('3', 'missing')];
  expect(specCoverage([{ title: 't', source: 's', entries }])).toEqual({ of: 3, named: 2, decoded: 1 });
  const names = { title: 'n', source: 's', entries: [entry('4', 'named')], namesOnly: 'nothing is in them' };
  expect(specCoverage([{ title: 't', source: 's', entries }, names])).toEqual({ of: 3, named: 2, decoded: 1 });
});
