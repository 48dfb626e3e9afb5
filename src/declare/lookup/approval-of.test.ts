import { expect, test } from 'vitest';
import { example, exampleSite, problemsOf, siteOf } from '../example.cases.ts';
import { approvalOf } from './approval-of.ts';

const LISTED = '6a4f2d6b1c0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a';

test('a block is approved by its content, on its device, whatever the spaces and letter case of its name', () => {
  const site = example();
  expect(approvalOf(site, 'STS-1', 'plc-1', 'DB 10', LISTED)).toMatchObject({
    says: 'approved',
    entry: { approver: 'T. Director', date: '2030-04-02' },
  });
  expect(approvalOf(site, 'STS-1', 'plc-1', 'db10', LISTED).says).toBe('approved');
  expect(approvalOf(site, 'STS-1', 'plc-1', 'DB 10', 'ff').says).toBe('differs');
  expect(approvalOf(site, 'STS-1', 'plc-1', 'DB 11', LISTED).says).toBe('not-listed');
  expect(approvalOf(site, 'STS-1', undefined, 'DB 10', LISTED).says).toBe('not-listed');
});

test('a crane without a list says nothing, and an empty list has nothing on it', () => {
  expect(approvalOf(example(), 'STS-2', 'plc-1', 'DB 10', LISTED).says).toBe('no-list');
  const empty = siteOf('cranes:\n  - id: A\n    programs: []\n');
  expect(approvalOf(empty, 'A', 'plc', 'DB 1', LISTED).says).toBe('not-listed');
});

test('several lines for one block approve each of their contents', () => {
  const lines = ['a', 'b'].map((digit) => `      - { device: plc, block: OB 1, sha256: ${digit.repeat(64)} }`);
  const site = siteOf(
    `devices:\n  - { id: plc, ip: 10.0.0.1 }\ncranes:\n  - id: A\n    programs:\n${lines.join('\n')}\n`,
  );
  for (const digit of ['a', 'b']) expect(approvalOf(site, 'A', 'plc', 'OB 1', digit.repeat(64)).says).toBe('approved');
  expect(approvalOf(site, 'A', 'plc', 'OB 1', 'c'.repeat(64))).toMatchObject({
    says: 'differs',
    entry: { sha256: 'b'.repeat(64) },
  });
});

test('a hash that is none, a device that is not declared and a date that is none are problems', () => {
  const site = exampleSite();
  expect(problemsOf(site.replace(LISTED, 'abc'))).toHaveLength(1);
  expect(problemsOf(site.replace('      - device: plc-1\n', '      - device: plc-9\n'))).toHaveLength(1);
  expect(problemsOf(site.replace('date: 2030-04-02', 'date: April'))).toHaveLength(1);
});
