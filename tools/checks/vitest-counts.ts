export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly leftOut: number;
}

interface VitestFile {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

/**
 * Counts tests in what vitest's JSON reporter wrote. A file that failed without a failed test (it did not load)
 * is one failure, and so is a vitest that ended badly while every test passed or that wrote nothing at all:
 * otherwise a broken import would read as "0 failed".
 */
export function readVitestCounts(json: string | undefined, exitCode: number): TestCounts {
  const files = json === undefined ? [] : (JSON.parse(json) as { testResults: readonly VitestFile[] }).testResults;
  let passed = 0;
  let failed = 0;
  let leftOut = 0;
  for (const file of files) {
    const before = failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') passed++;
      else if (status === 'failed') failed++;
      else leftOut++;
    }
    if (file.status === 'failed' && failed === before) failed++;
  }
  if (failed === 0 && (exitCode !== 0 || json === undefined)) failed = 1;
  return { passed, failed, leftOut };
}
