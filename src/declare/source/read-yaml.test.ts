import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { exampleSite } from '../example.cases.ts';
import { MAX_ALIASES, MAX_DEPTH, MAX_YAML_NODES } from '../limits.ts';
import { readYaml, type SourceFault } from './read-yaml.ts';
import { lineOf, type SourceNode } from './source-node.ts';

function faultsOf(text: string): string[] {
  const faults: SourceFault[] = [];
  readYaml(text, faults);
  return faults.map((f) => `${f.line} ${f.kind}: ${f.text}`);
}

function plain(node: SourceNode | undefined): unknown {
  if (!node) return undefined;
  if (node.kind === 'list') return node.items.map(plain);
  return node.kind === 'map' ? Object.fromEntries(node.entries.map((e) => [e.key, plain(e.value)])) : node.value;
}

test('the example reads as the library itself reads it', () => {
  const faults: SourceFault[] = [];
  expect(plain(readYaml(exampleSite(), faults))).toEqual(parse(exampleSite()));
  expect(faults).toEqual([]);
});

test('every value knows its line, and what is missing knows the line of its nearest ancestor', () => {
  const node = readYaml('a: 1\nb:\n  - x\n  - c: y\n', []) as SourceNode;
  expect(lineOf(node, ['b', 1, 'c'])).toBe(4);
  expect(lineOf(node, ['b', 1, 'missing'])).toBe(4);
  expect(lineOf(node, ['b', 9])).toBe(2);
});

describe('what YAML can do and a declaration must not', () => {
  test.each([
    ['a: !!binary aGk=', '1 syntax: tags'],
    ['a: !custom x', '1 syntax: tags'],
    ['%YAML 1.1\n---\na: yes', '1 syntax: directives'],
    ['a: 1\n---\nb: 2', '1 syntax: the file holds more than one document'],
    ['a: 1\nb: 2\na: 3', '3 syntax: the key "a" stands twice'],
    ['a: *x', '1 syntax: '],
    ['? [a, b]\n: c', '1 syntax: YAML: With stringKeys'],
    ['', '1 syntax: the file holds no entries'],
    ['# only a comment', '1 syntax: the file holds no entries'],
    ['a: b: c', '1 syntax: YAML: '],
  ])('%j is refused', (text, start) => {
    expect(faultsOf(text)[0] ?? 'none').toContain(start);
  });

  test('a merge key is a key like any other', () => {
    expect(plain(readYaml('a: &a { x: 1 }\nb: { <<: *a }', []))).toEqual({ a: { x: 1 }, b: { '<<': { x: 1 } } });
  });
});

describe('limits', () => {
  test('aliases may be used, but not without end', () => {
    const text = (count: number): string => `a: &a x\nb:\n${'  - *a\n'.repeat(count)}`;
    expect(faultsOf(text(MAX_ALIASES))).toEqual([]);
    expect(faultsOf(text(MAX_ALIASES + 1))).toEqual([`${MAX_ALIASES + 3} limit: more than ${MAX_ALIASES} aliases`]);
  });

  test('a billion laughs stop at the budget', () => {
    let text = `a0: &a0 [${'x,'.repeat(100)}]\n`;
    for (let i = 1; i < 9; i++) text += `a${i}: &a${i} [${`*a${i - 1},`.repeat(10)}]\n`;
    expect(faultsOf(text)).toEqual([expect.stringContaining(`more than ${MAX_ALIASES} aliases`)]);
    // Few aliases of a large list are stopped by the count of values.
    const large = `a: &a [${'x,'.repeat(4_000)}]\nb: [${'*a,'.repeat(90)}]`;
    expect(faultsOf(large)).toEqual([expect.stringContaining(`more than ${MAX_YAML_NODES} values`)]);
  });

  test('an anchor inside itself ends', () => {
    expect(faultsOf('a: &a [*a]').length).toBe(1);
  });

  test('depth is counted before anything recurses: a million brackets are an error, not a crash', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(faultsOf(nested(MAX_DEPTH))).toEqual([]);
    const deep = `1 limit: nested deeper than ${MAX_DEPTH} levels`;
    for (const text of [
      nested(MAX_DEPTH + 2),
      '['.repeat(100_000),
      '{a: '.repeat(30_000),
      '- '.repeat(50_000),
      '? '.repeat(50_000),
    ]) {
      expect(faultsOf(text)).toContain(deep);
    }
  }, 30_000);

  test('fifty thousand keys take no quadratic time', () => {
    const text = Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`).join('\n');
    const started = process.cpuUsage().user;
    expect(faultsOf(text)).toEqual([]);
    // About 0.7 s here; the library's own check for repeated keys would take minutes.
    expect(process.cpuUsage().user - started).toBeLessThan(15_000_000);
  }, 60_000);
});
