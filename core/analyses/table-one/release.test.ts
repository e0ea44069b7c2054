import { expect, it } from 'vitest';
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
