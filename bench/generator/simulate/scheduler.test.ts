import { expect, it } from 'vitest';
import { Random } from '../random.ts';
import { type Actor, Scheduler } from './scheduler.ts';

it('actors act in order of time, those of one instant in the order in which they were started', () => {
  const scheduler = new Scheduler(1_000_000);
  const random = new Random(5);
  const acted: { time: number; name: number }[] = [];
  function* actor(name: number): Actor {
    for (;;) {
      acted.push({ time: scheduler.now, name });
      yield random.between(0, 3) * 1000;
    }
  }
  for (let name = 0; name < 20; name++) scheduler.start(actor(name));
  // An actor that never sleeps would never end; these sleep 1.5 microseconds on average.
  scheduler.run();
  expect(acted.slice(0, 20).map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, name) => name));
  for (let i = 1; i < acted.length; i++) expect(acted[i]?.time).toBeGreaterThanOrEqual(acted[i - 1]?.time ?? 0);
  expect(acted.length).toBeGreaterThan(5000);
});

it('nobody acts at or after the end', () => {
  const scheduler = new Scheduler(10);
  const times: number[] = [];
  function* actor(): Actor {
    for (;;) {
      times.push(scheduler.now);
      yield 5;
    }
  }
  scheduler.start(actor());
  scheduler.run();
  expect(times).toEqual([0, 5]);
});

// From a second implementation of xoshiro128** and splitmix32, written in Python.
it('the numbers of a seed are the same on every machine', () => {
  const random = new Random(20260914);
  expect([random.u32(), random.u32(), random.u32()]).toEqual([3705120156, 1672895923, 795130757]);
});
