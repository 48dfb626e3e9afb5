import { expect, it } from 'vitest';
import { Random } from '../random.ts';
import { second } from '../simulate/scheduler.ts';
import { checkDigit, craneState, planMoves } from './work-cycle.ts';

it('container numbers bear the check digit of ISO 6346', () => {
  expect(checkDigit('CSQU305438')).toBe(3);
  expect(checkDigit('MSCU637136')).toBe(6);
  const moves = planMoves(new Random(1), 3600 * second);
  expect(moves.length).toBeGreaterThan(15);
  for (const { container } of moves) expect(Number(container.slice(10))).toBe(checkDigit(container.slice(0, 10)));
});

it('a crane lifts one container at a time and rests between two moves', () => {
  const moves = planMoves(new Random(2), 3600 * second);
  for (let i = 1; i < moves.length; i++) expect(moves[i]?.start).toBeGreaterThan(moves[i - 1]?.end ?? 0);
  const [first] = moves;
  if (first === undefined) throw new Error('an hour without a move');
  expect(craneState(moves, first.start - 1).working).toBe(false);
  const middle = craneState(moves, (first.start + first.end) / 2);
  expect(middle).toMatchObject({ working: true, locked: true, hoist: 34000 });
  expect(middle.load).toBeGreaterThan(200);
});
