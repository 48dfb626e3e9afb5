import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testKnowledge } from '../../test/support/test-knowledge.ts';
import { counterSignList, signs } from '../knowledge/signs.ts';
import { fuse, MAX_TRIED_SIGNS } from './fusion.ts';
import type { Observation } from './observation.ts';

const limits = testKnowledge().thresholds;
const rank = { possible: 1, probable: 2, confirmed: 3 };
const rankOf = (observations: readonly Observation[]): number => {
  const { confidence } = fuse(observations, limits);
  return confidence === undefined ? 0 : rank[confidence];
};

const observationOf = (all: typeof signs) =>
  fc
    .tuple(
      fc.constantFrom(...all),
      fc.boolean(),
      fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
    )
    .map(([sign, weaker, frames]): Observation => {
      const weight = weaker ? sign.weaker : sign.weight;
      return {
        subject: 'x',
        sign,
        weight: sign.id.startsWith('N') ? -weight : weight,
        text: '',
        filter: '',
        count: frames.length,
        first: 0n,
        last: 0n,
        frames: [...frames].sort((a, b) => a - b),
      };
    });
const forIt = fc.uniqueArray(observationOf(signs), { selector: ({ sign }) => sign.id, maxLength: 8 });
const withCounters = fc
  .tuple(forIt, fc.uniqueArray(observationOf(counterSignList), { selector: ({ sign }) => sign.id, maxLength: 3 }))
  .map(([a, b]) => [...a, ...b]);

describe('fusion of signs', () => {
  it('does not depend on the order of signs', () => {
    fc.assert(
      fc.property(withCounters, fc.integer(), (all, seed) => {
        const turned = [...all].sort(
          (a, b) => ((a.sign.id.charCodeAt(2) * seed) % 7) - ((b.sign.id.charCodeAt(2) * seed) % 7),
        );
        expect(fuse(turned, limits)).toEqual(fuse(all, limits));
      }),
    );
  });

  it('one more sign for a hidden path never weakens it', () => {
    fc.assert(
      fc.property(withCounters, observationOf(signs), (all, more) => {
        fc.pre(!all.some(({ sign }) => sign.id === more.sign.id));
        expect(rankOf([...all, more])).toBeGreaterThanOrEqual(rankOf(all));
      }),
    );
  });

  it('a counter-sign never strengthens it', () => {
    fc.assert(
      fc.property(forIt, observationOf(counterSignList), (all, counter) => {
        expect(rankOf([...all, counter])).toBeLessThanOrEqual(rankOf(all));
      }),
    );
  });

  it('a second sign on the very same frames never counts beside it', () => {
    fc.assert(
      fc.property(observationOf(signs), observationOf(signs), (one, other) => {
        fc.pre(one.sign.id !== other.sign.id);
        const twin = { ...other, frames: one.frames };
        const fused = fuse([one, twin], limits);
        expect(fused.counted).toHaveLength(1);
        expect(rankOf([one, twin])).toBe(Math.max(rankOf([one]), rankOf([twin])));
      }),
    );
  });

  it('identity alone is possible at most, and confirmed always has two families and the weight', () => {
    fc.assert(
      fc.property(withCounters, (all) => {
        const { confidence, families, weight } = fuse(all, limits);
        if (confidence === 'confirmed') {
          expect(families.length).toBeGreaterThanOrEqual(2);
          expect(weight).toBeGreaterThanOrEqual(limits['confidence-confirmed']);
        }
        const identity = all.filter(({ sign }) => sign.family === 'identity');
        expect(rankOf(identity)).toBeLessThanOrEqual(rank.possible);
      }),
    );
  });

  it('many entangled signs are tried up to the limit, in bounded time', () => {
    const [sign] = signs;
    if (sign === undefined) throw new Error('no sign');
    const all = signs.slice(0, MAX_TRIED_SIGNS + 4).map(
      (own): Observation => ({
        subject: 'x',
        sign: own,
        weight: own.weight,
        text: '',
        filter: '',
        count: 1,
        first: 0n,
        last: 0n,
        frames: [1],
      }),
    );
    expect(all.length).toBeGreaterThan(MAX_TRIED_SIGNS);
    expect(fuse(all, limits).counted).toHaveLength(1);
  });
});
