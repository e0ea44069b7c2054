import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { type ClassEvaluation, evaluation, type NumberEvaluation } from '../../contract/model-results.ts';
import { openDatabase } from '../engine/database.ts';
import { evaluateModel } from './evaluate.ts';
import { type EvaluateInput, evaluateInput } from './inputs.ts';
import { madeUpTable } from './made-up-table.ts';
import { openModelFolder } from './model-folder.ts';
import { randomOf } from './random.ts';
import { loadModel } from './session.ts';
import { readModelTable } from './table-from-duckdb.ts';
import { shippedModel } from './testing/shipped-model.ts';

const modelDir = shippedModel;
const model = await loadModel(await openModelFolder(modelDir), 1);
afterAll(() => model.dispose());

const { table, outcome, amount } = madeUpTable(240, 1);

async function evaluate(input: Partial<EvaluateInput>): Promise<ClassEvaluation | NumberEvaluation> {
  const request = evaluateInput.parse({ modelDir, table, target: outcome, calibrate: false, ...input });
  return evaluation.parse(await evaluateModel(model, request, quiet));
}

describe('cross-validation of a class', () => {
  it('finds the signal, says what it used, and which features carry it', async () => {
    const result = (await evaluate({ folds: 4, explain: true })) as ClassEvaluation;
    expect(result).toMatchObject({ n: 240, event: 'dead', features: ['marker', 'stage', 'noise'], persons: null });
    expect(result.nEvents).toBe(outcome.values.filter((y) => y === 1).length);
    expect(result.perFold.map(({ nTest }) => nTest)).toEqual([60, 60, 60, 60]);
    expect(result.metrics.auc.mean).toBeGreaterThan(0.85);
    expect(result.metrics.logLoss.mean).toBeLessThan(result.baseline.logLoss - 0.1);
    expect(result.calibration.bins.reduce((sum, { count }) => sum + count, 0)).toBe(240);
    expect(result.drivers?.features.map(({ feature }) => feature)).toEqual(['marker', 'stage', 'noise']);
    expect(result.drivers?.features[0]?.loss.mean).toBeGreaterThan(0.1);
  });

  it('gives the same answer for the same seed, another for another', async () => {
    const [a, b, c] = [await evaluate({ seed: 3 }), await evaluate({ seed: 3 }), await evaluate({ seed: 4 })];
    expect(b.perFold).toEqual(a.perFold);
    expect(c.perFold).not.toEqual(a.perFold);
  });

  it('splits by person: who is known from training gives nothing away', async () => {
    // 24 persons of ten rows each; what is measured says who they are, and nothing about the outcome.
    const random = randomOf(5);
    const persons = Array.from({ length: 24 }, () => [random(), random()]);
    const groups = Float64Array.from({ length: 240 }, (_, row) => row % 24);
    const columns = ['a', 'b'].map((name, i) => ({
      name,
      kind: 'number' as const,
      values: groups.map((person) => persons[person]![i]!),
    }));
    const target = { ...outcome, values: groups.map((person) => person % 2) };
    const byRow = (await evaluate({ table: { columns, rows: 240 }, target })) as ClassEvaluation;
    const byPerson = (await evaluate({ table: { columns, rows: 240, groups }, target })) as ClassEvaluation;
    expect(byRow.metrics.auc.mean).toBeGreaterThan(0.75);
    expect(byPerson.metrics.auc.mean).toBeLessThan(0.65);
    expect(byPerson.persons).toBe(24);
    expect(byPerson.classPersons).toEqual([12, 12]);
    expect(byRow.classPersons).toEqual([120, 120]);
    for (const { persons, withEvent, withoutEvent } of byPerson.calibration.bins) {
      expect(persons).toBeLessThanOrEqual(24);
      expect(withEvent! + withoutEvent!).toBe(persons);
    }
  });

  it('fits a temperature inside each training fold', async () => {
    const result = (await evaluate({ folds: 2, calibrate: true })) as ClassEvaluation;
    for (const { temperature } of result.perFold) {
      expect(temperature).not.toBe(1);
      expect(temperature).toBeGreaterThan(1 / 3);
      expect(temperature).toBeLessThan(3);
    }
  });

  it('predicts more classes than the model knows, one against the rest', async () => {
    const values = Float64Array.from({ length: 240 }, (_, row) => row % 12);
    const marker = values.map((code, row) => code * 10 + (row % 7));
    const columns = [{ name: 'marker', kind: 'number' as const, values: marker }];
    const target = { name: 'kind', kind: 'class' as const, values };
    const result = (await evaluate({ table: { columns, rows: 240 }, target, folds: 2 })) as ClassEvaluation;
    expect(result.classes).toHaveLength(12);
    expect(result.notices.map(({ kind }) => kind)).toContain('one-against-rest');
    expect(result.metrics.auc.mean).toBeGreaterThan(0.9);
  });

  it('chooses among more features than the model reads, in the training rows', async () => {
    const noise = Array.from({ length: 70 }, (_, i) => ({
      name: `noise ${i}`,
      kind: 'number' as const,
      values: Float64Array.from({ length: 240 }, (_, row) => ((row + 1) * (i + 3) * 7919) % 101),
    }));
    const wide = { columns: [...noise, ...table.columns], rows: 240 };
    const result = await evaluate({ table: wide, folds: 2 });
    expect(result.notices.map(({ kind }) => kind)).toContain('features-chosen');
    expect(result.features).toContain('marker');
    expect(result.features.length).toBeLessThan(73);
  });
});

describe('cross-validation of a number', () => {
  it('finds the signal and an interval that holds', async () => {
    const result = (await evaluate({ target: amount, folds: 4 })) as NumberEvaluation;
    expect(result.metrics.r2.mean).toBeGreaterThan(0.5);
    expect(result.metrics.rmse.mean).toBeLessThan(result.baseline.rmse);
    expect(result.metrics.coverage80.mean).toBeGreaterThan(0.65);
    expect(result.calibration.slope).toBeGreaterThan(0.7);
  });
});

describe('what cannot be predicted', () => {
  const refused = (input: Partial<EvaluateInput>) =>
    evaluate(input).then(
      () => expect.unreachable(),
      (failure: Error) => failure,
    );
  const withValues = (value: (row: number) => number) => ({
    ...outcome,
    values: Float64Array.from({ length: 240 }, (_, row) => value(row)),
  });

  it.each([
    ['one class', { target: withValues(() => 1) }, /one class only/],
    ['nine events', { target: withValues((row) => (row < 9 ? 1 : 0)) }, /fewer than 10 events/],
    ['no known value', { target: withValues(() => Number.NaN) }, /no known value/],
    ['a target among the features', { target: { ...outcome, name: 'marker' } }, /“marker” is the target and also/],
    ['a constant number', { target: { ...withValues(() => 2), kind: 'number' as const } }, /one value only/],
    [
      'no feature left',
      { table: { rows: 240, columns: [{ name: 'a', kind: 'number' as const, values: new Float64Array(240) }] } },
      /No feature is left/,
    ],
    ['a row without a person', { table: { ...table, groups: withValues(() => Number.NaN).values } }, /no person/],
    [
      'fewer persons than folds need',
      { table: { ...table, groups: Float64Array.from({ length: 240 }, (_, row) => row % 30) }, folds: 20 },
      /at least 40 persons/,
    ],
  ])('%s is answered clearly', async (_, input, message) => {
    expect(await refused(input)).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) });
  });

  it('constant, empty and infinite columns are dropped or taken as missing, and said', async () => {
    const constant = { name: 'constant', kind: 'number' as const, values: new Float64Array(240) };
    const empty = { name: 'empty', kind: 'number' as const, values: new Float64Array(240).fill(Number.NaN) };
    const infinite = { ...table.columns[2]!, values: table.columns[2]!.values.map((v, i) => (i === 3 ? Infinity : v)) };
    const columns = [table.columns[0]!, table.columns[1]!, infinite, constant, empty];
    const result = await evaluate({ table: { rows: 240, columns }, folds: 2 });
    expect(result.dropped).toEqual([
      { column: 'constant', reason: 'constant' },
      { column: 'empty', reason: 'all-missing' },
    ]);
    expect(result.notices.map(({ kind }) => kind)).toEqual(['not-finite', 'columns-dropped']);
  });

  it('rows whose target is unknown are left out, and said', async () => {
    const target = { ...outcome, values: outcome.values.map((y, row) => (row < 20 ? Number.NaN : y)) };
    const result = await evaluate({ target, folds: 2 });
    expect(result.n).toBe(220);
    expect(result.notices).toMatchObject([{ kind: 'rows-without-target' }]);
  });
});

const pima = fileURLToPath(new URL('../../../shared/data/tables/pima_mlbench.csv', import.meta.url));

describe.skipIf(!existsSync(pima))('on the Pima table, five folds twice', () => {
  it('reaches a mean AUC of 0.835', async () => {
    const database = await openDatabase();
    const connection = await database.connect();
    await connection.run(`CREATE TABLE pima AS SELECT * FROM read_csv('${pima.replaceAll("'", "''")}')`);
    const read = await readModelTable(connection, 'pima', { target: 'y' }, quiet);
    connection.close();
    database.close();
    const result = await evaluate({ table: read.table, target: read.target, repeats: 2 });
    expect(result).toMatchObject({ kind: 'class', n: 768, nEvents: 268, event: '1' });
    expect((result as ClassEvaluation).metrics.auc.mean).toBeGreaterThanOrEqual(0.835);
  });
});
