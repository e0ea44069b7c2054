import { describe, expect, it } from 'vitest';
import { coxRegression } from '../../../core/stats/cox-regression.ts';
import { logisticRegression } from '../../../core/stats/logistic-regression.ts';
import { propensityWeights, type WeightKind } from '../../../core/stats/propensity-weights.ts';
import { robustCovariance } from '../../../core/stats/robust-variance.ts';
import { weightedSurvival } from '../../../core/stats/weighted-survival.ts';
import { answers, hasAnswers, readColumns } from './published.ts';

/*
 * R 4.2.2 with survival 3.5-3: coxph (Efron), glm, survfit(robust = TRUE) on its own data set gbsg, hormone therapy
 * against none; printed with 13 digits.
 */
const numbers = (columns: ReturnType<typeof readColumns>, name: string) => Float64Array.from(columns[name]!, Number);
const near = (values: ArrayLike<number>, expected: readonly number[], tolerance = 1e-8) =>
  expected.forEach(
    (value, i) => void expect(Math.abs(values[i]! - value)).toBeLessThan(tolerance * Math.max(1, Math.abs(value))),
  );
const diagonal = (matrix: Float64Array, size: number) =>
  Array.from({ length: size }, (_, i) => Math.sqrt(matrix[i * size + i]!));
const robustErrors = (influence: readonly Float64Array[], weights?: Float64Array) =>
  robustCovariance(influence.map((one) => one.map((value, i) => value * (weights?.[i] ?? 1)))).map((row, j) =>
    Math.sqrt(row[j]!),
  );

describe.skipIf(!hasAnswers)('regressions against R', () => {
  const gbsg = hasAnswers ? readColumns('gbsg.csv') : {};
  const covariates = ['age', 'meno', 'size', 'grade', 'nodes', 'pgr', 'er'];
  const read = () => ({
    time: numbers(gbsg, 'rfstime'),
    event: Uint8Array.from(gbsg.status!, Number),
    hormone: numbers(gbsg, 'hormon'),
    columns: covariates.map((name) => numbers(gbsg, name)),
  });

  it('Cox regression of lung', () => {
    const lung = readColumns('lung.csv');
    const whole = lung.time!.flatMap((_, i) => (lung['ph.ecog']![i] === null ? [] : [i]));
    const { cox } = answers().lung as unknown as {
      cox: { coef: number[]; loglik: number[]; lower: number[]; n: number };
    };
    const pick = (name: string, of = (value: string | null) => Number(value)) =>
      Float64Array.from(whole, (i) => of(lung[name]![i]!));
    expect(whole.length).toBe(cox.n);
    const fit = coxRegression({
      time: pick('time'),
      event: Uint8Array.from(pick('event')),
      columns: [pick('age'), pick('sex', (sex) => Number(sex === 'M')), pick('ph.ecog')],
    });
    near(fit.coefficients, cox.coef);
    near(fit.logLikelihood, cox.loglik);
    const lower = [...fit.coefficients].map((b, j) =>
      Math.exp(b - 1.959963984540054 * diagonal(fit.covariance, 3)[j]!),
    );
    near(lower, cox.lower);
  });

  it('Cox regression of gbsg, crude and with all covariates, and its robust errors', () => {
    const { time, event, hormone, columns } = read();
    const crude = coxRegression({ time, event, columns: [hormone] });
    near(crude.coefficients, [-0.3640098832634]);
    near(diagonal(crude.covariance, 1), [0.1250445703604]);
    near(robustErrors(crude.influence), [0.1241967362081]);
    const full = coxRegression({ time, event, columns: [hormone, ...columns] });
    near(
      full.coefficients,
      [
        -0.3372029100303395, -0.009392361197435, 0.2672771632078483, 0.0077164375533123, 0.2802894093676829,
        0.0498939075050008, -0.0022378101185368, 0.0001674282848947,
      ],
    );
    near(robustErrors(full.influence).slice(0, 3), [0.1286062465814861, 0.0100189401470558, 0.192285069056173]);
    near(full.logLikelihood, [-1788.104737123, -1737.174490396]);
  });

  it('propensity of hormone therapy by logistic regression', () => {
    const { hormone, columns } = read();
    const fit = logisticRegression({ columns, y: hormone });
    near(
      fit.coefficients,
      [
        -2.0677805048726836, 0.0227507915671342, 0.8387073270613791, -0.0018931156048532, -0.1618511301212638,
        0.0088135950879483, 0.0001658236253485, 0.0006837778816344,
      ],
    );
    near(diagonal(fit.covariance, 8), [0.7118937825270019, 0.0133770034263516, 0.2680495076626949], 1e-6);
    expect(fit.logLikelihood).toBeCloseTo(-416.044586059, 8);
  });

  it.each<[WeightKind, number, number, readonly number[], readonly number[]]>([
    [
      'iptw',
      -0.3748902961484,
      0.1373915993991,
      [0.9020056364515, 0.6200245519996, 0.4081175581778],
      [0.01440813758896, 0.02521463064122, 0.03374609566756],
    ],
    [
      'att',
      -0.3941387261002,
      0.1311672888729,
      [0.9115706212976, 0.6186165105795, 0.3797086571288],
      [0.01539693173019, 0.02947141152592, 0.04073283776889],
    ],
    [
      'overlap',
      -0.3783132111606,
      0.1306949561451,
      [0.906573596872, 0.6227219272207, 0.3981992968728],
      [0.01477889149515, 0.02668582520001, 0.03596266978495],
    ],
  ])(
    'weights %s: Cox regression with its robust error, and survival without hormone therapy',
    (kind, coef, se, survival, errors) => {
      const { time, event, hormone, columns } = read();
      const { fitted } = logisticRegression({ columns, y: hormone });
      const { weights } = propensityWeights(hormone, fitted, kind);
      const fit = coxRegression({ time, event, columns: [hormone], weights });
      near(fit.coefficients, [coef]);
      near(robustErrors(fit.influence, weights), [se]);
      const none = (_: number, i: number) => hormone[i] === 0;
      const steps = weightedSurvival(time.filter(none), event.filter(none), weights.filter(none));
      const at = [365, 1000, 2000].map((when) => steps.findLast((step) => step.time <= when)!);
      near(
        at.map((step) => step.survival),
        survival,
      );
      near(
        at.map((step) => step.survival * step.logSe),
        errors,
      );
    },
  );
});
