import { expect, test } from 'vitest';
import { MAX_TERMINAL_FINDINGS, MAX_TERMINAL_UNITS } from '../limits.ts';
import { hostileInput, manyUnits, nastyTexts } from '../hostile-input.cases.ts';
import { terminalInput } from '../report-input.cases.ts';
import { cells, wrapped } from './columns.ts';
import { escapeTerminal } from './escape.ts';
import { terminalSummary } from './terminal-summary.ts';

const plain = { colour: false, width: 80 };

test('the most urgent crane stands first, each with its verdict, and the last line is the path of the report', () => {
  const lines = terminalSummary(terminalInput(), plain).trimEnd().split('\n');
  const verdicts = lines.slice(lines.indexOf('Verdicts, most urgent first') + 1);
  expect(verdicts[0]).toMatch(/^STS-04 {2}■ Confirmed/);
  expect(verdicts.slice(0, 7).map((line) => line.slice(0, 6))).toEqual([
    'STS-04',
    'STS-06',
    'STS-05',
    'STS-07',
    'STS-02',
    'STS-01',
    'STS-03',
  ]);
  expect(lines.at(-1)).toBe('Report: out/case/report.html');
});

test('findings stand by severity', () => {
  const text = terminalSummary(terminalInput(), plain);
  const places = ['■ Critical', '◆ High', '▲ Medium', '○ Info'].map((badge) => text.indexOf(badge));
  expect(places.every((place) => place > 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});

test.each([40, 60, 80, 200])('no line is wider than %i columns, with hostile names too', (width) => {
  for (const input of [terminalInput(), hostileInput(), manyUnits(100, 1, 1)]) {
    for (const line of terminalSummary(input, { colour: false, width }).split('\n')) {
      expect(cells(line)).toBeLessThanOrEqual(width);
    }
  }
});

test('colour adds codes and nothing else', () => {
  const coloured = terminalSummary(terminalInput(), { colour: true, width: 80 });
  expect(coloured).toContain('\u001b[1;31m');
  // oxlint-disable-next-line no-control-regex
  expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(terminalSummary(terminalInput(), plain));
});

test('nothing from the network reaches the terminal as a control, a bidi mark or a zero-width character', () => {
  for (const text of nastyTexts) expect(escapeTerminal(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(terminalSummary(hostileInput(), plain).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});

test('a hundred cranes fit the screen: the rest is counted', () => {
  const text = terminalSummary(manyUnits(100, 1, 1), plain);
  expect(text).toContain(`… and ${100 - MAX_TERMINAL_UNITS} more units: see cranes.csv`);
  expect(text).toContain(`… and ${100 - MAX_TERMINAL_FINDINGS} more findings: see findings.json`);
});

test('wide characters count two cells, and a word longer than a line is broken without loss', () => {
  expect(cells('岸桥4')).toBe(5);
  expect(wrapped('岸桥控制器岸桥控制器', 7).join('')).toBe('岸桥控制器岸桥控制器');
  expect(wrapped('a'.repeat(25), 10)).toEqual(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)]);
});
