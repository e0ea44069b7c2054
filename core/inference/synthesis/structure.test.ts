import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomOf } from '../random.ts';
import type { ModelTable } from '../table.ts';
import { inProcessInference } from '../testing/in-process.ts';
import { writeTinyModel } from '../testing/tiny-model.ts';
import { drawable, onStep } from './drawable.ts';
import { gapPatterns } from './gap-patterns.ts';
import { allowedLevels, structuralRules } from './structural-rules.ts';

const modelDir = mkdtempSync(join(tmpdir(), 'stillroom-structure-'));
const inference = inProcessInference();
beforeAll(() => writeTinyModel(modelDir));
afterAll(async () => {
  await inference.close();
  rmSync(modelDir, { recursive: true });
});

/** Measurements as a cohort has them: measured or not, once or more often; days in hospital of those who were there. */
function measured(rows: number): ModelTable {
  const random = randomOf(3);
  const columns = { last: [], mean: [], slope: [], stays: [], days: [] } as Record<string, number[]>;
  for (let row = 0; row < rows; row++) {
    const [times, value, change] = [Math.floor(random() * 4), 60 + 30 * random(), 4 * random() - 2];
    columns.last!.push(times > 0 ? value : Number.NaN);
    columns.mean!.push(times > 0 ? value - (times > 1 ? change : 0) : Number.NaN);
    columns.slope!.push(times > 1 ? change : Number.NaN);
    const stays = random() < 0.4 ? 1 : 0;
    columns.stays!.push(stays);
    columns.days!.push(stays * (1 + Math.floor(30 * random())));
  }
  return {
    rows,
    columns: Object.entries(columns).map(([name, list]) => ({
      name,
      kind: 'number' as const,
      values: Float64Array.from(list),
    })),
  };
}

describe('the structure of a table', () => {
  it('is kept even by a model that learned nothing: gaps together, repeats, what never occurs', async () => {
    const table = measured(240);
    const made = await inference.synthesise({ modelDir, table, seed: 1, holdout: 0, rows: 200, threads: 1 });
    const [last, mean, slope, stays, days] = made.columns.map(({ values }) => values) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const rows = [...last.keys()];
    expect(rows.filter((row) => Number.isNaN(last[row]!) !== Number.isNaN(mean[row]!))).toEqual([]);
    expect(rows.filter((row) => Number.isNaN(last[row]!) && !Number.isNaN(slope[row]!))).toEqual([]);
    const once = rows.filter((row) => !Number.isNaN(last[row]!) && Number.isNaN(slope[row]!));
    expect(once.length).toBeGreaterThan(10);
    expect(once.filter((row) => last[row] !== mean[row])).toEqual([]);
    expect(rows.filter((row) => stays[row] === 0 && days[row] !== 0)).toEqual([]);
    expect(rows.filter((row) => stays[row] === 1 && days[row] === 0)).toEqual([]);
  });

  it('has one pattern for columns missing together', () => {
    const patterns = gapPatterns(measured(60).columns);
    expect(patterns.map(({ places }) => places)).toEqual([[0, 1], [2]]);
  });

  it('forbids a level only where chance would have shown it', () => {
    const read = Uint8Array.from({ length: 100 }, (_, row) => (row < 50 ? 1 : 0));
    const fact = { read, made: Uint8Array.of(1, 0) };
    const codes = Float64Array.from(read, (is) => 1 - is);
    const rules = structuralRules([fact], codes, 2);
    expect(rules.map(({ level }) => level)).toEqual([1]);
    expect([...allowedLevels(rules, Float64Array.of(0.3, 0.7), 0)]).toEqual([1, 0]);
    expect([...allowedLevels(rules, Float64Array.of(0.3, 0.7), 1)]).toEqual([0.3, 0.7]);
    expect([...allowedLevels(rules, Float64Array.of(0, 1), 0)]).toEqual([0, 1]);
    const rare = codes.map((_, row) => (row === 99 ? 1 : 0));
    expect(structuralRules([fact], rare, 2)).toEqual([]);
  });

  it('keeps atoms and steps of a number, and leaves rare values between them free', () => {
    const values = Float64Array.from({ length: 100 }, (_, row) =>
      row < 40 ? 0 : row < 70 ? 10 * (row % 10) : row + 0.5,
    );
    const { atoms, steps, view } = drawable({ name: 'dose', kind: 'number', values });
    expect([...atoms]).toEqual([0]);
    expect(view?.kind === 'number' && view.scores.sorted.includes(0)).toBe(false);
    expect([onStep(steps, 21), onStep(steps, 83)]).toEqual([20, 83]);
  });
});
