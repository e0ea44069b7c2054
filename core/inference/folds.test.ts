import { describe, expect, it } from 'vitest';
import { chooseColumns } from './association.ts';
import { foldOfRows } from './folds.ts';
import { derivedSeed, randomOf } from './random.ts';
import { stratifiedSample } from './sample.ts';

describe('folds', () => {
  const labels = Float64Array.from({ length: 103 }, (_, i) => (i % 10 === 0 ? 1 : 0));

  it('hold each class evenly, and are the same for the same seed only', () => {
    const plan = { labels, groups: undefined, rows: 103, folds: 5, seed: 1 };
    const folds = foldOfRows(plan);
    for (let fold = 0; fold < 5; fold++) {
      expect(folds.filter((f, i) => f === fold && labels[i] === 1).length).toBeOneOf([2, 3]);
      expect(folds.filter((f) => f === fold).length).toBeOneOf([20, 21]);
    }
    expect(foldOfRows(plan)).toEqual(folds);
    expect(foldOfRows({ ...plan, seed: 2 })).not.toEqual(folds);
  });

  it('never part the rows of one person', () => {
    const groups = Float64Array.from({ length: 103 }, (_, i) => Math.floor(i / 3));
    const folds = foldOfRows({ labels, groups, rows: 103, folds: 4, seed: 7 });
    const perPerson = new Map<number, Set<number>>();
    groups.forEach((person, i) => {
      perPerson.set(person, (perPerson.get(person) ?? new Set()).add(folds[i]!));
    });
    expect([...perPerson.values()].every(({ size }) => size === 1)).toBe(true);
    expect(new Set(folds).size).toBe(4);
  });
});

it('seeds of parts share no numbers', () => {
  const first = (seed: number) => randomOf(seed)();
  const seeds = [0, 1, 2, 3].flatMap((seed) => [derivedSeed(seed, 0), derivedSeed(seed, 1), derivedSeed(seed, 2)]);
  expect(new Set(seeds).size).toBe(seeds.length);
  expect(new Set(seeds.map(first)).size).toBe(seeds.length);
});

it('a stratified sample keeps shares and rare classes', () => {
  const rows = Int32Array.from({ length: 10_000 }, (_, i) => i);
  const stratum = (row: number) => (row < 3 ? 2 : row % 4 === 0 ? 1 : 0);
  const drawn = stratifiedSample(rows, stratum, 400, 5);
  const count = (s: number) => drawn.filter((row) => stratum(row) === s).length;
  expect(drawn).toHaveLength(400);
  expect(new Set(drawn).size).toBe(400);
  expect(count(2)).toBe(2);
  expect(count(1)).toBeGreaterThanOrEqual(98);
  expect(count(1)).toBeLessThanOrEqual(101);
  expect(stratifiedSample(rows, stratum, 10_000, 5)).toBe(rows);
});

describe('the choice of features', () => {
  const random = randomOf(3);
  const n = 300;
  const noise = Float64Array.from({ length: n }, () => random());
  const target = Float64Array.from({ length: n }, () => (random() < 0.4 ? 1 : 0));
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  const signal = target.map((y) => y * 0.8 + random());
  const byCategory = target.map((y) => (random() < 0.8 ? y * 2 : 1));
  const byMissing = target.map((y) => (y === 1 && random() < 0.7 ? Number.NaN : random()));

  it('finds a shift, a category and informative missingness, and passes over noise', () => {
    const columns = [
      { name: 'noise', kind: 'number' as const, values: noise },
      { name: 'signal', kind: 'number' as const, values: signal },
      { name: 'category', kind: 'category' as const, values: byCategory },
      { name: 'missing', kind: 'number' as const, values: byMissing },
    ];
    expect(chooseColumns(columns, rows, target, 2, 3)).toEqual([1, 2, 3]);
    expect(chooseColumns(columns, rows, signal, 0, 3)).toEqual([1, 2, 3]);
  });

  it('looks at the given rows alone', () => {
    const late = target.map((y, i) => (i < 150 ? noise[i]! : y));
    const early = target.map((y, i) => (i < 150 ? y : noise[i]!));
    const columns = [
      { name: 'late', kind: 'number' as const, values: late },
      { name: 'early', kind: 'number' as const, values: early },
    ];
    expect(chooseColumns(columns, rows.subarray(0, 150), target, 2, 1)).toEqual([1]);
    expect(chooseColumns(columns, rows.subarray(150), target, 2, 1)).toEqual([0]);
  });
});
