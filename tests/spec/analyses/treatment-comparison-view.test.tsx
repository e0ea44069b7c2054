// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { ComparisonEffect, ComparisonResult } from '../../../core/analyses/treatment-comparison/spec.ts';
import View from '../../../core/analyses/treatment-comparison/view.tsx';

afterEach(cleanup);

const arms = { treated: { n: 188, events: 15, effective: 170 }, comparator: { n: 264, events: 18, effective: 230 } };
const hazard = { measure: 'hazard-ratio' as const, estimate: 0.617, lower: 0.318, upper: 1.197, error: 0.34, p: 0.15 };
const effect = (more: Partial<ComparisonEffect>): ComparisonEffect => ({
  by: 'logistic',
  adjust: 'overlap',
  leads: false,
  arms,
  risks: null,
  measures: [hazard],
  reason: null,
  interval: 'robust',
  ...more,
});
const point = { time: 30, nRisk: 188, nEvent: 15, nCensor: 173, survival: 0.9, lower: 0.8, upper: 0.95 };
const bin = { treated: { all: 10, analysed: 9 }, comparator: { all: 20, analysed: 18 } };

const result: ComparisonResult = {
  standing: 'hypothesis-generating',
  source: 'cohorts',
  unit: 'persons',
  arms: {
    treated: { name: 'drug A', n: 208, analysed: 188, events: 15 },
    comparator: { name: 'drug B', n: 296, analysed: 264, events: 18 },
  },
  outcome: 'stroke',
  kind: 'survival',
  timeUnit: 'days',
  eventReading: 'first entry into “stroke”',
  followUp: 'from the day after entry until the end of observation or death',
  confidence: 0.95,
  adjust: 'overlap',
  trim: 'common',
  caliper: null,
  propensities: [
    {
      by: 'logistic',
      leads: true,
      auc: 0.75,
      equipoise: { treated: 0.58, comparator: 0.61 },
      bins: [
        { from: 0, to: 0.5, ...bin },
        { from: 0.5, to: 1, ...bin },
      ],
    },
  ],
  effects: [
    effect({ by: 'none', adjust: 'none' }),
    effect({ leads: true }),
    effect({ adjust: 'match', measures: [], reason: 'an arm has no event' }),
  ],
  balance: [{ label: 'Age', isBinary: false, before: 0.3, after: [{ by: 'logistic', smd: -0.0001 }], basis: 188 }],
  curves: [
    { name: 'drug A', points: [point], atRisk: [188, 90] },
    { name: 'drug B', points: [point], atRisk: [264, 100] },
  ],
  riskTimes: [0, 30],
  subgroups: [
    {
      label: 'Sex',
      levels: [
        { name: 'female', arms, measure: hazard, reason: null },
        { name: 'male', arms, measure: null, reason: 'fewer than 20 in an arm' },
      ],
      interaction: { chisq: 0.5, df: 1, p: 0.47 },
    },
  ],
  excluded: [
    { reason: 'in both cohorts', n: 3 },
    { reason: 'nobody', n: 0 },
  ],
  skipped: [{ column: 'Diabetes', reason: 'is the same in everybody' }],
  notes: ['A note.'],
};

describe('view of a treatment comparison', () => {
  it('says first of all what it is good for', () => {
    render(<View result={result} />);
    expect(screen.getByRole('note').textContent).toContain('Hypothesis-generating');
  });

  it('has a figure and a table of each part, and no sign before a difference of nothing', () => {
    render(<View result={result} />);
    expect(screen.getAllByRole('img')).toHaveLength(5);
    const [effects, overlap, balance, subgroups] = screen.getAllByRole('table');
    expect(within(effects!).getByRole('row', { name: /as planned/ }).textContent).toContain('0.62 (0.32 to 1.20)');
    expect(within(effects!).getByRole('row', { name: /^Matched/ }).textContent).toContain('an arm has no event');
    expect(within(overlap!).getByRole('row', { name: /^Logistic/ }).textContent).toContain('0.75');
    expect(within(balance!).getByRole('row', { name: /^Age/ }).textContent).toBe('Age0.3000.000');
    expect(within(subgroups!).getByRole('row', { name: /^male/ }).textContent).toContain('fewer than 20 in an arm');
    expect(within(subgroups!).getByRole('row', { name: /^Sex/ }).textContent).toContain('0.47');
  });

  it('puts difference and ratio of risks into one line', () => {
    const risks = [
      { ...hazard, measure: 'risk-difference' as const, estimate: -0.04, lower: -0.111, upper: 0.032 },
      { ...hazard, measure: 'risk-ratio' as const },
    ];
    render(
      <View result={{ ...result, kind: 'binary', curves: [], effects: [effect({ leads: true, measures: risks })] }} />,
    );
    const row = screen.getByRole('row', { name: /as planned/ });
    expect(row.textContent).toContain('−4.0 (−11.1 to 3.2)');
    expect(row.textContent).toContain('0.62 (0.32 to 1.20)');
  });

  it('says who was left out, and only that', () => {
    render(<View result={result} />);
    expect(screen.getByText(/^Left out: 3.persons, in both cohorts\.$/)).toBeTruthy();
    expect(screen.queryByText(/nobody/)).toBeNull();
    expect(screen.getByText('Not adjusted for: Diabetes is the same in everybody.')).toBeTruthy();
  });
});
