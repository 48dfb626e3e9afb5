import { expect, test } from 'vitest';
import { hostileInput, nastyTexts } from '../hostile-input.cases.ts';
import { terminalInput } from '../report-input.cases.ts';
import { cranesCsv } from './cranes-csv.ts';
import { csvText, escapeCsv } from './escape.ts';
import { inventoryCsv } from './inventory-csv.ts';

/** RFC 4180, strictly: CRLF, doubled quotes, nothing after a closing quote. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      for (at++; ; at++) {
        if (text[at] !== '"') field += text[at] ?? '';
        else if (text[at + 1] === '"') field += text[++at];
        else break;
        if (at >= text.length) throw new Error('quote without end');
      }
      at++;
    } else {
      while (at < text.length && !',\r\n'.includes(text[at] as string)) field += text[at++];
      if (field.includes('"')) throw new Error('quote inside a bare field');
    }
    row.push(field);
    if (text[at] === ',') at++;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`neither comma nor line end at ${at}`);
  }
  return rows;
}

test('no field is taken for a formula, whatever a device called itself', () => {
  const fields = parse(
    csvText(
      ['text'],
      nastyTexts.map((text) => [text]),
    ),
  ).slice(1);
  expect(fields).toHaveLength(nastyTexts.length);
  for (const [field] of fields) expect(field).not.toMatch(/^[\s"]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/);
});

test('a formula keeps its text behind an apostrophe', () => {
  expect(escapeCsv("=cmd|' /C calc'!A0")).toBe("'=cmd|' /C calc'!A0");
  expect(escapeCsv('-5')).toBe("'-5");
  expect(escapeCsv(-5)).toBe('-5');
});

test('commas, quotes and line breaks stay inside their field', () => {
  expect(parse(csvText(['a'], [['x,"y"\r\nz', 'b']]))[1]).toEqual(['x,"y"<U+000D><U+000A>z', 'b']);
});

test.each([
  ['inventory.csv', inventoryCsv],
  ['cranes.csv', cranesCsv],
])('%s of a hostile network keeps its shape: every row as long as the header, none added', (_, make) => {
  const calm = parse(make(terminalInput()));
  const hostile = parse(make(hostileInput()));
  expect(hostile).toHaveLength(calm.length);
  for (const row of hostile) expect(row).toHaveLength(calm[0]?.length as number);
  for (const field of hostile.flat()) expect(field).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('every device has a row, those of units that the case does not know too', () => {
  const input = terminalInput();
  const stray = { ...input, inventory: input.inventory.map((row, i) => (i === 0 ? { ...row, unit: 'GONE' } : row)) };
  const rows = parse(inventoryCsv(stray));
  expect(rows).toHaveLength(input.inventory.length + 1);
  expect(rows.at(-1)?.[0]).toBe('GONE');
});

test('a crane is told by verdict, grade, makers, origins and firmware, most urgent first', () => {
  const [header, first] = parse(cranesCsv(terminalInput())) as [string[], string[]];
  const row = Object.fromEntries(header.map((name, index) => [name, first[index]]));
  expect(row).toMatchObject({
    rank: '1',
    unit: 'STS-04',
    verdict: 'confirmed',
    coverage_grade: 'B',
    findings_critical: '1',
    devices: '35',
    undeclared: '1',
    not_in_contract: '1',
    components_by_maker: '26 × Example Optics; 8 × Fictional Automation AG; 1 × Chip Maker Ltd',
    components_by_origin: '26 × NL; 8 × DE; 1 × unknown',
    components_by_firmware: '34 × unknown; 1 × FC-1500 V2.9.4',
    contract_not_seen: '1',
    not_seen_but_observable: '0',
  });
});
