import { describe, expect, it } from 'vitest';
import { readVitestCounts } from './vitest-counts.ts';

function file(status: string, ...tests: string[]): unknown {
  return { status, assertionResults: tests.map((one) => ({ status: one })) };
}

describe('counting tests', () => {
  it('counts what passed, failed and was left out', () => {
    const json = JSON.stringify({
      testResults: [file('passed', 'passed', 'skipped'), file('failed', 'failed', 'passed')],
    });
    expect(readVitestCounts(json, 1)).toEqual({ passed: 2, failed: 1, leftOut: 1 });
  });

  it('a file that does not load is a failure though none of its tests failed', () => {
    const json = JSON.stringify({ testResults: [file('failed'), file('passed', 'passed')] });
    expect(readVitestCounts(json, 1)).toEqual({ passed: 1, failed: 1, leftOut: 0 });
  });

  it('a vitest that ends badly or says nothing is a failure', () => {
    const json = JSON.stringify({ testResults: [file('passed', 'passed')] });
    expect(readVitestCounts(json, 1)).toEqual({ passed: 1, failed: 1, leftOut: 0 });
    expect(readVitestCounts(undefined, 0)).toEqual({ passed: 0, failed: 1, leftOut: 0 });
  });
});
