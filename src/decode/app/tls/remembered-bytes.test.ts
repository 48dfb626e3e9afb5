import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RememberedBytes } from './remembered-bytes.ts';

test('what is remembered is what would be computed, whatever bytes share a place', () => {
  const remembered = new RememberedBytes<string>();
  const piece = fc.uint8Array({ maxLength: 12, max: 3 });
  fc.assert(
    fc.property(piece, piece, piece, (before, bytes, after) => {
      const all = Uint8Array.of(...before, ...bytes, ...after);
      const end = before.length + bytes.length;
      expect(remembered.get(all, before.length, end, () => bytes.join())).toBe(bytes.join());
    }),
    { numRuns: 5000 },
  );
});

test('the same bytes elsewhere in another buffer are not computed again, very long ones are', () => {
  const remembered = new RememberedBytes<number>();
  let computed = 0;
  const get = (bytes: Uint8Array): number => remembered.get(bytes, 0, bytes.length, () => ++computed);
  expect([get(Uint8Array.of(1, 2, 3)), get(Uint8Array.of(1, 2, 3))]).toEqual([1, 1]);
  expect([get(new Uint8Array(5000)), get(new Uint8Array(5000))]).toEqual([2, 3]);
});
