import { describe, expect, it } from 'vitest';
import { flood } from './flood.ts';
import { heldBytes } from './held-bytes.ts';
import { instrumentSource } from './instrument-source.ts';
import { block } from './work-meter.ts';

const input = new Uint8Array(1);

describe('what is held', () => {
  it('is counted once an object and once a buffer, through maps, sets, arrays and loops', () => {
    const shared = { text: 'abc' };
    const loop: unknown[] = [shared, shared];
    loop.push(loop);
    expect(heldBytes(loop) - heldBytes([shared])).toBe(2 * 8);
    const buffer = new ArrayBuffer(1_000);
    expect(heldBytes([new Uint8Array(buffer), new DataView(buffer)])).toBeLessThan(1_200);
    expect(heldBytes(new Map([['key', new Uint8Array(500)]]))).toBeGreaterThan(503);
    expect(heldBytes(new Set(['x'.repeat(400)]))).toBeGreaterThan(400);
  });

  it('does not hide in private fields of instrumented code, which keeps its lines and columns', () => {
    const text =
      'class A {\n  readonly #kept = new Map<string, number>();\n  add(a: string) { this.#kept.set(a, 1); }\n}';
    const made = instrumentSource('a.ts', text, 0, 'b').text;
    expect(made).not.toContain('#');
    expect(made.split('\n')[1]).toBe('  readonly $kept = new Map<string, number>();');
  });
});

describe('a flood', () => {
  const kept = (most: number) => (_input: Uint8Array, times: number) =>
    Array.from({ length: Math.min(most, times) }, (_, i) => ({ i }));

  it('of which a table keeps no more than its limit is silent', () => {
    expect(flood({ run: kept(128), times: 4_000, maxHeld: 100_000 }, input)).toBeUndefined();
  });

  it('that a table keeps for ever is told in the same words every time: no garbage of others hides it', () => {
    const told = Array.from({ length: 5 }, () => {
      const garbage = Array.from({ length: 100_000 }, (_, i) => ({ i }));
      const error = flood({ run: kept(Infinity), times: 4_000, maxHeld: 100_000 }, input);
      return `${garbage.length} ${error?.message}`;
    });
    expect(told[0]).toContain('bytes are held after a flood');
    expect(new Set(told).size).toBe(1);
  });

  it('whose work grows with its square is told', () => {
    const run = (_input: Uint8Array, times: number): undefined => {
      for (let i = 0; i < times; i++) for (let j = 0; j < times; j++) block(1);
    };
    expect(flood({ run, times: 1_000, maxHeld: 1_000 }, input)?.message).toContain('times the work');
  });
});
