// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SurvivalResult } from '../../../core/analyses/survival/spec.ts';
import SurvivalView from '../../../core/analyses/survival/view.tsx';
import type { TableOneResult } from '../../../core/analyses/table-one/spec.ts';
import TableOneView from '../../../core/analyses/table-one/view.tsx';

afterEach(cleanup);

const stratum = (name: string, median: number | null): SurvivalResult['strata'][number] => ({
  name,
  n: 40,
  events: 12,
  censored: 28,
  personTime: 900,
  curveThinned: false,
  median: { estimate: median, lower: median && median - 50, upper: null },
  curve: [{ time: 5, nRisk: 40, nEvent: 12, nCensor: 28, survival: 0.7, se: 0.07, lower: 0.53, upper: 0.82 }],
  atTimes: [
    { time: 0, nRisk: 40, nEvent: 0, nCensor: 0, survival: 1, se: 0, lower: 1, upper: 1 },
    { time: 9, nRisk: 0, nEvent: 12, nCensor: 28, survival: null, se: null, lower: null, upper: null },
  ],
});

const survival: SurvivalResult = {
  source: 'cohorts',
  unit: 'persons',
  n: 80,
  outcome: 'stroke',
  strataBy: 'cohort',
  timeUnit: 'days',
  eventReading: 'first entry into “stroke”',
  confidence: 0.95,
  confType: 'log-log',
  excluded: [
    { reason: 'died before entry', n: 3 },
    { reason: 'nobody', n: 0 },
  ],
  notes: ['A note.'],
  strata: [stratum('treated', 426), stratum('control', null)],
  riskTable: {
    times: [0, 9],
    strata: [
      { name: 'treated', nRisk: [40, 0] },
      { name: 'control', nRisk: [40, 0] },
    ],
  },
  logRank: { chisq: 10.33, df: 1, p: 0.0013, observed: [12, 12], expected: [7.4, 16.6] },
};

describe('view of survival', () => {
  it('puts a table beside the figure and the test beside the table', () => {
    render(<SurvivalView result={survival} />);
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain('Without stroke: treated Median 426');
    const row = within(screen.getAllByRole('table')[0]!).getByRole('row', { name: /^treated/ });
    expect(row.textContent).toContain('376 – not reached');
    expect(screen.getByText(/chi-square 10.33, 1 df, p = 0.0013/)).toBeTruthy();
  });
  it('says what was left out, and only that', () => {
    render(<SurvivalView result={survival} />);
    expect(screen.getByText(/Left out: 3\s+persons, died before entry/)).toBeTruthy();
    expect(screen.queryByText(/nobody/)).toBeNull();
  });
});

const tableOne: TableOneResult = {
  source: 'table',
  unit: 'rows',
  by: 'arm',
  groups: [
    { name: '0', n: 50 },
    { name: '1', n: 60 },
  ],
  contrast: { of: '1', against: '0' },
  excluded: [],
  skipped: [{ column: 'note', reason: 'has more than 50 different values' }],
  notes: [],
  variables: [
    {
      kind: 'continuous',
      section: 'columns',
      name: 'age',
      label: 'age',
      unit: null,
      smd: -0.004,
      groups: [
        { group: '0', n: 48, missing: 2, mean: 61.25, sd: 9.5, median: 60, q1: 50, q3: 70 },
        { group: '1', n: 60, missing: 0, mean: 61.21, sd: 9.4, median: 60, q1: 51, q3: 69 },
      ],
    },
    {
      kind: 'categorical',
      section: 'columns',
      name: 'sex',
      label: 'sex',
      smd: -0.31,
      groups: [
        { group: '0', n: 50, missing: 0 },
        { group: '1', n: 60, missing: 0 },
      ],
      levels: [
        {
          name: 'F',
          groups: [
            { group: '0', n: 20, proportion: 0.4 },
            { group: '1', n: 33, proportion: 0.55 },
          ],
        },
      ],
    },
  ],
};

describe('view of table one', () => {
  it('prints means with deviations, shares, missing values and differences', () => {
    render(<TableOneView result={tableOne} />);
    expect(screen.getByRole('row', { name: /^age/ }).textContent).toContain('61.3 (9.50)');
    expect(screen.getByRole('row', { name: /^missing/ }).textContent).toMatch(/2 \(4\.0\s%\)/);
    expect(screen.getByRole('row', { name: /^F/ }).textContent).toMatch(/33 \(55\.0\s%\)/);
  });
  it('never prints minus zero', () => {
    render(<TableOneView result={tableOne} />);
    expect(screen.getByRole('row', { name: /^age/ }).textContent!.endsWith('0.00')).toBe(true);
    expect(screen.getByRole('row', { name: /^sex/ }).textContent!.endsWith('−0.31')).toBe(true);
  });
  it('names the columns it does not describe', () => {
    render(<TableOneView result={tableOne} />);
    expect(screen.getByText('Not described: note has more than 50 different values.')).toBeTruthy();
  });
});
