import { describe, expect, it } from 'vitest';
import type { BuiltColumn } from '../../features/matrix.ts';
import { randomOf } from '../../inference/random.ts';
import { binsOfLead } from './bins-of-lead.ts';
import { drawControls } from './draw-controls.ts';
import { foldsOfSets } from './folds.ts';
import { logisticBaseline } from './logistic-baseline.ts';
import { copiesOf } from './shuffled-copies.ts';
import { params } from './spec.ts';
import { thingsOf } from './things.ts';

const numbers = (...values: number[]) => Float64Array.from(values);

describe('drawControls', () => {
  it('lets the case with fewest candidates choose first, and uses nobody twice', () => {
    const cases = numbers(1, 1, 1, 2, 2, 2, 2, 3, 3);
    const candidates = numbers(10, 11, 12, 10, 11, 12, 13, 10, 11);
    expect(drawControls(cases, candidates, 1)).toEqual([
      { case: 3, controls: [10] },
      { case: 1, controls: [11] },
      { case: 2, controls: [12] },
    ]);
  });

  it('gives a case all its controls or none', () => {
    const sets = drawControls(numbers(1, 1, 2, 2, 2, 2), numbers(10, 11, 10, 11, 12, 13), 2);
    expect(sets).toEqual([
      { case: 1, controls: [10, 11] },
      { case: 2, controls: [12, 13] },
    ]);
    expect(drawControls(numbers(1, 1, 2, 2), numbers(10, 11, 11, 12), 2)).toEqual([{ case: 1, controls: [10, 11] }]);
  });
});

it('foldsOfSets predicts a set from other sets, in which nobody of its fold stands', () => {
  const set = Float64Array.from({ length: 60 }, (_, row) => Math.floor(row / 3));
  const person = Float64Array.from({ length: 60 }, (_, row) => (row % 7 === 0 ? row % 4 : row + 10));
  const { foldOfRow, folds } = foldsOfSets(set, person, 5, 1);
  expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...foldOfRow.keys()]);
  for (const { test, train } of folds) {
    expect(test.length).toBe(12);
    expect(train.length).toBeGreaterThan(30);
    for (const shared of [set, person]) {
      const held = new Set(Array.from(test, (row) => shared[row]!));
      expect([...train].filter((row) => held.has(shared[row]!))).toEqual([]);
    }
  }
});

it('binsOfLead loses nobody, and never divides equal predictions', () => {
  const random = randomOf(1);
  const probabilities = Float64Array.from({ length: 93 }, () => Math.round(random() * 20) / 20);
  const isCase = probabilities.map((p) => (random() < p ? 1 : 0));
  const bins = binsOfLead(probabilities, isCase);
  expect(bins.length).toBeLessThanOrEqual(10);
  expect(bins.length).toBeGreaterThan(5);
  expect(bins.reduce((sum, { cases, controls }) => sum + cases + controls, 0)).toBe(93);
  expect(bins.reduce((sum, { cases }) => sum + cases, 0)).toBe(isCase.reduce((sum, value) => sum + value, 0));
  for (const [i, bin] of bins.slice(1).entries()) expect(bin.predicted).toBeGreaterThan(bins[i]!.predicted);
  const different = Float64Array.from({ length: 141 }, (_, i) => i / 141);
  const sizes = binsOfLead(different, new Float64Array(141)).map(({ controls }) => controls);
  expect([sizes.length, Math.min(...sizes), Math.max(...sizes)]).toEqual([10, 14, 15]);
  expect(binsOfLead(new Float64Array(30).fill(0.2), new Float64Array(30))).toHaveLength(1);
});

const column = (name: string, what: string, domain: string): BuiltColumn => ({
  name,
  what,
  label: name,
  kind: 'number',
  missing: 0,
  source: { domain, conceptIds: [] },
});

const table = {
  rows: 6,
  groups: numbers(1, 2, 3, 4, 5, 5),
  columns: [
    { name: 'last', kind: 'number' as const, values: numbers(0, 1, Number.NaN, 3, 4, 5) },
    { name: 'visits', kind: 'number' as const, values: numbers(0, 0, 7, 0, 2, 3) },
    { name: 'slope', kind: 'number' as const, values: numbers(Number.NaN, 1, Number.NaN, 3, 4, 5) },
  ],
};
const columns = [
  column('last', 'HbA1c', 'measurement'),
  column('slope', 'HbA1c', 'measurement'),
  column('visits', 'Visits', 'visit'),
];

it('thingsOf puts the statistics of one thing together and counts different persons with a record', () => {
  expect(thingsOf(columns, table)).toEqual([
    { what: 'HbA1c', domain: 'measurement', places: [0, 2], persons: 4 },
    { what: 'Visits', domain: 'visit', places: [1], persons: 2 },
  ]);
});

describe('copiesOf', () => {
  const foldOfRow = Int32Array.from([0, 0, 0, 1, 1, 1]);
  const copies = copiesOf(table, { things: thingsOf(columns, table), foldOfRow, seed: 3 });
  const [last, visits, slope] = table.columns.map(({ values }, place) => copies.values(values, place));

  it('leaves the rows as they are and shuffles one thing a block, its columns together, within folds', () => {
    expect(copies.blocks.map((starts) => starts.length)).toEqual([3, 3]);
    expect(last!.subarray(0, 6)).toEqual(table.columns[0]!.values);
    for (const start of copies.blocks[0]!) {
      expect([...visits!.subarray(start, start + 6)]).toEqual([...table.columns[1]!.values]);
      for (let i = 0; i < 6; i++) {
        const donor = [0, 1, 2, 3, 4, 5].find((row) => Object.is(last![start + i], table.columns[0]!.values[row]));
        expect(foldOfRow[donor!]).toBe(foldOfRow[i]);
        expect(slope![start + i]).toBe(table.columns[2]!.values[donor!]);
      }
    }
    for (const start of copies.blocks[1]!)
      expect([...last!.subarray(start, start + 6)]).toEqual([...last!.subarray(0, 6)]);
  });

  it('tells the copies that differ from their row, and no other', () => {
    const changed = copies.changed(table.columns.map(({ values }) => values));
    const shuffled = [last!, visits!, slope!];
    const differs = Array.from(copies.rowOf, (row, copy) =>
      Number(copy < 6 || shuffled.some((values) => !Object.is(values[copy], values[row]))),
    );
    expect([...changed]).toEqual(differs);
    expect(new Set(differs.slice(6))).toEqual(new Set([0, 1]));
  });

  it('adds nothing where nothing is explained', () => {
    expect(copiesOf(table, { things: [], foldOfRow, seed: 3 }).rowOf).toEqual(Int32Array.from([0, 1, 2, 3, 4, 5]));
  });
});

describe('logisticBaseline', () => {
  const random = randomOf(5);
  const rows = 300;
  const x = Float64Array.from({ length: rows }, () => random() * 4 - 2);
  const isCase = x.map((value) => (random() < 1 / (1 + Math.exp(-2 * value)) ? 1 : 0));
  const one = Float64Array.from({ length: rows }, (_, row) => row);
  const folds = foldsOfSets(one, one, 3, 1);
  const { foldOfRow } = folds;
  const withGaps = x.map((value, row) => (row % 7 === 0 ? Number.NaN : value));
  const noise = x.map(() => 4);
  const sex = Float64Array.from(x, (_, row) => row % 2);
  const asked = {
    rows,
    columns: [
      { name: 'x', kind: 'number' as const, values: withGaps },
      { name: 'same', kind: 'number' as const, values: noise },
      { name: 'sex', kind: 'category' as const, values: sex, categories: ['f', 'm'] },
    ],
  };

  it('predicts each fold from the others, gaps and constants included', () => {
    const out = logisticBaseline(asked, isCase, folds);
    const right = out.filter((p, row) => (p > 0.5 ? 1 : 0) === isCase[row]).length / rows;
    expect(right).toBeGreaterThan(0.7);
  });

  it('reads nothing of the rows it predicts', () => {
    const turned = isCase.map((value, row) => (foldOfRow[row] === 1 ? 1 - value : value));
    const [a, b] = [logisticBaseline(asked, isCase, folds), logisticBaseline(asked, turned, folds)];
    const ofFold = (values: Float64Array) => values.filter((_, row) => foldOfRow[row] === 1);
    expect(ofFold(a)).toEqual(ofFold(b));
    expect(a).not.toEqual(b);
  });
});

describe('params', () => {
  it('take leads as a list or as text, each once, the shortest first', () => {
    expect(params.parse({ leads: '90, 0,30,90' }).leads).toEqual([0, 30, 90]);
    expect(params.parse({ leads: [365, 0] }).leads).toEqual([0, 365]);
    expect(params.parse({}).leads).toEqual([0, 30, 90, 180, 365]);
    for (const leads of ['', '0,x', [-1], [0.5], '1,2,3,4,5,6,7,8,9,10,11,12,13'])
      expect(params.safeParse({ leads }).success).toBe(false);
  });
});
