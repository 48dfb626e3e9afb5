import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_DEPTH } from '../limits.ts';
import { readJson } from './read-json.ts';
import type { SourceFault } from './read-yaml.ts';
import type { SourceNode } from './source-node.ts';

function plain(node: SourceNode): unknown {
  if (node.kind === 'list') return node.items.map(plain);
  if (node.kind !== 'map') return node.value;
  const value: Record<string, unknown> = {};
  for (const entry of node.entries)
    Object.defineProperty(value, entry.key, { value: plain(entry.value), enumerable: true });
  return value;
}

function read(text: string): { value: unknown; faults: SourceFault[] } {
  const faults: SourceFault[] = [];
  const node = readJson(text, faults);
  return { value: node && plain(node), faults };
}

test('any JSON reads as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(2), (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      expect(JSON.stringify(read(spaced).value)).toBe(JSON.stringify(JSON.parse(spaced)));
    }),
  );
});

test('what JSON.parse refuses is refused, and what it takes is taken, a repeated key aside', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '\\',
    '\\u00e9',
    '1',
    '-',
    '0',
    '.5',
    'e3',
    'true',
    'null',
    ' ',
    '\n',
    '\u0001',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      const { faults } = read(text);
      if (faults[0]?.text.includes('stands twice')) return;
      expect(faults.length === 0, text).toBe(valid);
    }),
    { numRuns: 3_000 },
  );
});

test('a fault names its line', () => {
  expect(read('{\n  "a": 1,\n  "b": oops\n}').faults).toEqual([
    { kind: 'syntax', line: 3, text: 'JSON: a value is expected here' },
  ]);
  expect(read('{"a":1,\n"a":2}').faults[0]).toMatchObject({ line: 2, text: 'JSON: the key "a" stands twice' });
});

test('nesting is bounded before the stack is', () => {
  expect(read(`${'['.repeat(MAX_DEPTH + 1)}${']'.repeat(MAX_DEPTH + 1)}`).faults).toEqual([]);
  expect(read('['.repeat(1_000_000)).faults[0]?.kind).toBe('limit');
});
