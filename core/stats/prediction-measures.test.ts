import { describe, expect, it } from 'vitest';
import { calibrationMeasures } from './calibration-measures.ts';
import { percentileInterval, personBootstrap } from './person-bootstrap.ts';
import { stratifiedAuc } from './stratified-auc.ts';

// Expected numbers: R 4.2.2, glm(family = binomial) with weights and offset, wilcox.test, and sums written out.
const rows = Array.from({ length: 60 }, (_, i) => i);
const p = rows.map((i) => Number((((i * 37) % 61) / 63 + 1 / 63).toFixed(4)));
const y = rows.map((i) => ((i * i * 7 + 3 * i) % 10 < 10 * p[i]! ** 1.3 ? 1 : 0));
const weights = rows.map((i) => i % 4);
const ones = rows.map(() => 1);

/** A sequence that is not random at all, but the same everywhere. */
const sequence = (seed: number) => () => {
  seed = (seed * 16807) % 2147483647;
  return seed / 2147483647;
};

describe('calibrationMeasures', () => {
  it.each([
    ['weighted', weights, [0.919348949508, 1.292481265878, 0.198456293222, 0.27531]],
    ['unweighted', ones, [0.682517237611, 1.274977451175, 0.2086601705, 0.296825]],
  ])('agrees with R, %s', (_, w, [slope, inTheLarge, brier, ece]) => {
    const found = calibrationMeasures(p, y, w);
    expect(found.slope).toBeCloseTo(slope!, 7);
    expect(found.inTheLarge).toBeCloseTo(inTheLarge!, 7);
    expect(found.brier).toBeCloseTo(brier!, 10);
    expect(found.ece).toBeCloseTo(ece!, 10);
  });

  it('finds the line of predictions that are far too extreme', () => {
    const spread = p.map((value) => 1 / (1 + Math.exp(-12 * Math.log(value / (1 - value)))));
    const inside = spread.map((value) => Math.min(1 - 1e-7, Math.max(1e-7, value)));
    expect(calibrationMeasures(inside, y, ones)).toMatchObject({ slope: expect.closeTo(0.11060714713, 6) });
    expect(calibrationMeasures(inside, y, ones).inTheLarge).toBeCloseTo(10.5444861, 5);
  });

  it('has no line where the classes are separated or there is one only', () => {
    const separated = rows.map((i) => (p[i]! > 0.5 ? 1 : 0));
    expect(calibrationMeasures(p, separated, ones).slope).toBeNull();
    expect(calibrationMeasures(p, ones, ones)).toMatchObject({ slope: null, inTheLarge: null });
    expect(
      calibrationMeasures(
        p.map(() => 0.2),
        y,
        ones,
      ).slope,
    ).toBeNull();
  });
});

describe('stratifiedAuc', () => {
  const score = p.map((value) => Math.round(value * 10) / 10);

  it('is the Mann-Whitney statistic, ties counted half', () => {
    expect(
      stratifiedAuc(
        score,
        y,
        rows.map(() => 0),
      )(ones),
    ).toBeCloseTo(0.794312169312, 10);
  });

  it('counts pairs within a stratum only, each by the product of its weights', () => {
    expect(
      stratifiedAuc(
        score,
        y,
        rows.map((i) => i % 3),
      )(weights),
    ).toBeCloseTo(0.82967032967, 10);
  });

  it('does not rank one stratum against another', () => {
    const shifted = p.map((value, i) => value + (i % 2) * 100);
    const strata = rows.map((i) => i % 2);
    expect(stratifiedAuc(shifted, y, strata)(ones)).toBe(stratifiedAuc(p, y, strata)(ones));
    expect(stratifiedAuc(p, ones, strata)(ones)).toBeNull();
  });
});

describe('personBootstrap', () => {
  const persons = rows.map((i) => i % 25);
  const isEvent = rows.map((i) => (i % 25 < 6 && i < 25 ? 1 : 0));

  it('draws a person with all rows, as many persons of each stratum as there are', () => {
    const draw = personBootstrap(persons, isEvent);
    const random = sequence(7);
    for (let n = 0; n < 50; n++) {
      const times = draw(random);
      expect(rows.filter((row) => times[row] !== times[row % 25])).toEqual([]);
      const drawn = (from: number, to: number) => rows.slice(from, to).reduce((sum, row) => sum + times[row]!, 0);
      expect([drawn(0, 6), drawn(6, 25)]).toEqual([6, 19]);
    }
  });

  it('gives the spread of a mean that theory gives', () => {
    const draw = personBootstrap(
      rows,
      rows.map(() => 0),
    );
    const random = sequence(3);
    const means = Array.from({ length: 4000 }, () => {
      const times = draw(random);
      return rows.reduce((sum, row) => sum + times[row]! * p[row]!, 0) / 60;
    });
    const mean = p.reduce((sum, value) => sum + value, 0) / 60;
    const sd = Math.sqrt(p.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / 60;
    const { lower, upper } = percentileInterval(mean, means);
    expect(lower! - mean).toBeCloseTo(-1.96 * sd, 2);
    expect(upper! - mean).toBeCloseTo(1.96 * sd, 2);
  });
});

it('percentileInterval says nothing where too many replicates could not be had', () => {
  const replicates = rows.map((i) => (i < 10 ? null : i));
  expect(percentileInterval(1, replicates)).toEqual({ estimate: 1, lower: null, upper: null });
  expect(percentileInterval(null, [1, 2])).toEqual({ estimate: null, lower: null, upper: null });
  expect(percentileInterval(5, rows, 0.5)).toEqual({ estimate: 5, lower: 14.75, upper: 44.25 });
});
