import { afterAll, describe, expect, it } from 'vitest';
import { explanation } from '../../../contract/model-results.ts';
import { madeUpTable } from '../made-up-table.ts';
import { inProcessInference } from '../testing/in-process.ts';
import { shippedModel } from '../testing/shipped-model.ts';

const modelDir = shippedModel;
const inference = inProcessInference();
afterAll(() => inference.close());

const { table, outcome, amount } = madeUpTable(160, 1);
const marker = table.columns[0]!;
/** The marker once more: either can stand in for the other. */
const twice = { rows: 160, columns: [...table.columns, { ...marker, name: 'copy' }] };
const ask = { modelDir, threads: 1, seed: 1 };

describe('what carries a prediction', () => {
  it('is what is lost by shuffling; leaving out counts only what nothing else tells', async () => {
    const found = await inference.explain({ ...ask, table: twice, target: outcome, folds: 3, shuffles: 2 });
    const { features, measure, rarest } = explanation.parse(found);
    const of = (name: string) => features.find(({ feature }) => feature === name)!;
    expect([measure, rarest]).toEqual(['logLoss', outcome.values.filter((y) => y === 1).length]);
    expect(of('marker').permutation.mean!).toBeGreaterThan(0.02);
    expect(of('marker').leaveOut.mean!).toBeLessThan(0.5 * of('marker').permutation.mean!);
    expect(of('stage').leaveOut.mean!).toBeGreaterThan(of('marker').leaveOut.mean!);
    expect(Math.abs(of('noise').permutation.mean!)).toBeLessThan(0.03);
    expect(of('stage').permutation.low!).toBeLessThan(of('stage').permutation.high!);
  });

  it('leaves out no more features than predictions move with, and says so', async () => {
    const few = madeUpTable(60, 1);
    const wide = { rows: 60, columns: [...few.table.columns] };
    for (let i = 0; i < 23; i++) wide.columns.push({ ...madeUpTable(60, 2).table.columns[2]!, name: `noise ${i}` });
    const found = await inference.explain({ ...ask, table: wide, target: few.outcome, folds: 2, shuffles: 1 });
    const { features, notices } = explanation.parse(found);
    const tried = features.filter(({ leaveOut }) => leaveOut.mean !== null).map(({ feature }) => feature);
    expect(tried).toHaveLength(24);
    expect(tried).toEqual(expect.arrayContaining(['marker', 'stage']));
    expect(features.every(({ permutation }) => permutation.mean !== null)).toBe(true);
    expect(notices.map(({ message }) => message)).toEqual([expect.stringMatching(/^Of 26 features 24 were left out/)]);
  });

  it('of a number is the share of its variance', async () => {
    const { features, measure, whole } = await inference.explain({ ...ask, table, target: amount, folds: 2 });
    expect(measure).toBe('unexplained');
    expect(features[0]!.feature).toBe('marker');
    expect(features[0]!.permutation.mean!).toBeGreaterThan(0.3);
    expect(whole.mean!).toBeLessThan(0.6);
  });
});

describe('one row', () => {
  it('has contributions that add up, of the features that made it what it is', async () => {
    const row = marker.values.indexOf(Math.max(...marker.values));
    const found = await inference.explainRow({ ...ask, table, target: outcome, row, orders: 24 });
    const sum = found.contributions.reduce((total, { contribution }) => total + contribution, 0);
    expect(found.base + sum).toBeCloseTo(found.value, 9);
    expect(found.contributions[0]!.feature).toBe('marker');
    expect(found.contributions[0]!.contribution).toBeGreaterThan(0.5);
    expect(found.classes!.at(-1)!.probability).toBeGreaterThan(0.5);
    expect(await inference.explainRow({ ...ask, table, target: outcome, row, orders: 24 })).toMatchObject({
      contributions: found.contributions,
    });
    const inUnit = await inference.explainRow({ ...ask, table, target: amount, row, orders: 8 });
    expect(inUnit.number!.low).toBeLessThan(inUnit.number!.high);
    expect(inUnit.unit).toBe('target');
  });

  it('does not read the person it explains', async () => {
    const groups = Float64Array.from({ length: 160 }, (_, i) => Math.floor(i / 2));
    const other = { ...outcome, values: outcome.values.map((y, i) => (i < 2 ? 1 - y : y)) };
    const [a, b] = [outcome, other].map((target) =>
      inference.explainRow({ ...ask, table: { ...table, groups }, target, row: 0, orders: 4 }),
    );
    expect((await a!).classes).toEqual((await b!).classes);
    await expect(inference.explainRow({ ...ask, table, target: outcome, row: 160 })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
