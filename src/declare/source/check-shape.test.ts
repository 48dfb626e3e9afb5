import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SiteFile } from '../../schema/declaration.ts';
import { exampleSite } from '../example.cases.ts';
import { ProblemLog } from '../problem-log.ts';
import { checkShape, type ShapeSchema } from './check-shape.ts';
import { readJson } from './read-json.ts';

const shape = SiteFile as unknown as ShapeSchema;
const validate = new Ajv().compile(JSON.parse(JSON.stringify(SiteFile)) as object);

function problemsOf(value: unknown): number {
  const node = readJson(JSON.stringify(value), []);
  if (!node) throw new Error('JSON of a JSON value is read');
  const problems = new ProblemLog();
  checkShape(shape, node, 'site.yaml', problems);
  return problems.count;
}

/** Every place of a value, as paths. */
function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [path, ...keys.flatMap((key) => places((value as Record<string | number, unknown>)[key], [...path, key]))];
}

test('the shape check and ajv agree on the example with any one value changed, dropped or added', () => {
  const example = parse(exampleSite()) as Record<string, unknown>;
  const all = places(example).filter((path) => path.length > 0);
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(
      0,
      3.5,
      4095,
      'read',
      [],
      ['read'],
      ['x', 1],
      {},
      null,
      '',
      'plc-1',
      'x'.repeat(401),
      '😀'.repeat(400),
    ),
  );
  const change = fc.constantFrom('set', 'drop', 'add');
  fc.assert(
    fc.property(
      fc.nat(),
      value,
      change,
      fc.constantFrom('note', 'mac', 'nonsense', '__proto__', 'constructor'),
      (n, other, how, key) => {
        const path = all[n % all.length] as (string | number)[];
        const changed = structuredClone(example);
        let holder = changed as Record<string | number, unknown>;
        for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
        const last = path.at(-1) as string | number;
        if (how === 'set') holder[last] = other;
        else if (how === 'drop' && !Array.isArray(holder)) delete holder[last];
        else if (!Array.isArray(holder)) Object.defineProperty(holder, key, { value: other, enumerable: true });
        const plain = JSON.parse(JSON.stringify(changed)) as unknown;
        expect(problemsOf(plain) === 0, JSON.stringify([path, other, how, key])).toBe(validate(plain));
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);

test('the schema uses only keywords that the shape check reads', () => {
  const known = new Set([
    'type',
    'properties',
    'required',
    'items',
    'minItems',
    'maxItems',
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
    'pattern',
    'enum',
    'anyOf',
    'description',
    'additionalProperties',
  ]);
  let schemas = 0;
  const visit = (schema: Record<string, unknown>): void => {
    schemas++;
    expect(Object.keys(schema).filter((key) => !known.has(key))).toEqual([]);
    if (schema['type'] === 'object') expect(schema['additionalProperties']).toBe(false);
    for (const inner of Object.values((schema['properties'] ?? {}) as Record<string, Record<string, unknown>>))
      visit(inner);
    if (schema['items']) visit(schema['items'] as Record<string, unknown>);
    for (const inner of (schema['anyOf'] ?? []) as Record<string, unknown>[]) visit(inner);
  };
  visit(JSON.parse(JSON.stringify(SiteFile)) as Record<string, unknown>);
  expect(schemas).toBeGreaterThan(100);
});

describe('what a person reads', () => {
  function messages(value: unknown): string[] {
    const problems = new ProblemLog();
    checkShape(shape, readJson(JSON.stringify(value), []) as never, 'site.yaml', problems);
    return problems.sorted().map((p) => p.message);
  }

  test('digits without quotes are told to be put in quotes', () => {
    expect(messages({ cranes: [{ id: 'A', serial: 417 }] })).toEqual([
      'cranes[0].serial: text is expected, not 417; put it in quotes',
    ]);
  });

  test('a missing key, a list for a map, and a number out of range are named at their place', () => {
    expect(messages({ taps: [{ files: 'a' }], cranes: {}, networks: [{ id: 'n', cidr: 'x', vlan: 4095 }] })).toEqual([
      'cranes: a list is expected, not a map of keys',
      'networks[0].vlan: a whole number from 1 to 4094 is expected, not 4095',
      'taps[0]: the key "id" is missing',
    ]);
  });
});
