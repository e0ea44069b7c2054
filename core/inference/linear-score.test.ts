import { expect, it } from 'vitest';
import { ridgeRegression } from '../stats/ridge-regression.ts';
import { randomOf } from './random.ts';
import { readContext, readRows } from './read-context.ts';

const rowsOf = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);

/** Five columns of noise, the last with gaps, and an outcome that adds up two of them. */
function table(rows: number) {
  const random = randomOf(3);
  const noise = () => random() + random() + random() - 1.5;
  const columns = Array.from({ length: 5 }, (_, c) =>
    Float64Array.from({ length: rows }, () => (c === 4 && random() < 0.3 ? Number.NaN : noise())),
  );
  const y = Float64Array.from({ length: rows }, (_, r) => columns[0]![r]! - columns[1]![r]! + 0.2 * noise());
  return { columns, y };
}

/** The z-score part of one column of cells. */
const columnOf = ({ data, rows, features }: { data: Float32Array; rows: number; features: number }, f: number) =>
  Float64Array.from({ length: rows }, (_, r) => data[(r * features + f) * 4]!);

function correlation(a: Float64Array, b: Float64Array): number {
  const centred = (v: Float64Array) => v.map((x) => x - v.reduce((s, y) => s + y, 0) / v.length);
  const dot = (p: Float64Array, q: Float64Array) => p.reduce((s, x, i) => s + x * q[i]!, 0);
  const [p, q] = [centred(a), centred(b)];
  return dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q));
}

it('a score beside the columns says what they add up to, of the context and of other rows', () => {
  const { columns, y } = table(200);
  const outcome = { values: y.subarray(0, 120), classes: 0 };
  const { eyes, cells } = readContext(columns, rowsOf(0, 120), outcome);
  expect(cells.features).toBe(6);
  expect(correlation(columnOf(cells, 5), outcome.values)).toBeGreaterThan(0.9);
  expect(correlation(columnOf(readRows(eyes, columns, rowsOf(120, 200)), 5), y.subarray(120))).toBeGreaterThan(0.9);
});

it("a context row's score does not hold its own outcome", () => {
  const random = randomOf(8);
  const draw = () => Float64Array.from({ length: 200 }, () => Number(random() < 0.4));
  const [column, chance] = [draw(), draw()];
  const { cells } = readContext([column], rowsOf(0, 200), { values: chance, classes: 2 });
  const alike = rowsOf(0, 200).filter((row) => column[row] === 1);
  const of = (values: Float64Array) => Float64Array.from(alike, (row) => values[row]!);
  expect(Math.abs(correlation(of(columnOf(cells, 1)), of(chance)))).toBeLessThan(0.3);
  // A fit that leaves out the row alone tells its outcome upside down.
  expect(correlation(of(ridgeRegression([column], chance).leftOut), of(chance))).toBeLessThan(-0.9);
});

it('of several classes each has a score, of two there is one, of a single class none', () => {
  const { columns, y } = table(90);
  const codes = (classes: number) => y.map((_, r) => r % classes);
  const featuresFor = (classes: number) =>
    readContext(columns, rowsOf(0, 90), { values: codes(classes), classes }).cells.features;
  expect([1, 2, 3, 14].map(featuresFor)).toEqual([5, 6, 8, 15]);
});

it('columns that never vary have a score that says nothing', () => {
  const columns = [new Float64Array(30).fill(4), new Float64Array(30).fill(Number.NaN)];
  const values = Float64Array.from({ length: 30 }, (_, r) => r % 2);
  const { cells } = readContext(columns, rowsOf(0, 30), { values, classes: 2 });
  expect(columnOf(cells, 2).every((score) => Math.abs(score) < 1e-6)).toBe(true);
});
