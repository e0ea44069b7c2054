import { expect, it } from 'vitest';
import { rocAuc } from '../../core/inference/metrics.ts';
import { summarised } from './bench.ts';
import { benchTable, partOf, rowMajor } from './model-data.ts';

it('the made-up table is the same for both sides, and tells its outcome', () => {
  const data = benchTable(400, 8, 7);
  const part = partOf(data, 300, 400);
  const flat = rowMajor(part);
  expect(flat.length).toBe(100 * 9);
  expect([flat[9], flat[9 + 8]]).toEqual([data.table.columns[0]!.values[301], data.target.values[301]]);
  expect(rowMajor(benchTable(400, 8, 7))).toEqual(rowMajor(data));
  expect(rocAuc(data.table.columns[0]!.values, Uint8Array.from(data.target.values))).toBeGreaterThan(0.55);
});

it('what has no peer is in no mean', () => {
  const one = { name: 'model', work: 'w', peer: 'p', ours: [1], theirs: [2], ratio: 2 };
  const alone = { ...one, theirs: [], ratio: Number.NaN };
  expect(summarised('model', [one, alone])).toMatchObject({ compared: 1, withProblem: 0, geometricMean: 2 });
});
