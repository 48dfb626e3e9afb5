import { readFileSync } from 'node:fs';
import { differing, type FieldRow } from './field-table.ts';

/** Most frames in which a field may differ, and fewest in which it has to be equal. */
export interface Ceiling {
  readonly protocol: string;
  readonly field: string;
  readonly equal: number;
  readonly differing: number;
}

export const ceilingFile: URL = new URL('./ceiling.tsv', import.meta.url);

export function readCeilings(text: string = readFileSync(ceilingFile, 'utf8')): Ceiling[] {
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [protocol = '', field = '', equal = '', differ = ''] = line.split('\t');
      return { protocol, field, equal: Number(equal), differing: Number(differ) };
    });
}

export function ceilingText(ceilings: readonly Ceiling[]): string {
  const lines = ceilings.map((row) => [row.protocol, row.field, row.equal, row.differing].join('\t'));
  return `${['protocol\tfield\tequal at least\tdiffering at most', ...lines.sort()].join('\n')}\n`;
}

/**
 * Fields that differ more often than they did, and fields that are equal less often: a decoder that says nothing has
 * no differences either.
 */
export function ceilingFailures(rows: readonly FieldRow[], ceilings: readonly Ceiling[]): string[] {
  const found = new Map(rows.map((row) => [`${row.protocol}\t${row.field}`, row]));
  const held = new Set(ceilings.map(({ protocol, field }) => `${protocol}\t${field}`));
  const broken = ceilings.flatMap((ceiling) => {
    const row = found.get(`${ceiling.protocol}\t${ceiling.field}`);
    const [equal, differ] = row === undefined ? [0, 0] : [row.equal, differing(row)];
    const name = `${ceiling.protocol}, ${ceiling.field}`;
    return [
      ...(differ > ceiling.differing
        ? [`${name}: differs in ${differ} frames, the ceiling is ${ceiling.differing}`]
        : []),
      ...(equal < ceiling.equal ? [`${name}: equal in ${equal} frames, it has been ${ceiling.equal}`] : []),
    ];
  });
  const without = rows
    .filter((row) => !held.has(`${row.protocol}\t${row.field}`) && row.equal + differing(row) > 0)
    .map(({ protocol, field }) => `${protocol}, ${field}: has no ceiling yet`);
  return [...broken, ...without];
}

/** Ceilings lowered and floors raised to what was found; a field that had none gets them. */
export function settledCeilings(rows: readonly FieldRow[], ceilings: readonly Ceiling[]): Ceiling[] {
  const before = new Map(ceilings.map((row) => [`${row.protocol}\t${row.field}`, row]));
  for (const row of rows) {
    const { protocol, field, equal } = row;
    if (equal + differing(row) === 0) continue;
    const key = `${protocol}\t${field}`;
    const old = before.get(key);
    before.set(key, {
      protocol,
      field,
      equal: Math.max(equal, old?.equal ?? 0),
      differing: Math.min(differing(row), old?.differing ?? Number.POSITIVE_INFINITY),
    });
  }
  return [...before.values()];
}
