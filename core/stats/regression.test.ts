import { describe, expect, it } from 'vitest';
import { coxRegression } from './cox-regression.ts';
import { logisticRegression } from './logistic-regression.ts';
import { robustCovariance } from './robust-variance.ts';
import { weightedSurvival } from './weighted-survival.ts';

/*
 * Freireich's leukaemia trial (Kalbfleisch and Prentice, table 1.1), 6-MP and then placebo, with a made-up covariate and
 * made-up weights. Expected numbers: R 4.2.2 with survival 3.5-3, coxph(Surv(t, e) ~ a + x, weights = w, robust = TRUE),
 * survfit(robust = TRUE, id), glm(a ~ t + x, binomial); the ridge by optim.
 */
const t = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35].concat([
  1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
]);
const time = Float64Array.from(t);
const event = Uint8Array.from([1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, ...Array(21).fill(1)]);
const a = Float64Array.from(t, (_, i) => (i < 21 ? 0 : 1));
const x = Float64Array.from(t, (_, i) => ((i + 1) * 7) % 11);
const weights = Float64Array.from(t, (_, i) => 0.5 + (((i + 1) * 5) % 9) / 4);

const near = (values: ArrayLike<number>, expected: readonly number[], digits = 9) =>
  expected.forEach((value, i) => void expect(values[i]!).toBeCloseTo(value, digits));
const contributions = (influence: readonly Float64Array[], w?: Float64Array) =>
  influence.map((one) => one.map((value, i) => value * (w?.[i] ?? 1)));
const errors = (covariance: readonly (readonly number[])[]) => covariance.map((row, j) => Math.sqrt(row[j]!));

describe('coxRegression', () => {
  it('gives the published hazard ratio of placebo against 6-MP', () => {
    const fit = coxRegression({ time, event, columns: [a] });
    near(fit.coefficients, [1.572125148829]);
    expect(Math.sqrt(fit.covariance[0]!)).toBeCloseTo(0.4123967177095, 9);
    near(fit.logLikelihood, [-93.18426999685, -85.00842457737], 8);
    expect(fit.converged).toBe(true);
  });

  it('agrees with R with weights, ties and two covariates, and so do its robust errors', () => {
    const fit = coxRegression({ time, event, columns: [a, x], weights });
    near(fit.coefficients, [1.437221904617, 0.001625746057]);
    near([fit.covariance[0]!, fit.covariance[3]!].map(Math.sqrt), [0.32298853224462, 0.04705882983406]);
    const robust = robustCovariance(contributions(fit.influence, weights));
    near(errors(robust), [0.39229003197961, 0.06427530769791], 8);
    expect(robust[0]![1]).toBeCloseTo(-0.002473207500436, 8);
    const clusters = Int32Array.from(t, (_, i) => Math.floor(i / 3));
    near(
      errors(robustCovariance(contributions(fit.influence, weights), clusters)),
      [0.52981800685639, 0.04929350404328],
      8,
    );
  });

  it('has influences that are the derivative with respect to a weight', () => {
    const fit = coxRegression({ time, event, columns: [a, x], weights });
    for (const person of [0, 4, 24, 40]) {
      const more = weights.map((w, i) => (i === person ? w + 1e-5 : w));
      const moved = coxRegression({ time, event, columns: [a, x], weights: more });
      const slope = (moved.coefficients[0]! - fit.coefficients[0]!) / 1e-5;
      expect(slope).toBeCloseTo(fit.influence[0]![person]!, 4);
    }
  });

  it('does not depend on the order of persons, nor on a person of weight 0', () => {
    const turned = (values: Float64Array) => Float64Array.from([...values].reverse());
    const fit = coxRegression({ time, event, columns: [a], weights });
    const other = coxRegression({
      time: Float64Array.from([...turned(time), 3]),
      event: Uint8Array.from([...event.toReversed(), 1]),
      columns: [Float64Array.from([...turned(a), 1])],
      weights: Float64Array.from([...turned(weights), 0]),
    });
    expect(other.coefficients[0]).toBeCloseTo(fit.coefficients[0]!, 10);
  });

  it('says so where all events are on one side, and where there are none', () => {
    const onlyPlacebo = event.map((value, i) => (i < 21 ? 0 : value));
    expect(coxRegression({ time, event: onlyPlacebo, columns: [a] }).converged).toBe(false);
    expect(coxRegression({ time, event: new Uint8Array(t.length), columns: [a] }).converged).toBe(false);
    expect(coxRegression({ time, event, columns: [new Float64Array(t.length)] }).converged).toBe(false);
  });
});

describe('weightedSurvival', () => {
  const at = (steps: ReturnType<typeof weightedSurvival>, when: number) => steps.findLast((step) => step.time <= when)!;

  it('agrees with R with weights, its robust error included', () => {
    const steps = weightedSurvival(time, event, weights);
    const found = [5, 10, 20].map((when) => at(steps, when));
    near(
      found.map(({ survival }) => survival),
      [0.7857142857143, 0.5220246171739, 0.3424455272735],
    );
    near(
      found.map(({ survival, logSe }) => survival * logSe),
      [0.06886530223385, 0.08514627446205, 0.083107792807],
    );
  });

  it('is Kaplan-Meier with Greenwood’s error without them', () => {
    const steps = weightedSurvival(time, event, new Float64Array(t.length).fill(1));
    const found = [5, 10, 20].map((when) => at(steps, when));
    near(
      found.map(({ survival }) => survival),
      [0.7857142857143, 0.5654315699293, 0.3410539628145],
    );
    near(
      found.map(({ survival, logSe }) => survival * logSe),
      [0.06331466145914, 0.07728852288822, 0.07737815536789],
    );
    expect(steps.reduce((sum, { nEvent, nCensor }) => sum + nEvent + nCensor, 0)).toBe(t.length);
  });

  it('ends at 0 without a number that is none', () => {
    const steps = weightedSurvival(Float64Array.of(1, 2), Uint8Array.of(1, 1), Float64Array.of(0.3, 0.7));
    expect(steps.map(({ survival }) => survival)).toEqual([expect.closeTo(0.7, 12), 0]);
    expect(steps[1]!.logSe).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('logisticRegression', () => {
  it('agrees with R', () => {
    const fit = logisticRegression({ columns: [time, x], y: a });
    near(fit.coefficients, [1.67611554897435, -0.12671427204909, -0.02424680629193], 8);
    near(
      [0, 4, 8].map((k) => Math.sqrt(fit.covariance[k]!)),
      [0.87181810882314, 0.04815921824736, 0.11054318241966],
      6,
    );
    expect(fit.logLikelihood).toBeCloseTo(-24.17007454692, 9);
    expect(fit.fitted.reduce((sum, p) => sum + p, 0)).toBeCloseTo(21, 8);
  });

  it('agrees with R with a ridge', () => {
    const fit = logisticRegression({ columns: [time, x], y: a, ridge: 2 });
    near(fit.coefficients, [1.66631514814612, -0.12612584209528, -0.02364349817492], 5);
    expect(fit.converged).toBe(true);
  });

  it('does not converge on perfect separation, unless it is penalised', () => {
    const separating = a.map((value, i) => value * 10 + (i % 5));
    expect(logisticRegression({ columns: [separating], y: a }).converged).toBe(false);
    const fit = logisticRegression({ columns: [separating], y: a, ridge: 1 });
    expect(fit.converged).toBe(true);
    expect(Number.isFinite(fit.coefficients[1]!)).toBe(true);
  });

  it('does not converge on a covariate that is another one twice', () => {
    expect(logisticRegression({ columns: [x, x.map((value) => 2 * value)], y: a }).converged).toBe(false);
  });
});
