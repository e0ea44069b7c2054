import { afterAll, describe, expect, it } from 'vitest';
import { imputationScores } from '../../../contract/model-results.ts';
import { madeUpTable } from '../made-up-table.ts';
import { randomOf } from '../random.ts';
import type { ModelTable } from '../table.ts';
import { inProcessInference } from '../testing/in-process.ts';
import { shippedModel } from '../testing/shipped-model.ts';
import type { ImputeInput } from './impute-input.ts';

const modelDir = shippedModel;
const inference = inProcessInference();
afterAll(() => inference.close());

const { table, amount, outcome } = madeUpTable(150, 1);
const [marker, stage] = table.columns as [ModelTable['columns'][number], ModelTable['columns'][number]];
const random = randomOf(9);
const gap = Uint8Array.from({ length: 150 }, () => (random() < 0.2 ? 1 : 0));
const holed = (values: Float64Array) => values.map((value, row) => (gap[row] ? Number.NaN : value));
/** The whole number follows the marker; the class follows it too. */
const visits = marker.values.map((value) => Math.round(value / 5));
const gappy: ModelTable = {
  rows: 150,
  columns: [
    marker,
    { name: 'visits', kind: 'number', values: holed(visits) },
    { name: 'cost', kind: 'number', values: amount.values },
    { ...stage, values: holed(stage.values) },
    { name: 'ill', kind: 'category', values: outcome.values, categories: outcome.classes },
  ],
};

const fill = (change: Partial<ImputeInput> = {}) =>
  inference.impute({ modelDir, table: gappy, hidden: 0, seed: 3, threads: 1, ...change });

const ofColumn = (answer: Awaited<ReturnType<typeof fill>>, place: number) =>
  [...answer.cellColumn.keys()].filter((cell) => answer.cellColumn[cell] === place);

describe('filling gaps', () => {
  it('fills every missing cell and no other, near the truth and whole where the column is', async () => {
    const answer = await fill();
    const gaps = gap.reduce((sum, g) => sum + g, 0);
    expect(answer.cellRow.length).toBe(2 * gaps);
    expect(answer.columns.map(({ missing, filled }) => [missing, filled])).toEqual([
      [0, 0],
      [gaps, gaps],
      [0, 0],
      [gaps, gaps],
      [0, 0],
    ]);
    const cells = ofColumn(answer, 1);
    expect(cells.every((cell) => gap[answer.cellRow[cell]!] && Number.isInteger(answer.cellValue[cell]))).toBe(true);
    const error = (guess: (cell: number) => number) =>
      Math.sqrt(cells.reduce((sum, cell) => sum + (guess(cell) - visits[answer.cellRow[cell]!]!) ** 2, 0));
    expect(error((cell) => answer.cellValue[cell]!)).toBeLessThan(0.3 * error(() => 20));
    for (const cell of ofColumn(answer, 3)) expect([0, 1, 2]).toContain(answer.cellValue[cell]);
  });

  it('draws whole tables that differ, by seed, within the values that occur', async () => {
    const [a, b, other] = [await fill({ draws: 2 }), await fill({ draws: 2 }), await fill({ draws: 2, seed: 4 })];
    expect([b.drawn, b.cellValue, b.cellDoubt]).toEqual([a.drawn, a.cellValue, a.cellDoubt]);
    expect(other.drawn).not.toEqual(a.drawn);
    const cells = a.cellRow.length;
    expect(a.drawn.length).toBe(2 * cells);
    expect(a.drawn.subarray(0, cells)).not.toEqual(a.drawn.subarray(cells));
    const occurring = new Set(visits);
    const [low, high] = [Math.min(...occurring), Math.max(...occurring)];
    for (const cell of ofColumn(a, 1)) {
      expect(a.drawn[cell]! >= low && a.drawn[cell]! <= high && Number.isInteger(a.drawn[cell]!)).toBe(true);
    }
  });

  it('scores itself on hidden cells of columns with gaps, beside the mean and chained ridge regressions', async () => {
    const { scores } = await fill({ hidden: 0.2 });
    const { numbers, classes, columns } = imputationScores.parse(scores);
    expect(columns.map(({ name }) => name)).toEqual(['visits', stage.name]);
    expect(numbers!.model).toBeLessThan(0.7 * numbers!.mean);
    expect(numbers!.chainedRidge).toBeLessThan(0.8 * numbers!.mean);
    expect(numbers!.mean).toBeGreaterThan(0.8);
    expect(classes!.model).toBeGreaterThanOrEqual(classes!.mean);
  });

  it('scores every column of a table without gaps, and its progress never goes back', async () => {
    const whole = { rows: 150, columns: [marker, { name: 'visits', kind: 'number' as const, values: visits }, stage] };
    const seen: number[] = [];
    const progress = ({ done = 0, total = 1 }) => seen.push(done / total);
    const { scores, cellRow } = await inference.impute(
      { modelDir, table: whole, hidden: 0.2, seed: 3, threads: 1 },
      { signal: new AbortController().signal, progress },
    );
    expect(scores!.columns.map(({ kind }) => kind)).toEqual(['number', 'number', 'class']);
    expect(cellRow.length).toBe(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBeGreaterThan(3);
  });

  it('leaves an empty column empty, and refuses a table of one', async () => {
    const empty = { name: 'never', kind: 'number' as const, values: new Float64Array(150).fill(Number.NaN) };
    const answer = await fill({ table: { rows: 150, columns: [...gappy.columns, empty] } });
    expect(answer.columns[5]).toEqual({ name: 'never', missing: 150, filled: 0 });
    expect(answer.notices.map(({ message }) => message).join()).toContain('“never”');
    await expect(fill({ table: { rows: 150, columns: [empty] } })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(fill({ draws: 51 })).rejects.toThrow();
  });
});
