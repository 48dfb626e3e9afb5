import { createHash } from 'node:crypto';
import type { Part } from '../../src/schema/facts/part.ts';

/**
 * Digest of all that a part says, whatever its captures are called and however they are cut. Keys of objects are
 * taken in their own order, since outputs may be written in it.
 */
export function partDigest(part: Part): string {
  const hash = createHash('sha256');
  const { captures: _captures, tap: _tap, flows, ...said } = part;
  feed(said);
  for (let i = 0; i < flows.length; i++) feed(flows.row(i));
  return hash.digest('hex');

  function feed(value: unknown): void {
    if (Array.isArray(value)) {
      hash.update(`[${value.length}`);
      for (const item of value) feed(item);
    } else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      hash.update(`{${entries.length}`);
      for (const [key, item] of entries) {
        hash.update(`${key}:`);
        feed(item);
      }
    } else hash.update(`${typeof value} ${String(value)};`);
  }
}
