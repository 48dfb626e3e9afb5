import { describe, expect, it } from 'vitest';
import { PLACES } from '../../observe/share.ts';
import { sharesBesideHashing } from './shares-beside-hashing.ts';

describe('shares beside hashing', () => {
  it("own every place exactly once, whatever their number and the frames' size", () => {
    for (const count of [2, 3, 4, 16]) {
      for (const bytes of [0, 60, 400, 1500, 65_535]) {
        let next = 0;
        for (const { from, to } of sharesBesideHashing(count, bytes)) {
          expect(from).toBe(next);
          expect(to).toBeGreaterThan(from);
          next = to;
        }
        expect(next).toBe(PLACES);
      }
    }
  });

  it('are smaller for the worker that hashes, the more so the larger frames are', () => {
    const first = (bytes: number): number => sharesBesideHashing(2, bytes)[0]?.to ?? 0;
    expect(first(0)).toBe(PLACES / 2);
    expect(first(80)).toBeLessThan(PLACES / 2);
    expect(first(1400)).toBeLessThan(first(80) / 10);
  });
});
