import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,core,cli,electron,renderer,datasets,tests}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'out/**', 'tests/e2e/**', 'tests/spark/**'],
    setupFiles: ['tests/setup.ts'],
    pool: 'forks',
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Where nobody watches, a test that failed is tried once more; `npm test` names at its end what passed only then.
    retry: process.env.CI ? 1 : 0,
    expect: { poll: { timeout: 20_000 } },
  },
});
