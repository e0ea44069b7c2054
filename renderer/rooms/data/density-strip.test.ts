import { expect, it } from 'vitest';
import { table } from '../../testing/manifest.ts';
import { sharedYears } from './density-strip.tsx';

it('the strips share one axis of years, on which births do not count', () => {
  const tables = [
    table('person', 10, { years: [1931, 2004] }),
    table('measurement', 10, { years: [2011, 2019] }),
    table('death', 10, { years: [2012, 2024] }),
  ];
  expect(sharedYears(tables)).toEqual([2011, 2024]);
  expect(sharedYears([table('person', 10), table('concept', 10, { years: null })])).toBeNull();
});
