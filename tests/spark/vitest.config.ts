import { defineConfig } from 'vitest/config';

/** Spark's own part of the tests: one session, all statements sent to it before the first answer is awaited. */
export default defineConfig({
  test: {
    include: ['tests/spark/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
