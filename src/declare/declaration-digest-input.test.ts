import { expect, test } from 'vitest';
import { declarationDigestInput } from './declaration-digest-input.ts';
import { example, exampleFiles, declarationOf, siteOf } from './example.cases.ts';

test('comments, blank lines, the order of keys and of entries are no other declaration', () => {
  const a = siteOf('cranes: [{ id: A, maker: M }, { id: B }]\nnetworks: [{ id: n, cidr: 10.0.0.0/24, crane: [B, A] }]');
  const b = siteOf(
    '# words\nnetworks:\n\n  - cidr: "10.0.0.0/24"\n    crane: [A, B]\n    id: n\ncranes: [{ id: B }, { maker: M, id: A }]',
  );
  expect(declarationDigestInput(a)).toBe(declarationDigestInput(b));
});

test('every changed character of meaning is another declaration', () => {
  const before = declarationDigestInput(example());
  for (const [from, to] of [
    ['sts-1/*', 'sts-9/*'],
    ['2030-12-31', '2030-12-30'],
    ['192.0.2.126', '192.0.2.125'],
    ['-1.5 s', '1.5 s'],
    ['Camera, trolley', 'Camera'],
    ['status: agreed', 'status: observed'],
  ] as const) {
    const files = exampleFiles().map((file) => ({ ...file, text: file.text.replace(from, to) }));
    expect(declarationDigestInput(declarationOf(...files)) === before, from).toBe(false);
  }
});

test('the text is JSON', () => {
  expect(JSON.parse(declarationDigestInput(example()))).toMatchObject({ site: { unlocode: 'XZEXM' } });
});
