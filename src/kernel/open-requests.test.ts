import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADDED, EVICTED, OpenRequests, REPLACED, SCANNED } from './open-requests.ts';

describe('open requests', () => {
  test('an answer finds its request whatever the order of answers', () => {
    const requests = new OpenRequests(8);
    for (let key = 1; key <= 5; key++) expect(requests.open(key, 3, key * 10, 1, 100, key)).toBe(ADDED);
    expect(requests.take(4)).toBe(true);
    expect([requests.fn, requests.start, requests.count, requests.seconds, requests.nanos]).toEqual([3, 40, 1, 100, 4]);
    expect(requests.take(4)).toBe(false);
    expect(requests.take(1)).toBe(true);
    expect(requests.start).toBe(10);
    expect(requests.size).toBe(3);
  });

  test('at the limit the oldest request is forgotten, and only that one', () => {
    const requests = new OpenRequests(4);
    for (let key = 1; key <= 4; key++) requests.open(key, 3, 0, 0, 0, 0);
    expect(requests.open(5, 3, 0, 0, 0, 0)).toBe(EVICTED);
    expect(requests.size).toBe(4);
    expect(requests.take(1)).toBe(false);
    for (let key = 2; key <= 5; key++) expect(requests.take(key)).toBe(true);
  });

  test('a master that reuses its transaction number forgets the request before', () => {
    const requests = new OpenRequests(4);
    requests.open(0, 3, 1, 1, 0, 0);
    requests.addHandle(11);
    requests.addHandle(12);
    expect(requests.open(0, 3, 2, 1, 0, 0)).toBe(REPLACED);
    requests.addHandle(13);
    expect(requests.take(0)).toBe(true);
    expect([requests.start, requests.handles, requests.handle(0)]).toEqual([2, 1, 13]);
  });

  test('a request for several objects gives back every handle in order, a request for none gives none', () => {
    const requests = new OpenRequests(4);
    requests.open(1, 4, 0, 0, 0, 0);
    requests.open(2, 4, 0, 0, 0, 0);
    for (const handle of [7, 0, 9]) requests.addHandle(handle);
    expect(requests.take(2)).toBe(true);
    expect([0, 1, 2].map((index) => requests.handle(index))).toEqual([7, 0, 9]);
    expect(requests.handles).toBe(3);
    expect(requests.take(1)).toBe(true);
    expect(requests.handles).toBe(0);
  });

  test('after missing bytes nothing waits', () => {
    const requests = new OpenRequests(4);
    requests.open(1, 4, 0, 0, 0, 0);
    requests.clear();
    expect(requests.take(1)).toBe(false);
    expect(requests.size).toBe(0);
  });

  test('few or many, they are found, replaced and forgotten as a plain list would', () => {
    const step = fc.tuple(fc.constantFrom('open', 'open', 'take', 'clear'), fc.nat(60));
    fc.assert(
      fc.property(fc.constantFrom(3, SCANNED, 40), fc.array(step, { maxLength: 300 }), (limit, steps) => {
        const requests = new OpenRequests(limit);
        let list: { key: number; start: number }[] = [];
        for (const [i, [what, key]] of steps.entries()) {
          if (what === 'open') {
            const before = list.length;
            list = list.filter((one) => one.key !== key);
            const replaced = list.length < before;
            const evicted = list.length === limit;
            if (evicted) list.shift();
            list.push({ key, start: i });
            expect(requests.open(key, 1, i, 0, 0, 0)).toBe(replaced ? REPLACED : evicted ? EVICTED : ADDED);
          } else if (what === 'take') {
            const found = list.find((one) => one.key === key);
            expect(requests.take(key)).toBe(found !== undefined);
            if (found !== undefined) expect(requests.start).toBe(found.start);
            list = list.filter((one) => one !== found);
          } else if (key === 0) {
            requests.clear();
            list = [];
          }
          expect(requests.size).toBe(list.length);
        }
      }),
    );
  });
});
