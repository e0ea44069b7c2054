import { describe, expect, it } from 'vitest';
import { binomialLimits } from '../../../core/stats/binomial-limits.ts';
import { eventTable } from '../../../core/stats/event-table.ts';
import { regularizedBeta } from '../../../core/stats/incomplete-beta.ts';
import { kaplanMeier } from '../../../core/stats/kaplan-meier.ts';
import { logRank } from '../../../core/stats/log-rank.ts';
import { moments } from '../../../core/stats/moments.ts';
import { criticalZ } from '../../../core/stats/normal.ts';
import { poissonLimits } from '../../../core/stats/poisson-limits.ts';
import { quantile } from '../../../core/stats/quantile.ts';
import { smdContinuous } from '../../../core/stats/smd-continuous.ts';
import { survivalAt } from '../../../core/stats/survival-at.ts';
import { survivalBounds } from '../../../core/stats/survival-bounds.ts';
import { survivalQuantile } from '../../../core/stats/survival-quantile.ts';
import { wilsonInterval } from '../../../core/stats/wilson.ts';
import { answers, hasAnswers, readColumns } from './published.ts';

// R 4.2.2 with survival 3.5-3 and epitools 0.5-10.1; its answers are printed with 13 digits.
const closeTo = (value: number | null, expected: number, tolerance = 1e-9) =>
  expect(Math.abs(value! - expected)).toBeLessThan(tolerance * Math.max(1, Math.abs(expected)));

describe.skipIf(!hasAnswers)('core/stats against R', () => {
  it('Wilson and exact limits of a proportion', () => {
    const { x, n, wilson_lower, wilson_upper, exact_lower, exact_upper } = answers().props;
    x.forEach((successes, i) => {
      const wilson = wilsonInterval(successes, n[i]!);
      closeTo(wilson.lower, wilson_lower[i]!);
      closeTo(wilson.upper, wilson_upper[i]!);
      const exact = binomialLimits(successes, n[i]!);
      closeTo(exact.lower, exact_lower[i]!);
      closeTo(exact.upper, exact_upper[i]!);
    });
  });

  it('exact limits of a rate', () => {
    const { events, py, rate, exact_lower, exact_upper } = answers().rates;
    events.forEach((count, i) => {
      const limits = poissonLimits(count, py[i]!);
      closeTo(limits.estimate, rate[i]!);
      // pois.exact stops its search at 1e-4 events: its lower limit of 1 event is 0.02529, where -ln 0.975 is 0.02532.
      closeTo(limits.lower, exact_lower[i]!, 1e-6);
      closeTo(limits.upper, exact_upper[i]!, 1e-6);
    });
  });

  it('Kaplan-Meier, Greenwood, log-log limits and medians of lung', () => {
    const lung = readColumns('lung.csv');
    const { km, km_all } = answers().lung;
    const z = criticalZ(0.95);
    for (const [sex, curve, offset] of [
      ['F', km, 0],
      ['M', km, 5],
      [null, km_all, 0],
    ] as const) {
      const rows = lung.time!.flatMap((time, i) =>
        sex === null || lung.sex![i] === sex ? [[Number(time), Number(lung.event![i])] as const] : [],
      );
      const steps = kaplanMeier(
        eventTable(
          rows.map((row) => row[0]),
          rows.map((row) => row[1]),
        ),
      );
      survivalAt(steps, curve.times).forEach((point, i) => {
        expect(point.nRisk).toBe(curve.n_risk[offset + i]);
        closeTo(point.survival, curve.surv[offset + i]!);
        const bounds = survivalBounds({ survival: point.survival!, logSe: point.logSe }, 'log-log', z);
        closeTo(bounds.se, curve.se[offset + i]!);
        closeTo(bounds.lower, curve.lower[offset + i]!);
        closeTo(bounds.upper, curve.upper[offset + i]!);
      });
      const median = [
        survivalQuantile(steps, ({ survival }) => survival),
        survivalQuantile(steps, (step) => survivalBounds(step, 'log-log', z).lower),
        survivalQuantile(steps, (step) => survivalBounds(step, 'log-log', z).upper),
      ];
      expect(median).toEqual(sex === null ? Object.values(curve.median) : curve.median[`sex=${sex}`]);
    }
  });

  it('log-rank test of sex in lung', () => {
    const lung = readColumns('lung.csv');
    const groups = ['F', 'M'].map((sex) => {
      const rows = lung.time!.flatMap((_, i) => (lung.sex![i] === sex ? [i] : []));
      return eventTable(
        rows.map((i) => Number(lung.time![i])),
        rows.map((i) => Number(lung.event![i])),
      );
    });
    const expected = answers().lung.logrank;
    const test = logRank(groups)!;
    closeTo(test.chisq, expected.chisq);
    closeTo(test.p, expected.p);
    expect(test.df).toBe(expected.df);
    expect(test.observed).toEqual(expected.obs);
    test.expected.forEach((value, i) => {
      closeTo(value, expected.exp[i]!);
    });
  });

  it('means, deviations, quartiles, standardised differences and t tests of gbsg', () => {
    const gbsg = readColumns('gbsg.csv');
    for (const column of ['age', 'size', 'nodes', 'pgr', 'er']) {
      const expected = answers().gbsg_table1[column]!;
      const [of, against] = ['1', '0'].map((group) => {
        const values = gbsg[column]!.flatMap((value, i) => (gbsg.hormon![i] === group ? [Number(value)] : []));
        const { n, mean, sd } = moments(values);
        const sorted = values.sort((a, b) => a - b);
        closeTo(mean, expected[`mean${group}`]!);
        closeTo(sd, expected[`sd${group}`]!);
        closeTo(quantile(sorted, 0.5), expected[`median${group}`]!);
        closeTo(quantile(sorted, 0.25), expected[`q1_${group}`]!);
        closeTo(quantile(sorted, 0.75), expected[`q3_${group}`]!);
        return { n, mean: mean!, sd: sd! };
      });
      closeTo(smdContinuous(of!, against!), expected.smd!);
      closeTo(welch(of!, against!), expected.t_p!);
    }
  });
});

/** Two-sided p of Welch's t test (R's t.test): the incomplete beta function at work. */
function welch(a: { n: number; mean: number; sd: number }, b: { n: number; mean: number; sd: number }): number {
  const [va, vb] = [a.sd ** 2 / a.n, b.sd ** 2 / b.n];
  const t = (a.mean - b.mean) / Math.sqrt(va + vb);
  const df = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  return regularizedBeta(df / (df + t * t), df / 2, 0.5);
}
