// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import {
  type CheckResult,
  type DataQualityResult,
  result as resultSchema,
} from '../../../core/analyses/data-quality/spec.ts';
import View from '../../../core/analyses/data-quality/view.tsx';
import { accessibilityProblems } from '../../testing/accessibility.ts';

afterEach(cleanup);

const check = (id: string, more: Partial<CheckResult>): CheckResult => ({
  id,
  check: 'afterBirth',
  category: 'plausibility',
  part: 'temporal',
  table: 'measurement',
  column: null,
  level: 'table',
  concept: null,
  rule: `rule ${id}`,
  failed: 0,
  of: 1000,
  share: 0,
  threshold: 0.1,
  status: 'passed',
  rows: `SELECT '${id}'`,
  ...more,
});
const result: DataQualityResult = resultSchema.parse({
  persons: 2000,
  today: '2026-01-01',
  checks: [
    check('a', { status: 'failed', failed: 12, share: 0.012 }),
    check('b', { category: 'conformance', table: 'person' }),
    check('c', { status: 'not applicable', of: 0 }),
  ],
  profile: [
    {
      table: 'person',
      column: 'year_of_birth',
      type: 'INTEGER',
      rows: 2000,
      missing: 1,
      distinct: 80,
      least: '1930',
      most: '2010',
      mean: 1970.25,
    },
  ],
  notes: ['A note.'],
});

it('shows what failed, and the SQL to see its rows', async () => {
  const { container } = render(<View result={result} />);
  const table = screen.getByRole('table', { name: 'Checks' });
  expect(within(table).getAllByRole('row').length).toBe(2);
  expect(within(table).getByText('rule a')).toBeTruthy();
  expect(screen.queryByText("SELECT 'a'")).toBeNull();
  fireEvent.click(within(table).getByRole('button', { name: 'SQL of: rule a' }));
  expect(screen.getByText("SELECT 'a'")).toBeTruthy();
  expect(screen.getByText('1 of 1')).toBeTruthy();
  expect(within(table).getByText('0.1 %')).toBeTruthy();
  expect(await accessibilityProblems(container)).toEqual([]);
});

it('says so where nothing fails', () => {
  render(<View result={{ ...result, checks: result.checks.slice(1) }} />);
  expect(screen.getByText('No check fails here.')).toBeTruthy();
  expect(screen.getByText('year_of_birth')).toBeTruthy();
});
