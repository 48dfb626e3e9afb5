import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { caseDigest, unequalFiles } from './case-digest.ts';

const folder = mkdtempSync(join(tmpdir(), 'case-digest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('two cases that differ in one byte of one file, or by one file, are told apart', () => {
  for (const name of ['a', 'b']) {
    mkdirSync(join(folder, name, 'facts'), { recursive: true });
    writeFileSync(join(folder, name, 'case.json'), '{}');
    writeFileSync(join(folder, name, 'facts/claims.parquet'), 'PAR1');
  }
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  expect(unequalFiles(caseDigest(a), caseDigest(b))).toEqual([]);
  writeFileSync(join(b, 'facts/claims.parquet'), 'PAR2');
  writeFileSync(join(b, 'more.json'), '');
  expect(unequalFiles(caseDigest(a), caseDigest(b))).toEqual(['facts/claims.parquet', 'more.json']);
});
