import { expect, test } from 'vitest';
import type { ProgramFact } from '../schema/facts/vocabulary.ts';
import { MAX_PROGRAMS_PER_PAIR, OTHER_PROGRAMS, ProgramTable } from './program-table.ts';
import { StringTable } from './string-table.ts';

const program: ProgramFact = {
  unit: 2,
  object: 'DB 1',
  upload: false,
  state: 'complete',
  size: 300,
  declaredSize: 300,
  sha256: 'ab',
  firstSeconds: 10,
  firstNanos: 1,
  firstFrame: 5,
  lastSeconds: 20,
  lastNanos: 2,
  lastFrame: 9,
};

test('the same program moved twice is one row with both transfers, and another content another row', () => {
  const table = new ProgramTable(new StringTable(), 1);
  table.note(1, 2, 102, 3, program);
  table.note(1, 2, 102, 3, { ...program, firstFrame: 15, lastFrame: 19, firstSeconds: 30, lastSeconds: 40 });
  table.note(1, 2, 102, 3, { ...program, sha256: 'cd' });
  expect(table.rows.length).toBe(2);
  expect(table.rows.seen(0)).toEqual({
    count: 2,
    first: 10_000_000_001n,
    last: 40_000_000_002n,
    frames: [5, 9, 15, 19],
  });
});

test('of incomplete transfers the largest part seen is kept, and sizes beyond 32 bits stand', () => {
  const table = new ProgramTable(new StringTable(), 1);
  const cut = { ...program, state: 'cut', sha256: '', declaredSize: -1 } as const;
  for (const size of [10, 2 ** 33 + 5, 20]) table.note(1, 2, 102, 3, { ...cut, size });
  expect([table.rows.length, table.size(0), table.declaredSize(0)]).toEqual([1, 2 ** 33 + 5, -1]);
});

test('more different programs of one client and server than are kept become one row; other pairs are untouched', () => {
  const strings = new StringTable();
  const table = new ProgramTable(strings, 1);
  for (let i = 0; i < MAX_PROGRAMS_PER_PAIR + 5; i++) table.note(1, 2, 102, 3, { ...program, object: `DB ${i}` });
  expect(table.rows.length).toBe(MAX_PROGRAMS_PER_PAIR + 1);
  expect(strings.text(table.rows.keyWord(MAX_PROGRAMS_PER_PAIR, 4))).toBe(OTHER_PROGRAMS);
  expect(table.rows.seen(MAX_PROGRAMS_PER_PAIR).count).toBe(5);
  table.note(1, 3, 102, 3, program);
  expect(table.rows.length).toBe(MAX_PROGRAMS_PER_PAIR + 2);
});
