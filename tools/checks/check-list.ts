/** Every check by name, in the order of a person's patience. `fast` ones make `npm run check`; all make `npm test`. */
export interface Check {
  readonly name: string;
  readonly command: readonly string[];
  readonly fast: boolean;
  /** Checks of one phase run beside each other; the next phase waits. */
  readonly phase: number;
  readonly limitSeconds: number;
  /** Without these files the check has nothing to look at: it is left out, and said to be. */
  readonly needs?: readonly string[];
  /** Runs where there is no network but loopback, as far as this machine allows it: nothing may need one. */
  readonly offline?: true;
  /** vitest tells its counts in a file; every other check counts as one. */
  readonly counts?: string;
}

export const VITEST_RESULT = 'out/test/vitest.json';

const LINT = ['oxlint', '--type-aware', '--report-unused-disable-directives-severity', 'error', '--deny-warnings'];
const VITEST = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_RESULT}`];

export const checks: readonly Check[] = [
  { name: 'types', command: ['tsc', '-b'], fast: true, phase: 1, limitSeconds: 180 },
  { name: 'lint', command: LINT, fast: true, phase: 1, limitSeconds: 180 },
  { name: 'format', command: ['biome', 'format', '.', '--reporter=summary'], fast: true, phase: 1, limitSeconds: 60 },
  { name: 'files', command: ['tsx', 'tools/checks/check-files.ts'], fast: true, phase: 1, limitSeconds: 60 },
  { name: 'layers', command: ['tsx', 'tools/checks/check-layers.ts'], fast: true, phase: 1, limitSeconds: 120 },
  {
    name: 'lock file',
    command: ['node', 'tools/complete-lock.mjs', '--check'],
    fast: true,
    phase: 1,
    limitSeconds: 10,
  },
  {
    name: 'dead code',
    command: ['knip', '--no-progress'],
    fast: true,
    phase: 1,
    limitSeconds: 120,
    // Before there is a program everything is dead.
    needs: ['src/apps/cli/main.ts'],
  },
  { name: 'generated', command: ['tsx', 'tools/checks/check-generated.ts'], fast: true, phase: 1, limitSeconds: 120 },
  { name: 'build', command: ['node', 'tools/build.mjs'], fast: false, phase: 1, limitSeconds: 60 },
  { name: 'tests', command: VITEST, fast: false, phase: 2, limitSeconds: 540, offline: true, counts: VITEST_RESULT },
  { name: 'docs', command: ['tsx', 'tools/check-docs.ts'], fast: false, phase: 3, limitSeconds: 120, offline: true },
  {
    name: 'fuzz',
    command: ['tsx', 'test/fuzz/run.ts', '--seconds', '180'],
    fast: false,
    phase: 4,
    limitSeconds: 260,
    offline: true,
    needs: ['test/fuzz/run.ts'],
  },
];
