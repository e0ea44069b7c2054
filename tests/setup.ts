import fc from 'fast-check';
import { beforeAll } from 'vitest';

/** The same cases at every run; `STILLROOM_SEED=7 npx vitest run …` looks at others. */
fc.configureGlobal({ seed: Number(process.env.STILLROOM_SEED ?? 20_000_101) });

beforeAll(async () => {
  if (!('document' in globalThis)) return;
  const { configure } = await import('@testing-library/dom');
  // A busy machine takes longer than the library's second to draw a room; what never comes still fails.
  configure({ asyncUtilTimeout: 20_000 });
});
