import { describe, expect, test } from 'vitest';
import { MAX_ENTRIES, MAX_TEXT_LENGTH, MAX_VALUES } from '../schema/declaration/limits.ts';
import { SiteFile } from '../schema/declaration.ts';
import { MAX_DRAFT_ADDRESSES, MAX_DRAFT_NETWORKS, draftSite } from './draft/draft-site.ts';
import { messagesOf, problemsOf } from './example.cases.ts';
import {
  MAX_ALLOWED_LISTED,
  MAX_CONTRACT_LENGTH,
  MAX_JSON_NODES,
  MAX_SUGGESTION_CHOICES,
  MAX_SUGGESTION_LENGTH,
  MAX_TOTAL_LENGTH,
} from './limits.ts';
import { ProblemLog } from './problem-log.ts';
import { checkShape, type ShapeSchema } from './source/check-shape.ts';
import { readJson } from './source/read-json.ts';
import type { SourceFault } from './source/read-yaml.ts';
import type { SourceNode } from './source/source-node.ts';
import { suggest } from './source/suggest.ts';

const SITE = 'cranes: [{ id: A }]';

describe('size', () => {
  test('a contract that is too long is named, and not read', () => {
    const file = { path: 'contract/A.csv', text: 'x'.repeat(MAX_CONTRACT_LENGTH + 1) };
    expect(problemsOf(SITE, file)).toEqual(['1 LIMIT ']);
  });

  test('contracts that are too long together are named', () => {
    const note = 'x'.repeat(MAX_TOTAL_LENGTH / 4);
    const files = ['a', 'b', 'c', 'd'].map((name) => ({
      path: `contract/${name}.csv`,
      text: `crane,name,note\nA,B,"${note}"`,
    }));
    expect(messagesOf(SITE, ...files)).toEqual([expect.stringContaining(`or ${MAX_TOTAL_LENGTH} characters`)]);
  }, 60_000);

  test('JSON of too many values ends', () => {
    const faults: SourceFault[] = [];
    expect(readJson(`[${'1,'.repeat(MAX_JSON_NODES)}1]`, faults)).toBeUndefined();
    expect(faults[0]?.text).toContain(`more than ${MAX_JSON_NODES} values`);
  }, 60_000);

  test('a text is bounded, in characters as a person counts them', () => {
    const named = (name: string): string => `cranes:\n  - id: A\n    maker: "${name}"`;
    expect(problemsOf(named('ü'.repeat(MAX_TEXT_LENGTH)))).toEqual([]);
    expect(problemsOf(named('🏗'.repeat(MAX_TEXT_LENGTH)))).toEqual([]);
    expect(problemsOf(named('x'.repeat(MAX_TEXT_LENGTH + 1)))).toEqual(['3 LIMIT cranes[0].maker']);
  });

  test('a list of entries and a list of values are bounded', () => {
    const shape = SiteFile as unknown as ShapeSchema;
    const list = (count: number, item: SourceNode): SourceNode => ({
      kind: 'list',
      line: 1,
      items: Array(count).fill(item),
    });
    const map = (key: string, value: SourceNode): SourceNode => ({
      kind: 'map',
      line: 1,
      entries: [{ key, line: 1, value }],
    });
    const word: SourceNode = { kind: 'text', line: 1, value: 'x' };
    const messages = (node: SourceNode): string[] => {
      const problems = new ProblemLog();
      checkShape(shape, node, 'site.yaml', problems);
      return problems.sorted().map((p) => p.message);
    };
    expect(messages(map('zones', list(MAX_ENTRIES, map('id', word))))).toEqual([]);
    expect(messages(map('zones', list(MAX_ENTRIES + 1, map('id', word))))).toEqual([
      `zones: ${MAX_ENTRIES + 1} values are more than ${MAX_ENTRIES}`,
    ]);
    const crane = (count: number): SourceNode => map('cranes', list(1, map('networks', list(count, word))));
    expect(messages(crane(MAX_VALUES))).toEqual(['cranes[0]: the key "id" is missing']);
    expect(messages(crane(MAX_VALUES + 1))).toContain(
      `cranes[0].networks: ${MAX_VALUES + 1} values are more than ${MAX_VALUES}`,
    );
  });
});

describe('comparisons that grow with the square of the entries stop', () => {
  /** Thousands of cranes that all have one address: none conflict, all must be compared. */
  const sisters = (count: number, entry: (i: number) => string, list: string): string =>
    `cranes:\n${Array.from({ length: count }, (_, i) => `  - {id: C${i}}\n`).join('')}${list}:\n${Array.from({ length: count }, (_, i) => `  - ${entry(i)}\n`).join('')}`;

  test('of devices', () => {
    const text = sisters(2_900, (i) => `{id: D${i}, ip: 10.0.0.1, crane: C${i}}`, 'devices');
    expect(messagesOf(text)).toEqual(['devices: too many entries share one address to compare them all']);
  }, 120_000);

  test('of networks', () => {
    const text = sisters(2_100, (i) => `{id: N${i}, cidr: 10.0.0.0/24, crane: C${i}}`, 'networks');
    expect(messagesOf(text)).toEqual(['networks: too many networks hold one another to compare them all']);
  }, 120_000);
});

test('a similar word is looked for up to a length, of the word and of what it may have meant', () => {
  const longest = 'x'.repeat(MAX_SUGGESTION_LENGTH);
  expect(suggest(longest, [`${longest.slice(1)}y`])).toBe(`${longest.slice(1)}y`);
  expect(suggest(`${longest}x`, [longest])).toBeUndefined();
  expect(suggest(longest, [`${longest}x`])).toBeUndefined();
});

test('a similar word is looked for among a bounded number, and a bounded number is listed', () => {
  const words = Array.from({ length: MAX_SUGGESTION_CHOICES }, (_, i) => `word-${i}`);
  expect(suggest('zones', [...words, 'zone'])).toBeUndefined();
  expect(suggest('zones', [...words.slice(1), 'zone'])).toBe('zone');
  const cranes = Array.from({ length: MAX_ALLOWED_LISTED + 4 }, (_, i) => `{id: C${i}}`).join(', ');
  expect(messagesOf(`cranes: [${cranes}]\ntaps: [{id: t, files: x, crane: nowhere}]`)[0]).toMatch(/ and 4 more$/);
});

test('a draft lists a bounded number of addresses of a device and of networks of a place', () => {
  const ips = Array.from({ length: MAX_DRAFT_ADDRESSES + 1 }, (_, i) => `10.0.0.${i + 1}`);
  const networks = Array.from({ length: MAX_DRAFT_NETWORKS + 5 }, (_, i) => ({ tap: 't', cidr: `10.1.${i}.0/24` }));
  const nothing = { gateways: [], servers: [], conversations: [] };
  const text = draftSite({ ...nothing, taps: [{ id: 't', files: ['f'] }], networks, devices: [{ tap: 't', ips }] });
  expect(text.match(/cidr:/g)).toHaveLength(MAX_DRAFT_NETWORKS);
  expect(text).toContain('# CHECK: it also used');
  expect(problemsOf(text)).toEqual([]);
});
