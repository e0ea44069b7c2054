import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', 'out/**', 'tests/e2e/**', 'tests/spark/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['{contract,core,cli,datasets,tests}/**/*.test.{ts,tsx}'],
          exclude,
          // A file keeps nothing that another could see: loading DuckDB, ONNX Runtime and the engine once a worker, not once a file, saves a quarter of the suite.
          isolate: false,
        },
      },
      // The window's stores are modules: each file has its own.
      { extends: true, test: { name: 'window', include: ['{electron,renderer}/**/*.test.{ts,tsx}'], exclude } },
    ],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Where nobody watches, a test that failed is tried once more; `npm test` names at its end what passed only then.
    retry: process.env.CI ? 1 : 0,
    expect: { poll: { timeout: 20_000 } },
  },
});
