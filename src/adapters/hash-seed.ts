import { randomInt } from 'node:crypto';
import { env } from 'node:process';

/**
 * The seed of this run's hash tables: random, so that nobody can craft traffic that meets in one bucket. No result
 * depends on it; QUAYWATCH_HASH_SEED fixes it for the tests that prove so.
 */
export function hashSeed(): number {
  const fixed = env['QUAYWATCH_HASH_SEED'];
  return fixed === undefined ? randomInt(0xffffffff) : Number.parseInt(fixed, 10) >>> 0;
}
