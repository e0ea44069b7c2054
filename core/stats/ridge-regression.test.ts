import { describe, expect, it } from 'vitest';
import { chainedRidge } from './chained-ridge.ts';
import { gaussianCopula, independentMarginals } from './gaussian-copula.ts';
import { nearestTwo } from './nearest-distance.ts';
import { growForest } from './regression-forest.ts';
import { ridgePredict, ridgeRegression } from './ridge-regression.ts';

/** A sequence that looks random, the same on every machine. */
const sequence = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};
const draw = (n: number, seed: number) => {
  const random = sequence(seed);
  return Float64Array.from({ length: n }, () => random() + random() + random() - 1.5);
};
const correlation = (a: Float64Array, b: Float64Array) => {
  const mean = (v: Float64Array) => v.reduce((sum, x) => sum + x, 0) / v.length;
  const [p, q] = [mean(a), mean(b)];
  const product = (u: Float64Array, v: Float64Array, m: number, n: number) =>
    u.reduce((sum, x, i) => sum + (x - m) * (v[i]! - n), 0);
  return product(a, b, p, q) / Math.sqrt(product(a, a, p, p) * product(b, b, q, q));
};
const [x, z, e] = [draw(80, 3), draw(80, 5), draw(80, 7)];
const y = x.map((v, i) => 4 + 2 * v - z[i]! + 0.1 * e[i]!);

describe('ridge regression', () => {
  it('finds the line, and its left-out expectations are those of fits without the row', () => {
    const fit = ridgeRegression([x, z], y);
    expect(fit.coefficients[0]).toBeCloseTo(2, 1);
    expect(fit.coefficients[1]).toBeCloseTo(-1, 1);
    const without = (row: number) => (values: Float64Array) => values.filter((_, i) => i !== row);
    for (const row of [0, 17, 42]) {
      const drop = without(row);
      const again = ridgeRegression([drop(x), drop(z)], drop(y));
      const at = ridgePredict(again, [Float64Array.of(x[row]!), Float64Array.of(z[row]!)], 1)[0]!;
      expect(fit.leftOut[row]).toBeCloseTo(at, 3);
    }
  });

  it('shrinks noise away and stands two equal columns', () => {
    const noise = ridgeRegression([x, x], e);
    expect(Math.abs(noise.coefficients[0]! + noise.coefficients[1]!)).toBeLessThan(0.3);
    expect(noise.penalty).toBeGreaterThan(1);
    expect(ridgeRegression([x, x], y).coefficients[0]).toBeCloseTo(1, 0);
  });
});

it('chained equations fill numbers and classes from the other columns', () => {
  const holes = (values: Float64Array) => values.map((v, i) => (i % 8 === 0 ? Number.NaN : v));
  const side = x.map((v) => (v > 0 ? 7 : 3));
  const [filled, , classes] = chainedRidge([
    { values: holes(y) },
    { values: z },
    { values: holes(side), levels: Float64Array.of(3, 7) },
    { values: x },
  ]) as [Float64Array, Float64Array, Float64Array];
  for (let i = 0; i < 80; i += 8) {
    expect(Math.abs(filled[i]! - y[i]!)).toBeLessThan(0.4);
    expect([3, 7]).toContain(classes[i]);
  }
  expect(filled[1]).toBe(y[1]);
  const empty = new Float64Array(80).fill(Number.NaN);
  expect(chainedRidge([{ values: empty }, { values: y }])[0]!.every(Number.isNaN)).toBe(true);
});

it('a forest learns what a line cannot, and takes missing as a value below all others', () => {
  const random = sequence(11);
  const either = x.map((v, i) => (v * z[i]! > 0 ? 1 : 0));
  const gaps = either.map((v, i) => (i % 2 ? v : v === 1 ? Number.NaN : 0.5));
  const rows = Int32Array.from(x.keys());
  const wrong = (columns: Float64Array[]) => {
    const told = growForest(columns, either, rows, { trees: 60, leaf: 2, random }).predict(columns, rows);
    return told.reduce((sum, p, i) => sum + Math.abs(p - either[i]!), 0) / 80;
  };
  expect(wrong([x, z])).toBeLessThan(0.3);
  expect(wrong([gaps])).toBeLessThan(0.1);
});

it('a copula keeps marginals and correlation; independent columns keep marginals only', () => {
  const joint = gaussianCopula([x, y], 600, sequence(13));
  const alone = independentMarginals([x, y], 600, sequence(13));
  expect(joint[0]!.every((v) => x.includes(v))).toBe(true);
  expect(correlation(joint[0]!, joint[1]!)).toBeCloseTo(correlation(x, y), 1);
  expect(Math.abs(correlation(alone[0]!, alone[1]!))).toBeLessThan(0.15);
});

it('finds the nearest and second-nearest row over numbers, classes and gaps', () => {
  const points = (numbers: number[], classes: number[]) => [
    { values: Float64Array.from(numbers), isClass: false },
    { values: Float64Array.from(classes), isClass: true },
  ];
  const to = points([0, 1, Number.NaN], [1, 2, 2]);
  const from = points([0.9, Number.NaN], [2, 1]);
  const found = nearestTwo(from, Int32Array.of(0, 1), to, Int32Array.of(0, 1, 2));
  expect([...found.first].map((d) => Number(d.toFixed(4)))).toEqual([0.01, 2]);
  expect([...found.second].map((d) => Number(d.toFixed(4)))).toEqual([2, 2]);
});
