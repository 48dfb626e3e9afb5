import { expect, test } from 'vitest';
import { ascii } from './decoder-laws.cases.ts';
import { MAX_REPEATED_TEXTS, RepeatedText } from './repeated-text.ts';

test('the same bytes give the same text, and what is kept is bounded', () => {
  const texts = new RepeatedText();
  for (let i = 0; i < MAX_REPEATED_TEXTS * 4; i++) {
    const bytes = ascii(`..IED${i}LD0/LLN0$GO$gcb1..`);
    const want = `IED${i}LD0/LLN0$GO$gcb1`;
    expect(texts.read(bytes, 2, bytes.length - 2)).toBe(want);
    expect(texts.read(bytes, 2, bytes.length - 2)).toBe(want);
  }
  expect(texts.size).toBeLessThanOrEqual(MAX_REPEATED_TEXTS);
  const long = ascii('x'.repeat(400));
  expect(texts.read(long, 0, 400)).toHaveLength(400);
});
