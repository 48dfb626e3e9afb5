import { execPath } from 'node:process';
import { expect, test } from 'vitest';
import { spreadOf } from './spread.ts';
import { timedRun } from './timed-run.ts';

const MB = 1_000_000;
const holdFor = (megabytes: number): string =>
  `const held = Buffer.alloc(${megabytes * MB}, 1); setTimeout(() => held.length, 300)`;

test('memory that a child of the program holds counts as the program’s', { timeout: 30_000 }, async () => {
  const nested = `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(holdFor(300))}])`;
  const small = await timedRun(execPath, ['-e', 'setTimeout(() => 0, 300)']);
  const large = await timedRun(execPath, ['-e', nested]);
  expect(small.peakBytes).toBeGreaterThan(10 * MB);
  expect(large.peakBytes - small.peakBytes).toBeGreaterThan(300 * MB);
});

test('time is what one waits, exit and output are the program’s own', { timeout: 30_000 }, async () => {
  const run = await timedRun(execPath, ['-e', 'setTimeout(() => { console.log("done"); process.exitCode = 7 }, 400)']);
  expect(run.seconds).toBeGreaterThan(0.4);
  expect(run.exit).toBe(7);
  expect(run.stdout).toBe('done\n');
});

test('the median of an even number of runs lies between the middle two', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4, runs: 4 });
  expect(spreadOf([5, 1, 9]).median).toBe(5);
});
