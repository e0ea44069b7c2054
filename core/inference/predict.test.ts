import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { predictionSummary } from '../../contract/model-results.ts';
import { createContextCache } from './context-cache.ts';
import { holdContext } from './held-context.ts';
import { type PredictInput, type Prediction, predictHeldInput, predictInput } from './inputs.ts';
import { madeUpTable } from './made-up-table.ts';
import { openModelFolder } from './model-folder.ts';
import { predictHeld, predictRows } from './predict.ts';
import { summaryOf } from './prediction-summary.ts';
import { type LoadedModel, loadModel } from './session.ts';
import type { ModelTable } from './table.ts';
import { shippedModel } from './testing/shipped-model.ts';

const modelDir = shippedModel;
const model = await loadModel(await openModelFolder(modelDir), 1);
afterAll(() => model.dispose());

const known = madeUpTable(120, 1);
const fresh = madeUpTable(40, 2);
const ask: PredictInput = {
  modelDir,
  context: { table: known.table, target: known.outcome },
  queries: fresh.table,
  calibrate: false,
};

function predict(change: Partial<PredictInput> = {}, on: LoadedModel = model, cache = createContextCache()) {
  return predictRows(on, cache, predictInput.parse({ ...ask, ...change }), quiet);
}

const reordered = (values: Float64Array, order: readonly number[]) => Float64Array.from(order, (row) => values[row]!);

function withRows(table: ModelTable, order: readonly number[]): ModelTable {
  return { rows: order.length, columns: table.columns.map((c) => ({ ...c, values: reordered(c.values, order) })) };
}

function numbersOf(prediction: Prediction): Float64Array {
  return prediction.kind === 'class' ? prediction.probabilities : prediction.means;
}

function furthest(a: Float64Array, b: Float64Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

describe('a prediction', () => {
  it('gives probabilities that sum to one and follow the signal', async () => {
    const prediction = await predict();
    if (prediction.kind !== 'class') expect.unreachable();
    const event = prediction.probabilities.filter((_, i) => i % 2 === 1);
    expect(prediction.probabilities[0]! + prediction.probabilities[1]!).toBeCloseTo(1, 12);
    const mean = (of: number) => {
      const chosen = event.filter((_, row) => fresh.outcome.values[row] === of);
      return chosen.reduce((sum, p) => sum + p, 0) / chosen.length;
    };
    expect(mean(1)).toBeGreaterThan(mean(0) + 0.25);
  });

  it('does not depend on the order of known rows, of columns, or on the other queries', async () => {
    const plain = numbersOf(await predict());
    const back = Array.from({ length: 120 }, (_, i) => 119 - i);
    const target = { ...known.outcome, values: reordered(known.outcome.values, back) };
    const rows = await predict({ context: { table: withRows(known.table, back), target } });
    expect(furthest(numbersOf(rows), plain)).toBeLessThan(1e-5);
    const turned = { ...known.table, columns: [...known.table.columns].reverse() };
    const columns = await predict({ context: { table: turned, target: known.outcome } });
    expect(furthest(numbersOf(columns), plain)).toBeLessThan(1e-5);
    const alone = await predict({ queries: withRows(fresh.table, [7]) });
    expect(furthest(numbersOf(alone), plain.slice(14, 16))).toBeLessThan(1e-5);
  });

  it.each([120, 600])('of one class of two does not depend on their names, from %i rows', async (rows) => {
    const many = madeUpTable(rows, 1);
    const named = numbersOf(await predict({ context: { table: many.table, target: many.outcome } }));
    const swapped = { ...many.outcome, values: many.outcome.values.map((value) => 1 - value) };
    const renamed = numbersOf(await predict({ context: { table: many.table, target: swapped } }));
    expect(
      furthest(
        named.filter((_, i) => i % 2 === 1),
        renamed.filter((_, i) => i % 2 === 0),
      ),
    ).toBeLessThan(1e-5);
  });

  it('of a number has its density, quantiles in order, and its mean in the unit of the target', async () => {
    const prediction = await predict({ context: { table: known.table, target: known.amount }, density: true });
    if (prediction.kind !== 'number') expect.unreachable();
    const { means, quantiles, density, edges } = prediction;
    expect(density!.length).toBe(40 * 64);
    for (let row = 0; row < 40; row++) {
      const bars = density!.slice(row * 64, (row + 1) * 64);
      expect(bars.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 4);
      const mean = bars.reduce((sum, mass, i) => sum + (mass * (edges[i]! + edges[i + 1]!)) / 2, 0);
      expect(means[row]).toBeCloseTo(mean, 1);
      expect(quantiles[row * 3]!).toBeLessThan(quantiles[row * 3 + 1]!);
      expect(quantiles[row * 3 + 1]!).toBeLessThan(quantiles[row * 3 + 2]!);
    }
    const errors = means.map((value, row) => Math.abs(value - fresh.amount.values[row]!));
    expect(errors.reduce((sum, error) => sum + error, 0) / 40).toBeLessThan(900);
  });

  it('reads the same context once, another one anew', async () => {
    let fits = 0;
    const counting: LoadedModel = {
      ...model,
      fit(...given) {
        fits++;
        return model.fit(...given);
      },
    };
    const cache = createContextCache();
    const first = await predict({}, counting, cache);
    const again = await predict({ queries: fresh.table }, counting, cache);
    expect(fits).toBe(2);
    expect(numbersOf(again)).toEqual(numbersOf(first));
    const values = known.table.columns[0]!.values.slice();
    values[5]! += 1e-9;
    const columns = known.table.columns.map((column, i) => (i === 0 ? { ...column, values } : column));
    await predict({ context: { table: { ...known.table, columns }, target: known.outcome } }, counting, cache);
    expect(fits).toBe(4);
  });

  it.each([Number.POSITIVE_INFINITY, 0])(
    'of a context that is held is asked for by its id alone, and the same; with %d bytes it is sent again',
    async (bytes) => {
      const cache = createContextCache(bytes);
      const asked: string[] = [];
      const held = holdContext(
        {
          predict: (input) => {
            asked.push('whole');
            return predictRows(model, cache, predictInput.parse(input), quiet);
          },
          predictHeld: async (input) => {
            const told = await predictHeld(model, cache, predictHeldInput.parse(input), quiet);
            asked.push(told.kind === 'unknown-context' ? 'unknown' : 'by id');
            return told;
          },
        },
        { modelDir, context: ask.context, calibrate: false },
      );
      const first = await held.predict(fresh.table);
      const again = await held.predict(fresh.table);
      expect(asked).toEqual(bytes > 0 ? ['whole', 'by id'] : ['whole', 'unknown', 'whole']);
      expect({ ...again, elapsedMs: 0 }).toEqual({ ...first, elapsedMs: 0 });
      await expect(held.predict({ rows: 40, columns: fresh.table.columns.slice(1) })).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('“marker” is missing'),
      });
    },
  );

  it('has another id where the names, the target or the persons are others', async () => {
    const { table } = known;
    const persons = Float64Array.from({ length: 120 }, (_, row) => row >> 1);
    const renamed = known.outcome.classes!.map((name) => `${name}?`);
    const asked: Partial<PredictInput>[] = [
      {},
      { context: { table, target: { ...known.outcome, classes: renamed } } },
      { context: { table, target: { ...known.outcome, name: 'z' } } },
      { calibrate: true },
      { calibrate: true, context: { table: { ...table, groups: persons }, target: known.outcome } },
    ];
    const cache = createContextCache();
    const ids: string[] = [];
    for (const change of asked) ids.push((await predict(change, model, cache)).contextId);
    expect(new Set(ids).size).toBe(asked.length);
  });

  it('finds columns by name and categories by name; an unknown one is missing, and said', async () => {
    const [marker, stage, noise] = fresh.table.columns as [never, ModelTable['columns'][number], never];
    const renamed = { ...stage, categories: ['III', 'II', 'IV'], values: stage.values.map((code) => 2 - code) };
    const queries = { rows: 40, columns: [noise, renamed, marker] };
    const [plain, other] = [await predict(), await predict({ queries })];
    expect(other.notices.map(({ kind }) => kind)).toEqual(['unknown-category']);
    const same = [...stage.values.keys()].filter((row) => stage.values[row] !== 0);
    for (const row of same) expect(numbersOf(other)[row * 2]).toBeCloseTo(numbersOf(plain)[row * 2]!, 5);
    await expect(predict({ queries: { rows: 40, columns: [noise, marker] } })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('“stage” is missing'),
    });
  });

  it('is summarised without any row', async () => {
    const summary = predictionSummary.parse(summaryOf(await predict()));
    if (summary.kind !== 'class') expect.unreachable();
    expect(summary.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(40);
    expect(summary.classes.reduce((sum, { meanProbability }) => sum + meanProbability, 0)).toBeCloseTo(1, 9);
    expect(summary).not.toHaveProperty('probabilities');
    const amounts = summaryOf(await predict({ context: { table: known.table, target: known.amount } }));
    expect(amounts).toMatchObject({ kind: 'number', rows: 40, contextRows: 120 });
  });
});
