import { describe, expect, it } from 'vitest';
import { checkRelease } from '../../disclosure/check.ts';
import { outwardRelease } from '../../disclosure/outward.ts';
import type { Categorical, TableOneResult } from './spec.ts';
import { spec } from './spec.ts';

const levelsOf = (levels: Readonly<Record<string, readonly number[]>>, sizes: readonly number[]): Categorical => ({
  kind: 'categorical',
  section: 'columns',
  name: 'note',
  label: 'note',
  smd: 0.2,
  groups: sizes.map((size, g) => {
    const n = Object.values(levels).reduce((sum, counts) => sum + counts[g]!, 0);
    return { group: `g${g}`, n, missing: size - n };
  }),
  levels: Object.entries(levels).map(([name, counts]) => ({
    name,
    groups: counts.map((n, g) => ({ group: `g${g}`, n, proportion: null })),
  })),
});

const resultOf = (names: readonly string[], sizes: readonly number[], variables: TableOneResult['variables']) => ({
  source: 'table' as const,
  unit: 'rows' as const,
  by: 'ward',
  groups: sizes.map((n, g) => ({ name: names[g]!, n })),
  contrast: sizes.length === 2 ? { of: names[1]!, against: names[0]! } : null,
  excluded: [],
  skipped: [],
  notes: [],
  variables,
});

const leaving = (result: TableOneResult): string => JSON.stringify(outwardRelease(checkRelease(spec.release(result))));

it('names no level that fewer than eleven have, not even beside a printed zero', () => {
  const levels = { usual: [80, 90], 'Mary Jones MRN 8812': [5, 0], 'Tom Ray MRN 77': [0, 4], known: [15, 6] };
  const said = leaving(resultOf(['A', 'B'], [100, 100], [levelsOf(levels, [100, 100])]));
  expect(said).not.toMatch(/Mary|Tom/);
  expect(said).toContain('note: usual');
  expect(said).toContain('note: known');
  expect(said).toContain('note: other, each rare');
});

it('publishes rare levels together where they are enough in all, as part of the sum', () => {
  const levels = { usual: [70], a: [10], b: [10], c: [10] };
  const result = resultOf(['A'], [100], [levelsOf(levels, [100])]);
  const [table] = checkRelease(spec.release(result)).tables;
  const texts = table!.rows.map((row) => row.map(({ text }) => text));
  expect(texts).toContainEqual(['note: other, each rare', '30', '30.0 %']);
});

it('leaves out groups of fewer than eleven with all that names them', () => {
  const levels = { usual: [90, 90, 0], 'only there': [10, 10, 3] };
  const result = resultOf(['A', 'B', 'Mary Jones'], [100, 100, 3], [levelsOf(levels, [100, 100, 3])]);
  expect(leaving(result)).not.toContain('Mary');
  expect(leaving({ ...result, contrast: { of: 'Mary Jones', against: 'A' } })).not.toContain('Mary');
  expect(leaving(result)).toContain('Groups of fewer than 11 are left out.');
});

it('names no condition that fewer than eleven have on record', () => {
  const condition = (label: string, n: number): TableOneResult['variables'][number] => ({
    kind: 'binary',
    section: 'conditions',
    name: label,
    label,
    smd: null,
    groups: [{ group: 'A', n, proportion: n / 100 }],
  });
  const said = leaving(resultOf(['A'], [100], [condition('Fabry disease', 3), condition('Hypertension', 40)]));
  expect(said).not.toContain('Fabry');
  expect(said).toContain('Hypertension');
});

describe('a mean', () => {
  const group = (name: string, largest: readonly number[], rest: number, negative = 0) => ({
    group: name,
    n: 60,
    missing: 0,
    mean: 40,
    sd: 12,
    median: 31,
    q1: 22,
    q3: 45,
    contributions: { size: largest.reduce((sum, one) => sum + one, rest), largest: [...largest], negative },
  });
  const printed = (...groups: ReturnType<typeof group>[]) => {
    const cost = {
      kind: 'continuous' as const,
      section: 'columns',
      name: 'cost',
      label: 'cost',
      unit: null,
      smd: 0.4,
      groups,
    };
    const result = resultOf(['A', 'B'], [60, 60], [cost]);
    const { tables, changes } = checkRelease(spec.release(result));
    return { rows: tables[0]!.rows.slice(1).map((row) => row.slice(1).map(({ text }) => text)), changes };
  };
  const plain = group('A', [60, 55], 2285);

  it('leaves where no two persons make it up', () => {
    expect(printed(plain, group('B', [60, 55], 2285)).rows[0]).toEqual(['40', '12', '40', '12', '0.40']);
  });

  it('is withheld with its spread and its difference where two do, and the median stays', () => {
    const { rows, changes } = printed(plain, group('B', [1900, 300], 200));
    expect(rows[0]).toEqual(['40', '12', null, null, null]);
    expect(rows[1]).toEqual(['31', '', '31', '', '']);
    expect(changes.filter(({ id }) => id === 'dominance')).toHaveLength(3);
  });

  it('is withheld where values are below zero, of which dominance cannot be judged', () => {
    const { rows, changes } = printed(plain, group('B', [60, 55], 2285, 1));
    expect(rows[0]).toEqual(['40', '12', null, null, null]);
    expect(changes.some(({ reason }) => reason.includes('below zero'))).toBe(true);
  });
});
