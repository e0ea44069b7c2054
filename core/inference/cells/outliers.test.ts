import { afterAll, describe, expect, it } from 'vitest';
import { outlierScores } from '../../../contract/model-results.ts';
import { madeUpTable } from '../made-up-table.ts';
import type { ModelTable } from '../table.ts';
import { inProcessInference } from '../testing/in-process.ts';
import { shippedModel } from '../testing/shipped-model.ts';
import type { OutliersInput } from './outliers-input.ts';

const modelDir = shippedModel;
const inference = inProcessInference();
afterAll(() => inference.close());

const { table } = madeUpTable(120, 1);
const marker = table.columns[0]!;
/** Two measures of one size, and a class that is a range of it. */
const twin = marker.values.map((value, row) => 2 * value + (row % 3) * 0.2);
const size = marker.values.map((value) => (value > 100 ? 1 : 0));
const columns = [
  { ...marker, name: 'length' },
  { name: 'area', kind: 'number' as const, values: twin },
  { name: 'group', kind: 'category' as const, values: size, categories: ['small', 'large'] },
];
const sound: ModelTable = { rows: 120, columns };
const at = marker.values.findIndex((value) => value > 110 && value < 115);

const withWrong = (place: number, value: number): ModelTable => ({
  rows: 120,
  columns: columns.map((column, i) =>
    i === place ? { ...column, values: column.values.map((v, row) => (row === at ? value : v)) } : column,
  ),
});

const find = (change: Partial<OutliersInput> = {}) =>
  inference.outliers({ modelDir, table: sound, seed: 1, folds: 4, threads: 1, ...change });

describe('unusual cells', () => {
  it('puts first a number that the rest of its row contradicts, ordinary as it is by itself', async () => {
    const answer = await find({ table: withWrong(1, 170) });
    expect([...columns[1]!.values].some((value) => value < 170)).toBe(true);
    expect(answer.topRows[0]).toBe(at);
    expect([answer.cellRow[0], answer.columns[answer.cellColumn[0]!]]).toEqual([at, 'area']);
    expect(answer.cellLow[0]!).toBeLessThan(answer.cellExpected[0]!);
    expect(Math.abs(answer.cellExpected[0]! - twin[at]!)).toBeLessThan(10);
    expect(answer.rowScores.length).toBe(120);
  });

  it('names a class that contradicts, and a value ten times too large', async () => {
    const contrary = await find({ table: withWrong(2, 0) });
    expect([contrary.cellRow[0], contrary.columns[contrary.cellColumn[0]!]]).toEqual([at, 'group']);
    expect(contrary.cellExpected[0]).toBe(1);
    expect((await find({ table: withWrong(0, 1120) })).topRows[0]).toBe(at);
  });

  it('plants errors into a copy and finds them better than a look at each column does', async () => {
    const { scores, rowScores } = await find({ plant: true });
    const { planted, cellAuc, rowAuc } = outlierScores.parse(scores);
    expect(planted).toBeGreaterThan(3);
    expect(cellAuc.model!).toBeGreaterThan(cellAuc.univariate!);
    expect(rowAuc.model!).toBeGreaterThan(0.7);
    expect((await find()).rowScores).toEqual(rowScores);
  });

  it('refuses tables too small', async () => {
    await expect(find({ folds: 20, table: withWrong(0, 1) })).resolves.toBeDefined();
    const first = { rows: 60, columns: columns.map((c) => ({ ...c, values: c.values.slice(0, 60) })) };
    await expect(find({ folds: 20, table: first })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(find({ table: { rows: 120, columns: columns.slice(0, 1) } })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
