import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../example.cases.ts';
import { MAX_PATTERN_ALTERNATIVES, MAX_PATTERN_LENGTH } from '../limits.ts';
import { tapOf } from './tap-of.ts';
import { matchesTapPattern, parseTapPattern, type TapPattern } from './tap-pattern.ts';

function matches(pattern: string, path: string): boolean {
  return matchesTapPattern(parseTapPattern(pattern) as TapPattern, path);
}

test('a capture belongs to the tap whose pattern fits the end of its path', () => {
  const declaration = example();
  expect(tapOf(declaration, 'captures/sts-1/a.pcapng')?.id).toBe('sts-1-ehouse');
  expect(tapOf(declaration, 'old/sts2-07.pcap.gz')?.id).toBe('sts-2-ehouse');
  expect(tapOf(declaration, 'shore/2030/05/x.pcapng')?.id).toBe('server-room');
  expect(tapOf(declaration, 'sts-3/a.pcapng')).toBeUndefined();
});

describe('patterns', () => {
  test.each([
    ['*.pcap', 'x/y/a.pcap', true],
    ['*.pcap', 'a.pcapng', false],
    ['a/*.pcap', 'ba/x.pcap', false],
    ['a/*/c', 'a/b/b/c', false],
    ['a/**/c', 'a/c', true],
    ['a/**/c', 'a/b/b/c', true],
    ['/a/*.pcap', 'x/a/1.pcap', false],
    ['/a/*.pcap', 'a/1.pcap', true],
    ['sts-?.pcap', 'sts-1.pcap', true],
    ['sts-?.pcap', 'sts-12.pcap', false],
    ['{a,b}{1,2}.pcap', 'b2.pcap', true],
    ['{a,b}{1,2}.pcap', 'c1.pcap', false],
    ['a{,b}.pcap', 'a.pcap', true],
    ['é😀?.pcap', 'é😀x.pcap', true],
    ['a.pcap', 'aXpcap', false],
    ['**', 'any/thing', true],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  test.each([
    '',
    ' ',
    '/',
    '{a',
    'a}',
    '{a,{b}}',
    'a\\b',
    '../a',
    'x'.repeat(MAX_PATTERN_LENGTH + 1),
    '{a,b}'.repeat(7),
  ])('%j is none', (text) => {
    expect(parseTapPattern(text)).toEqual(expect.any(String));
  });

  test('braces stand for a bounded number of patterns', () => {
    expect((parseTapPattern('{a,b}'.repeat(6)) as TapPattern).alternatives).toHaveLength(MAX_PATTERN_ALTERNATIVES);
  });

  test('stars agree with a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 8 });
    const path = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, path, (pattern, name) => {
        if (pattern === '**') return;
        const expression = new RegExp(`^${pattern.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}$`);
        expect(matches(pattern, name)).toBe(expression.test(name));
      }),
    );
  });

  test('many stars take no exponential time', () => {
    expect(matches('*a'.repeat(150), `${'a'.repeat(20_000)}b`)).toBe(false);
  });
});
