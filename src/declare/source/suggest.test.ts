import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

test('a slip of the keyboard finds its word, a different word finds none', () => {
  const choices = ['gateways', 'grants', 'networks', 'zones'];
  expect(suggest('gatways', choices)).toBe('gateways');
  expect(suggest('Networks', choices)).toBe('networks');
  expect(suggest('znoes', choices)).toBe('zones');
  expect(suggest('services', choices)).toBeUndefined();
  expect(suggest('x'.repeat(10_000), choices)).toBeUndefined();
});
