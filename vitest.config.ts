import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'out/**', '.build/**'],
    watch: false,
    // A unit test is done in milliseconds; what runs tshark, a browser or the packed archive states its own limit.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores are the least CI has; more workers than cores make timing tests flicker.
    maxWorkers: '100%',
    sequence: { hooks: 'list' },
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['**/*.test.ts', '**/*.cases.ts', '**/*.gen.ts'] },
  },
});
