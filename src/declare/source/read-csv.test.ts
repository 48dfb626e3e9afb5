import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_COLUMNS, MAX_CONTRACT_ITEMS } from '../limits.ts';
import { readCsv } from './read-csv.ts';
import type { SourceFault } from './read-yaml.ts';

function cells(text: string): (readonly string[])[] {
  return readCsv(text, []).map((row) => row.cells);
}

test('quotes hold separators, quotes and line ends, and lines are still counted', () => {
  const rows = readCsv('a,b\r\n"1, ""x""\n",2\n\n3,4', []);
  expect(rows).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1, "x"', '2'] },
    { line: 5, cells: ['3', '4'] },
  ]);
});

test('a spreadsheet that parts by semicolons and begins with a byte order mark is read', () => {
  expect(cells('\ufeffname;maker\nPLC;"A; B"\n')).toEqual([
    ['name', 'maker'],
    ['PLC', 'A; B'],
  ]);
});

test('what is written by the rules reads back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ';', 'ü') }).map((s) => `x${s}x`);
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const text = rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n');
      expect(cells(text)).toEqual(rows);
    }),
  );
});

test('a quote without end, too many columns and too many rows are named', () => {
  const faults = (text: string): string[] => {
    const found: SourceFault[] = [];
    readCsv(text, found);
    return found.map((f) => `${f.line} ${f.kind}`);
  };
  expect(faults('a\n"b')).toEqual(['2 syntax']);
  expect(faults(','.repeat(MAX_COLUMNS))).toEqual(['1 limit']);
  expect(faults('a\n'.repeat(MAX_CONTRACT_ITEMS + 1))).toEqual([]);
  expect(faults('a\n'.repeat(MAX_CONTRACT_ITEMS + 2))).toEqual([`${MAX_CONTRACT_ITEMS + 2} limit`]);
});
