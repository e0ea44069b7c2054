import { expect, it } from 'vitest';
import { defaultLimits, sharedBy, withAtMost, withinProcess } from './settings.ts';

it.each([
  ['11GB', 4, '2816MB'],
  ['500MB', 4, '125MB'],
  ['100MB', 4, '64MB'],
  ['80%', 4, '80%'],
])('%s shared by %i is %s', (memoryLimit, parts, expected) => {
  expect(sharedBy({ threads: 2, memoryLimit }, parts)).toEqual({ threads: 2, memoryLimit: expected });
});

it('the default leaves memory to the window and the model', () => {
  expect(defaultLimits().memoryLimit).toMatch(/^\d+GB$/);
  expect(defaultLimits().threads).toBeGreaterThan(0);
});

it.each([
  ['2GB', '1089MiB'],
  ['11GiB', '7171MiB'],
  ['200MB', '95MiB'],
  ['80%', '80%'],
])('of %s DuckDB gets %s, so that the process keeps the limit', (memoryLimit, expected) => {
  expect(withinProcess({ threads: 1, memoryLimit })).toBe(expected);
});

it('at most takes the smaller of two amounts, and leaves a limit that is not an amount', () => {
  const most = (memoryLimit: string) => withAtMost({ threads: 2, memoryLimit }, '2GB').memoryLimit;
  expect(['11GB', '1900MB', '2GiB', '80%'].map(most)).toEqual(['2GB', '1900MB', '2GB', '80%']);
});
