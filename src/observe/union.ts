import { compareText } from '../kernel/compare.ts';
import type { Part } from '../schema/facts/part.ts';

/**
 * Joins sets of parts: associative, commutative, idempotent. A part is known by its site, tap, frames and analysis
 * version; the same key with other content is an error, since one of the two must be wrong.
 */
export function union(sets: readonly (readonly Part[])[]): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const part of sets.flat()) {
    const key = partKey(part);
    const before = parts.get(key);
    if (before === undefined) parts.set(key, part);
    else if (fingerprint(before) !== fingerprint(part)) throw new Error(`two parts with key ${key} differ`);
  }
  return [...parts].sort(([a], [b]) => compareText(a, b)).map(([, part]) => part);
}

export function partKey({ site, tap, framesDigest, analysisVersion }: Part): string {
  return [site, tap, framesDigest, analysisVersion].join('\u0000');
}

/** Content of a part without its flows, whose number stands for them: enough to tell a part that was tampered with or made otherwise. */
function fingerprint({ tables, health, flows }: Part): string {
  return JSON.stringify([tables, health, flows.length], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}
