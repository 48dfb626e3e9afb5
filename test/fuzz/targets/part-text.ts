import type { Part } from '../../../src/schema/facts/part.ts';
import { flowsTable } from '../../../src/schema/facts/flows.ts';

/** All of a part as text: two parts are the same when these are. */
export function partText(part: Part): string {
  const names = Object.keys(flowsTable.columns) as (keyof ReturnType<Part['flows']['row']>)[];
  const flows = Array.from({ length: part.flows.length }, (_, i) => {
    const row = part.flows.row(i);
    return names.map((name) => row[name]);
  });
  return JSON.stringify(
    { ...part, flows },
    (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value),
    1,
  );
}

/** The first line in which two texts differ, with the lines around it. */
export function firstDifference(a: string, b: string): string {
  const [x, y] = [a.split('\n'), b.split('\n')];
  const at = x.findIndex((line, i) => line !== y[i]);
  const before = x
    .slice(Math.max(0, at - 25), at)
    .map((line) => line.trim())
    .join(' ');
  return `…${before.slice(-300)} | ${x[at]?.trim()} | ${y[at]?.trim()}`;
}
