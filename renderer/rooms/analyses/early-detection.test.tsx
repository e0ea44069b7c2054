// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { type AtLead, type EarlyResult, result as resultSchema } from '../../../core/analyses/early-detection/spec.ts';
import View from '../../../core/analyses/early-detection/view.tsx';
import { accessibilityProblems } from '../../testing/accessibility.ts';

afterEach(cleanup);

const interval = (estimate: number | null, half = 0.05) => ({
  estimate,
  lower: estimate === null ? null : estimate - half,
  upper: estimate === null ? null : estimate + half,
});
const measures = (auc: number) => ({
  auc: interval(auc),
  slope: interval(null),
  inTheLarge: interval(-0.2),
  ece: interval(0.04),
  brier: interval(0.1),
});
const atLead = (lead: number, auc: number, drivers: AtLead['drivers']): AtLead => ({
  lead,
  model: measures(auc),
  logistic: measures(auc - 0.05),
  gain: interval(auc - 0.6),
  bins: [
    { predicted: 0.1, observed: 0.05, cases: 1, controls: 19 },
    { predicted: 0.6, observed: 0.7, cases: 14, controls: 6 },
  ],
  drivers,
});
const driver = (what: string, loss: number) => ({ what, domain: 'measurement', persons: 40, loss: interval(loss) });

const early: EarlyResult = resultSchema.parse({
  cohort: 'target',
  outcome: 'stroke',
  model: { name: 'still-1', version: '2.0', hash: 'h' },
  cases: 40,
  controlsPerCase: 2,
  caliperDays: 180,
  historyDays: 365,
  features: 9,
  folds: 5,
  replicates: 500,
  confidence: 0.95,
  seed: 1,
  flow: [{ step: 'At risk in the cohort', n: 1200 }],
  excluded: [{ reason: 'died before entry', n: 1 }],
  at: [
    atLead(0, 0.9, [driver('eGFR', 0.2), driver('Age', 0.01)]),
    atLead(180, 0.61, [driver('Age', 0.06), driver('eGFR', -0.01)]),
  ],
  leaks: [{ what: 'Calendar date', auc: interval(0.49) }],
  notes: ['A note.'],
});

const table = (name: string) => screen.getByRole('table', { name });
const textOf = (row: HTMLElement) => row.textContent?.replaceAll(/[\s\u00a0\u202f]+/g, ' ');

it('says that it is exploratory and which model answered, then what is seen at each lead', async () => {
  const { container } = render(<View result={early} />);
  expect(screen.getByRole('note').textContent).toContain('Exploratory. still-1 2.0');
  const rows = within(table('How early it is seen')).getAllByRole('row').map(textOf);
  expect(rows[1]).toBe('up to the day before0.90 (0.85 to 0.95)0.85 (0.80 to 0.90)0.30 (0.25 to 0.35)');
  expect(rows[2]).toBe('180 days before0.61 (0.56 to 0.66)0.56 (0.51 to 0.61)');
  expect(screen.getAllByRole('img')).toHaveLength(3);
  expect(await accessibilityProblems(container)).toEqual([]);
});

it('orders features by what they lose at any lead, time running towards the outcome', () => {
  render(<View result={early} />);
  const rows = within(table('What carries the signal')).getAllByRole('row').map(textOf);
  expect(rows).toEqual(['Data end, days before1800', 'eGFR−0.0100.200', 'Age0.0600.010']);
});

it('shows who was compared, what was matched, and everything left out', () => {
  render(<View result={early} />);
  expect(within(table('Persons')).getByText('1,200')).toBeTruthy();
  expect(textOf(table('What was matched'))).toContain(
    'Calendar date0.49 (0.44 to 0.54)Time since entrythe same in each set',
  );
  expect(screen.getByText(/40.cases, each with 2 matched controls/)).toBeTruthy();
  expect(screen.getByText(/Left out: 1.person, died before entry/)).toBeTruthy();
  expect(screen.getByText('A note.')).toBeTruthy();
});

it('has no features where none were looked for, and no gain with one lead', () => {
  render(<View result={{ ...early, at: [atLead(0, 0.9, [])] }} />);
  expect(screen.queryByRole('table', { name: 'What carries the signal' })).toBeNull();
  expect(within(table('How early it is seen')).getAllByRole('columnheader')).toHaveLength(3);
});
