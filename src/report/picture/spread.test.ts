import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from './spread.ts';

test('boxes never overlap, never rise above the top, and keep the order of their wishes', () => {
  const boxes = fc.array(fc.record({ item: fc.nat(), at: fc.nat(2000), height: fc.integer({ min: 10, max: 90 }) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(boxes, (wanted) => {
      const placed = spread(wanted, 30, 8).map(({ y }, index) => ({
        y,
        ...(wanted[index] as (typeof wanted)[number]),
      }));
      const order = [...placed].sort((a, b) => a.y - b.y);
      for (const [index, box] of order.entries()) {
        const next = order[index + 1];
        expect(box.y).toBeGreaterThanOrEqual(30);
        if (next !== undefined) {
          expect(next.y).toBeGreaterThanOrEqual(box.y + box.height + 7);
          expect(next.at).toBeGreaterThanOrEqual(box.at);
        }
      }
    }),
  );
});

test('a box alone stands where it wants to', () => {
  expect(spread([{ item: 1, at: 200, height: 60 }], 30, 8)[0]?.y).toBe(170);
});
