import { describe, expect, it } from 'vitest';
import {
  type AcceptedCount,
  type AcceptedEntry,
  AcceptedFields,
  readAcceptedCounts,
  readAcceptedEntries,
} from './accepted-fields.ts';
import { ceilingFailures, settledCeilings } from './ceiling.ts';
import type { Cell } from './compare-frames.ts';
import { FieldTable } from './field-table.ts';

const entry: AcceptedEntry = {
  protocol: 'mqtt',
  fields: ['mqtt.username'],
  cause: 'masked',
  reason: 'We never show who signs in.',
  kind: 'unequal',
  values: '^\\*{3} \\| ',
};
const count: AcceptedCount = {
  protocol: 'mqtt',
  field: 'mqtt.username',
  cause: 'masked',
  kind: 'unequal',
  capture: 'abc',
  count: 1,
};
const cell: Cell = {
  frame: 4,
  protocol: 'mqtt',
  field: 'mqtt.username',
  kind: 'unequal',
  ours: ['***'],
  theirs: ['ops'],
};
const judged = new Set(['abc']);

describe('Accepted differences', () => {
  it('take a difference of their field, kind and values, as often as it was looked into', () => {
    const accepted = new AcceptedFields([entry], [count]);
    expect(accepted.causeOf('abc', cell)).toBe('masked');
    expect(accepted.failures(judged)).toEqual([]);
    for (const other of [
      { ...cell, ours: ['ops'] },
      { ...cell, kind: 'only-ours' as const },
      { ...cell, field: 'mqtt.topic' },
      { ...cell, protocol: 'tls' },
    ]) {
      expect(accepted.causeOf('abc', other)).toBeUndefined();
    }
  });

  it('fail once more of it, and in another capture', () => {
    const accepted = new AcceptedFields([entry], [count]);
    accepted.causeOf('abc', cell);
    accepted.causeOf('abc', cell);
    accepted.causeOf('def', cell);
    expect(accepted.failures(judged)).toEqual([
      'mqtt, mqtt.username, masked, unequal, abc: 2, of them looked into 1 (frame 4: *** | ops)',
      'mqtt, mqtt.username, masked, unequal, def: 1, of them looked into 0 (frame 4: *** | ops)',
    ]);
  });

  it('fail where they are not used any more, but not for captures that were not judged', () => {
    const accepted = new AcceptedFields([entry], [count]);
    expect(accepted.failures(judged)).toEqual([
      'mqtt, mqtt.username, masked, unequal, abc: unused, accepts 1, differ 0',
    ]);
    expect(accepted.failures(new Set(['def']))).toEqual([]);
    expect(accepted.failures(judged, new Set(['tls']))).toEqual([]);
    expect(new AcceptedFields([entry], []).failures(judged)).toEqual([
      'mqtt, mqtt.username, masked, unequal: unused, nothing counted',
    ]);
    expect(new AcceptedFields([], [count]).failures(new Set())).toEqual([
      'mqtt, mqtt.username, masked, unequal: counted, without a reason',
    ]);
  });

  it('are settled downwards, and for what is new', () => {
    const fewer = new AcceptedFields([entry], [{ ...count, count: 3 }]);
    fewer.causeOf('abc', cell);
    expect(fewer.settled(judged)).toEqual([count]);
    const more = new AcceptedFields([entry], [count]);
    more.causeOf('abc', cell);
    more.causeOf('abc', cell);
    more.causeOf('def', cell);
    expect(more.settled(judged)).toEqual([count]);
    const fresh = new AcceptedFields([entry], []);
    fresh.causeOf('abc', cell);
    expect(fresh.settled(judged)).toEqual([count]);
  });

  it('have one reason for a field and cause', () => {
    expect(() => new AcceptedFields([entry, entry], [])).toThrow('two reasons');
  });

  it('in the committed list have a reason each, and counts', () => {
    const entries = readAcceptedEntries();
    expect(() => new AcceptedFields(entries, [])).not.toThrow();
    for (const { reason } of entries) expect(reason.length).toBeGreaterThan(20);
    const stray = new AcceptedFields(entries, readAcceptedCounts()).failures(new Set());
    expect(stray).toEqual([]);
  });
});

describe('A ceiling', () => {
  function rows(equal: number, differing: number): FieldTable {
    const table = new FieldTable();
    for (let i = 0; i < equal; i++) table.add({ ...cell, kind: 'equal' }, undefined);
    for (let i = 0; i < differing; i++) table.add(cell, 'masked');
    return table;
  }
  const ceilings = [{ protocol: 'mqtt', field: 'mqtt.username', equal: 2, differing: 1 }];

  it('is broken by one difference more, and by a decoder that says less', () => {
    expect(ceilingFailures(rows(2, 1).rows(), ceilings)).toEqual([]);
    expect(ceilingFailures(rows(2, 2).rows(), ceilings)).toEqual([
      'mqtt, mqtt.username: differs in 2 frames, the ceiling is 1',
    ]);
    expect(ceilingFailures([], ceilings)).toEqual(['mqtt, mqtt.username: equal in 0 frames, it has been 2']);
    expect(ceilingFailures(rows(1, 0).rows(), [])).toEqual(['mqtt, mqtt.username: has no ceiling yet']);
  });

  it('is only ever lowered', () => {
    expect(settledCeilings(rows(3, 0).rows(), ceilings)).toEqual([
      { protocol: 'mqtt', field: 'mqtt.username', equal: 3, differing: 0 },
    ]);
    expect(settledCeilings(rows(1, 9).rows(), ceilings)).toEqual(ceilings);
  });
});
