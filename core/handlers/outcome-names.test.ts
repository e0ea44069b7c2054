import { expect, it } from 'vitest';
import { outcomeName, targetName } from './outcome-names.ts';

it('a cohort’s outcome goes by the name of its cohort, a table’s classes by their own', () => {
  const outcome = { cohort: 'Death', fromDay: 1, toDay: 365 };
  const cohort = { kind: 'cohort' as const, cohort: 'Diabetes', outcome };
  expect(['0', '1', '2'].map((name) => outcomeName(cohort, name))).toEqual(['Without it', 'Death', '2']);
  expect(targetName(cohort)).toBe('Death');
  const table = { kind: 'table' as const, path: 't.csv', target: 'y', exclude: [] };
  expect([outcomeName(table, '1'), targetName(table)]).toEqual(['1', 'y']);
});
