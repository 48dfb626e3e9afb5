import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testKnowledge } from '../../../test/support/test-knowledge.ts';
import { rules } from './registry.ts';

test('every rule that has a file is in the registry, under the name of its file', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts') && name !== 'registry.ts');
  expect(rules.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
});

test('every paragraph that a rule names is in the table of the law, and every technique has the form of one', () => {
  const knowledge = testKnowledge();
  for (const { id, law, attack } of rules) {
    for (const key of law) expect(knowledge.paragraph(key), `${key} of ${id}`).toBeDefined();
    for (const technique of attack) expect(technique).toMatch(/^T\d{4}$/);
  }
});
