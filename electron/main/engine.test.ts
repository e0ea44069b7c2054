import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ utilityProcess: {}, MessageChannelMain: class {} }));
const { diesTooOften } = await import('./engine.ts');

it.each([
  [[], false],
  [[1000, 2000], false],
  [[1000, 2000, 3000], true],
  [[1000, 2000, 30_000], false],
  [[1000, 29_000, 29_500, 30_000], true],
])('an engine that died at %j is given up: %s', (deaths, expected) => {
  expect(diesTooOften(deaths, deaths.at(-1) ?? 0)).toBe(expected);
});
