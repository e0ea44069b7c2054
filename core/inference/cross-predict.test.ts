import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import type { Progress } from '../../contract/define.ts';
import type { CrossPredictInput } from './cross-predict-input.ts';
import { madeUpTable } from './made-up-table.ts';
import { rocAuc } from './metrics.ts';
import { randomOf } from './random.ts';
import { inProcessInference } from './testing/in-process.ts';
import { shippedModel } from './testing/shipped-model.ts';

const modelDir = shippedModel;
const inference = inProcessInference();
afterAll(() => inference.close());

const { table, outcome, amount } = madeUpTable(160, 1);
const ask = { modelDir, table, target: outcome, calibrate: false, threads: 1, folds: 4 };

async function classes(change: Partial<CrossPredictInput> = {}, context = quiet) {
  const answer = await inference.crossPredict({ ...ask, ...change }, context);
  if (answer.kind !== 'class') expect.unreachable();
  return answer;
}

const events = (probabilities: Float64Array) => probabilities.filter((_, i) => i % 2 === 1);

describe('out-of-fold prediction', () => {
  it('gives every row all its classes, in the order of the rows, and finds the signal', async () => {
    const answer = await classes();
    expect(answer).toMatchObject({ classes: ['alive', 'dead'], rows: 160, folds: 4, repeats: 1, notices: [] });
    const event = events(answer.probabilities);
    expect(answer.probabilities[0]! + event[0]!).toBeCloseTo(1, 12);
    expect(rocAuc(event, Uint8Array.from(outcome.values))).toBeGreaterThan(0.85);
    expect((await classes()).probabilities).toEqual(answer.probabilities);
    expect((await classes({ seed: 7 })).probabilities).not.toEqual(answer.probabilities);
  });

  it('predicts rows without a target, and leaves the target of a masked row unread', async () => {
    const unknown = { ...outcome, values: outcome.values.map((y, row) => (row < 40 ? Number.NaN : y)) };
    const without = await classes({ target: unknown });
    expect(without.probabilities.every(Number.isFinite)).toBe(true);
    const contextRows = Uint8Array.from({ length: 160 }, (_, row) => (row < 40 ? 0 : 1));
    expect((await classes({ contextRows })).probabilities).toEqual(without.probabilities);
  });

  it('never reads a row to predict its own person', async () => {
    // Each person's two rows are equal and the outcome is noise: only reading the twin could tell it.
    const random = randomOf(3);
    const draws = Array.from({ length: 80 }, () => [random(), random()] as const);
    const groups = Float64Array.from({ length: 160 }, (_, row) => row % 80);
    const columns = [{ name: 'x', kind: 'number' as const, values: groups.map((person) => draws[person]![0]) }];
    const target = { ...outcome, values: groups.map((person) => (draws[person]![1] > 0.5 ? 1 : 0)) };
    const auc = async (persons?: Float64Array) => {
      const given = { columns, rows: 160, ...(persons && { groups: persons }) };
      const { probabilities } = await classes({ table: given, target });
      return rocAuc(events(probabilities), Uint8Array.from(target.values))!;
    };
    expect(await auc()).toBeGreaterThan(await auc(groups));
    expect(await auc(groups)).toBeLessThan(0.65);
  });

  it('takes folds as given; a row of fold -1 is read and not predicted', async () => {
    const foldOfRow = Int32Array.from({ length: 160 }, (_, row) => (row < 100 ? -1 : 0));
    const { probabilities } = await classes({ foldOfRow });
    expect(probabilities.subarray(0, 200).every(Number.isNaN)).toBe(true);
    const pick = (values: Float64Array, from: number, to: number) => values.slice(from, to);
    const part = (from: number, to: number) => ({
      rows: to - from,
      columns: table.columns.map((column) => ({ ...column, values: pick(column.values, from, to) })),
    });
    const context = { table: part(0, 100), target: { ...outcome, values: pick(outcome.values, 0, 100) } };
    const plain = await inference.predict({ modelDir, context, queries: part(100, 160), calibrate: false, threads: 1 });
    if (plain.kind !== 'class') expect.unreachable();
    expect([...probabilities.subarray(200)]).toEqual([...plain.probabilities]);
  });

  it('gives means and quantiles of a number, averaged over repeats', async () => {
    const number = (change: object) => inference.crossPredict({ ...ask, target: amount, ...change });
    const [both, a] = [await number({ repeats: 2 }), await number({ repeats: 1 })];
    if (both.kind !== 'number' || a.kind !== 'number') expect.unreachable();
    expect(both.levels).toEqual([0.1, 0.5, 0.9]);
    expect(both.quantiles.length).toBe(480);
    expect(both.means).not.toEqual(a.means);
    const error = both.means.reduce((sum, m, row) => sum + Math.abs(m - amount.values[row]!), 0) / 160;
    expect(error).toBeLessThan(900);
  });

  it('refuses folds that divide a person, too few persons, and rows of nobody', async () => {
    const groups = Float64Array.from({ length: 160 }, (_, row) => Math.floor(row / 2));
    const foldOfRow = Int32Array.from({ length: 160 }, (_, row) => row % 2);
    const refused = (change: Partial<CrossPredictInput>, words: string) =>
      expect(classes(change)).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining(words),
      });
    await refused({ table: { ...table, groups }, foldOfRow }, 'one person into two folds');
    await refused({ foldOfRow: new Int32Array(160) }, 'at least two');
    const few = groups.map((person) => (outcome.values[person * 2] ? person % 10 : 20 + (person % 11)));
    await refused({ table: { ...table, groups: few }, folds: 20 }, 'Ask for fewer folds');
    const nobody = groups.map((person, row) => (row === 3 ? Number.NaN : person));
    await refused({ table: { ...table, groups: nobody } }, 'no person');
  });

  it('reports progress within a fold, and stops when told', async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    const progress = ({ stage, done = 0, total }: Progress) => {
      expect([stage, total]).toEqual(['folds', 4]);
      seen.push(done);
      if (done > 0) abort.abort();
    };
    await expect(classes({}, { signal: abort.signal, progress })).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBeGreaterThan(0);
    expect(seen.at(-1)).toBeLessThan(1);
  });
});
