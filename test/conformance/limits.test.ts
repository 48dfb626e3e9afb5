import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Limit {
  readonly name: string;
  /** From src/. */
  readonly file: string;
  readonly value: string;
}

const DECLARED = /^export const (MAX_[A-Z0-9_]+)(?:: number)? = ([^;]+);/gm;
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.(test|cases)\.ts$/.test(file),
);
const limits: readonly Limit[] = sources.flatMap((file) =>
  [...readFileSync(join(root, 'src', file), 'utf8').matchAll(DECLARED)].map((m) => ({
    name: m[1] as string,
    file,
    value: m[2] as string,
  })),
);

const ROW = /^\| `(MAX_[A-Z0-9_]+)` in (\S+) \| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ?([^|]*) \|$/gm;
const rows = [...readFileSync(join(root, 'docs/limits.md'), 'utf8').matchAll(ROW)].map((m) => ({
  limit: `${m[1]} in ${m[2]} is ${m[3]}`,
  name: m[1] as string,
  file: m[2] as string,
  test: (m[6] as string).trim(),
}));

describe('docs/limits.md', () => {
  it('lists every exported limit with its value, and none that is gone', () => {
    const declared = limits.map(({ name, file, value }) => `${name} in ${file} is ${value}`);
    expect(declared.length).toBeGreaterThan(100);
    expect(rows.map(({ limit }) => limit).sort()).toEqual(declared.sort());
  });

  it('names a test of every limit, which takes it from where it is declared', () => {
    for (const { name, file, test } of rows) {
      expect(test, `no test reaches ${name} in ${file}`).not.toBe('');
      const text = readFileSync(join(root, test), 'utf8');
      const imported = [...text.matchAll(/import\s*\{([^}]*)\}\s*from\s*'([^']+)'/g)].some(
        (m) => new RegExp(`\\b${name}\\b`).test(m[1] as string) && basename(m[2] as string) === basename(file),
      );
      expect(imported, `${test} does not import ${name} from ${file}`).toBe(true);
    }
  });
});
