import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { synthesisScores } from '../../../contract/model-results.ts';
import { madeUpTable } from '../made-up-table.ts';
import { randomOf } from '../random.ts';
import type { ModelTable } from '../table.ts';
import { inProcessInference } from '../testing/in-process.ts';
import { shippedModel } from '../testing/shipped-model.ts';
import { drawable } from './drawable.ts';
import { rowsUnlike } from './real-copies.ts';
import type { SynthesiseInput } from './synthesise-input.ts';

const modelDir = shippedModel;
const inference = inProcessInference();
afterAll(() => inference.close());

const { table, outcome } = madeUpTable(180, 1);
const rare = table.columns[1]!.values.map((stage, row) => (row < 4 ? 3 : stage));
const real: ModelTable = {
  rows: 180,
  columns: [
    table.columns[0]!,
    { ...table.columns[1]!, values: rare, categories: ['I', 'II', 'III', 'a rare note'] },
    table.columns[2]!,
    { name: 'weeks', kind: 'number', values: table.columns[0]!.values.map((value) => Math.round(value)) },
    { name: 'y', kind: 'category', values: outcome.values, categories: outcome.classes },
  ],
};
const make = (change: Partial<SynthesiseInput> = {}, context = quiet) =>
  inference.synthesise(
    { modelDir, table: real, target: 'y', seed: 2, threads: 1, holdout: 0, orders: 1, ...change },
    context,
  );

describe('synthetic rows', () => {
  it('keep kinds, ranges, whole numbers and relations; gaps are made too, a rare word is not', async () => {
    const made = await make({ rows: 300 });
    const [marker, stage, noise, weeks, y] = made.columns.map(({ values }) => values) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    expect([made.rows, made.read, made.heldOut, made.scores]).toEqual([300, 180, 0, null]);
    expect([...new Set(stage)].sort()).toEqual([0, 1, 2]);
    expect(made.notices.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['small-table', 'categories-left-out']),
    );
    expect(weeks.every(Number.isInteger)).toBe(true);
    const known = real.columns[0]!.values;
    expect(Math.max(...marker)).toBeLessThanOrEqual(Math.max(...known));
    expect(Math.min(...marker)).toBeGreaterThanOrEqual(Math.min(...known));
    const missing = noise.filter(Number.isNaN).length / 300;
    expect(missing).toBeGreaterThan(0.1);
    expect(missing).toBeLessThan(0.32);
    const far = marker.reduce((sum, value, row) => sum + Math.abs(value - weeks[row]!), 0) / 300;
    expect(far).toBeLessThan(4);
    const mean = (of: number) => {
      const chosen = marker.filter((_, row) => y[row] === of);
      return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
    };
    expect(mean(1)).toBeGreaterThan(mean(0) + 5);
  });

  it('are the same for the same seed, in one order or in several', async () => {
    const values = async (change: object) => (await make({ rows: 20, ...change })).columns.map((c) => [...c.values]);
    const first = await values({});
    expect(await values({})).toEqual(first);
    expect(await values({ seed: 3 })).not.toEqual(first);
    expect((await values({ orders: 2 }))[0]).toHaveLength(20);
  });

  it('vary no more than real ones, where other columns have gaps', async () => {
    const random = randomOf(3);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const hidden = Float64Array.from({ length: 150 }, normal);
    const age = hidden.map((h) => 60 + 6 * h + 8 * normal());
    const measured = () => hidden.map((h) => (random() < 0.6 ? Number.NaN : 0.8 * h + 0.6 * normal()));
    const columns = [age, ...Array.from({ length: 6 }, measured)].map((values, i) => ({
      name: `c${i}`,
      kind: 'number' as const,
      values,
    }));
    const made = await make({ table: { rows: 150, columns }, target: 'c0', rows: 400 });
    const spread = (values: Float64Array) => {
      const known = values.filter((value) => !Number.isNaN(value));
      const centre = known.reduce((sum, value) => sum + value, 0) / known.length;
      return Math.sqrt(known.reduce((sum, value) => sum + (value - centre) ** 2, 0) / known.length);
    };
    const ratios = columns.map(({ values }, i) => spread(made.columns[i]!.values) / spread(values));
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    // 1.11 where lines are fitted on expected cells and used on drawn ones.
    expect(mean).toBeGreaterThan(0.93);
    expect(mean).toBeLessThan(1.05);
  });

  it('are scored and attacked with persons who were never read, beside two simpler ways', async () => {
    const groups = Float64Array.from({ length: 180 }, (_, row) => row % 90);
    const made = await make({ holdout: 1 / 3, rows: 100, table: { ...real, groups } });
    expect(made.read + made.heldOut).toBe(180);
    expect(made.heldOut).toBeGreaterThan(40);
    const { model, copula, independent, real: onReal } = synthesisScores.parse(made.scores);
    expect(onReal.linear!).toBeGreaterThan(0.8);
    expect(model.useful.linear!).toBeGreaterThan(0.75);
    expect(independent.correlations).toBeGreaterThan(model.correlations);
    expect(independent.twoSample!).toBeGreaterThan(model.twoSample!);
    expect(copula.attack.membership!).toBeLessThan(0.7);
    expect(model.attack).toMatchObject({ copies: 0, membership: expect.any(Number) });
  });

  it('that equal a real row are dropped, missing cells alike', async () => {
    const real = [Float64Array.of(1, 2, Number.NaN), Float64Array.of(0, 0, 1)];
    const made = [Float64Array.of(2, 2, Number.NaN, 1), Float64Array.of(0, 1, 1, 0)];
    expect([...rowsUnlike(made, real)]).toEqual([1]);
    const few = {
      rows: 60,
      columns: real.map((_, i) => ({
        name: `c${i}`,
        kind: 'number' as const,
        values: Float64Array.from({ length: 60 }, (_, row) => (row + i) % 2),
      })),
    };
    const answer = await make({ table: few, rows: 50, target: 'c1' });
    expect(answer.dropped).toBeGreaterThan(0);
    expect(answer.rows).toBeLessThan(50);
  });

  it('do not repeat a record value: the outermost five become their mean', () => {
    const values = Float64Array.from({ length: 100 }, (_, row) => (row === 99 ? 1e6 : row));
    const { view } = drawable({ name: 'x', kind: 'number', values });
    if (view?.kind !== 'number') expect.unreachable();
    expect(view.scores.sorted.at(-1)).toBe((95 + 96 + 97 + 98 + 1e6) / 5);
    expect(view.scores.sorted[0]).toBe(2);
  });

  it('are refused of a table too small, and stop when told', async () => {
    const small = { rows: 40, columns: real.columns.map((c) => ({ ...c, values: c.values.slice(0, 40) })) };
    await expect(make({ table: small })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(make({ target: 'z' })).rejects.toMatchObject({ code: 'invalid_input' });
    const abort = new AbortController();
    const stopping = make({}, { signal: abort.signal, progress: () => abort.abort() });
    await expect(stopping).rejects.toMatchObject({ code: 'cancelled' });
  });
});
