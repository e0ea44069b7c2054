import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,core,cli,electron,renderer,datasets,tests}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'out/**', 'tests/e2e/**', 'tests/spark/**'],
    setupFiles: ['tests/setup.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
