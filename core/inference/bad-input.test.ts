import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import type { JobContext } from '../../contract/context.ts';
import { madeUpTable } from './made-up-table.ts';
import { randomOf } from './random.ts';
import type { ModelTable } from './table.ts';
import { inProcessInference } from './testing/in-process.ts';
import { shippedModel } from './testing/shipped-model.ts';
import { writeTinyModel } from './testing/tiny-model.ts';

const modelDir = shippedModel;
const inference = inProcessInference();
afterAll(() => inference.close());

const { table, outcome } = madeUpTable(120, 1);
const plain = { modelDir, threads: 1, folds: 2 };

/** The same question in the ways a target can be asked about. */
const asks = {
  evaluate: (given: object) => inference.evaluate({ ...plain, table, target: outcome, ...given }),
  crossPredict: (given: object) => inference.crossPredict({ ...plain, table, target: outcome, ...given }),
  explain: (given: object) => inference.explain({ ...plain, table, target: outcome, ...given }),
  explainRow: (given: object) =>
    inference.explainRow({ modelDir, threads: 1, table, target: outcome, row: 0, ...given }),
};

const withColumn = (name: string, value: number): ModelTable => ({
  rows: 120,
  columns: [...table.columns, { name, kind: 'number', values: new Float64Array(120).fill(value) }],
});

describe.each(Object.entries(asks))('%s', (_, ask) => {
  const refused = (given: object, words: string) =>
    expect(ask(given)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(words),
    });

  it('refuses an outcome of one class, of fewer than ten events, unknown, or among the features', async () => {
    await refused({ target: { ...outcome, values: new Float64Array(120) } }, 'one class only');
    const few = outcome.values.map((_y, row) => (row < 9 ? 1 : 0));
    await refused({ target: { ...outcome, values: few } }, 'fewer than 10 events');
    await refused({ target: { ...outcome, values: new Float64Array(120).fill(Number.NaN) } }, 'no known value');
    await refused({ target: { ...outcome, name: 'marker' } }, 'also among the features');
  });

  it('refuses a table in which nothing varies', async () => {
    const flat = { rows: 120, columns: withColumn('flat', 1).columns.slice(-1) };
    await refused({ table: flat }, 'No feature is left');
  });
});

it('a column all missing, or constant, is left out and said, by each task', async () => {
  for (const [value, ask] of [
    [Number.NaN, asks.explainRow],
    [3, asks.crossPredict],
  ] as const) {
    const odd = withColumn('odd', value);
    const { notices } = await ask({ table: odd });
    expect(notices.map(({ message }) => message).join()).toContain('“odd”');
    expect((await inference.impute({ modelDir, table: odd, hidden: 0 })).cellRow.length).toBe(
      table.columns[2]!.values.filter(Number.isNaN).length,
    );
  }
  const odd = {
    rows: 120,
    columns: [table.columns[0]!, ...[3, Number.NaN].map((value) => withColumn(`odd${value}`, value).columns[3]!)],
  };
  const made = await inference.synthesise({ modelDir, table: odd, rows: 10, holdout: 0 });
  expect(made.columns.slice(1).map(({ values }) => values[0])).toEqual([3, Number.NaN]);
  const found = await inference.outliers({ modelDir, table: odd, folds: 2 });
  expect(new Set(found.cellColumn)).toEqual(new Set([0]));
});

it('five hundred features are brought within what the model reads, and that is said', async () => {
  const random = randomOf(3);
  const wide: ModelTable = {
    rows: 120,
    columns: [
      ...table.columns,
      ...Array.from({ length: 497 }, (_, i) => ({
        name: `f${i}`,
        kind: 'number' as const,
        values: Float64Array.from({ length: 120 }, () => random()),
      })),
    ],
  };
  const told = await asks.crossPredict({ table: wide, calibrate: false });
  expect(told.notices.map(({ kind }) => kind)).toEqual(['features-chosen']);
  expect(told.features.length).toBeLessThanOrEqual(128);
  expect(told.features).toContain('marker');
});

it('more rows than the model reads are read as a sample, and that is said', async () => {
  const dir = mkdtempSync(`${tmpdir()}/stillroom-tiny-`);
  await writeTinyModel(dir);
  const many = madeUpTable(300, 2);
  const queries = { rows: 2, columns: many.table.columns.map((c) => ({ ...c, values: c.values.slice(0, 2) })) };
  const context = { table: many.table, target: many.amount };
  const told = await inference.predict({ modelDir: dir, context, queries, threads: 1 });
  rmSync(dir, { recursive: true });
  expect(told.contextRows).toBe(256);
  expect(told.notices.map(({ kind }) => kind)).toEqual(['context-sampled']);
});

describe('a million rows', () => {
  const rows = 1_000_000;
  const random = randomOf(5);
  const values = Float64Array.from({ length: rows }, () => random());
  const large: ModelTable = {
    rows,
    columns: [
      { name: 'x', kind: 'number', values },
      { name: 'z', kind: 'number', values: values.map((v) => 1 - v) },
    ],
  };
  const target = { ...outcome, values: values.map((v) => (v > 0.7 ? 1 : 0)) };

  it.each([0, 0.01])('can be stopped when a share of %d is done', async (share) => {
    const dir = mkdtempSync(`${tmpdir()}/stillroom-tiny-`);
    await writeTinyModel(dir);
    const abort = new AbortController();
    let last = Number.NaN;
    const stopping: JobContext = {
      signal: abort.signal,
      progress: ({ done = 0, total = 1 }) => {
        last = done / total;
        if (last >= share) abort.abort();
      },
    };
    const asked = { ...plain, modelDir: dir, calibrate: false, table: large, target };
    await expect(inference.crossPredict(asked, stopping)).rejects.toMatchObject({ code: 'cancelled' });
    rmSync(dir, { recursive: true });
    expect(last).toBeLessThan(share + 0.1);
  });

  it('of more cells than can be judged at once are refused, with what to do', async () => {
    const wide = { rows, columns: Array.from({ length: 20 }, (_, i) => ({ ...large.columns[0]!, name: `x${i}` })) };
    await expect(inference.outliers({ modelDir, table: wide })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('sample'),
    });
  });
});
