import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import type { CheckedRelease, Release } from '../../../contract/release.ts';
import { findAnalysis } from '../../../core/analyses/registry.ts';
import { runAnalysis } from '../../../core/analyses/run-analysis.ts';
import { checkRelease } from '../../../core/disclosure/check.ts';
import { type Connection, type Database, openDatabase } from '../../../core/engine/database.ts';

/*
 * What an analysis means to publish passes the disclosure check: something useful is left, and nothing that rests on
 * fewer than eleven. Four hundred persons in two arms; three of one arm have a rare stage.
 */
let database: Database;
let connection: Connection;

beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`
    CREATE TABLE trial AS
    SELECT
      10 + (i * 37) % 700 AS days,
      CASE WHEN i % 5 < 3 THEN 1 ELSE 0 END AS died,
      CASE WHEN i % 3 = 0 THEN 'new' ELSE 'usual' END AS arm,
      40 + (i * 13) % 45 AS age,
      CASE WHEN i IN (3, 6, 9) THEN 'IV' WHEN i % 2 = 0 THEN 'I' ELSE 'II' END AS stage,
      CASE WHEN i % 40 = 0 THEN NULL ELSE (i * 7) % 4 = 0 END AS smoker
    FROM range(400) AS t(i)`);
});

afterAll(() => {
  connection.close();
  database.close();
});

async function checked(
  name: string,
  params: Record<string, unknown>,
): Promise<{ before: Release; after: CheckedRelease }> {
  const input = { kind: 'table' as const, table: 'trial' };
  const { result } = await runAnalysis(name, { params, input, connection, context: quiet });
  const before = findAnalysis(name).spec.release(result);
  return { before, after: checkRelease(before) };
}

const printed = (after: CheckedRelease, table: string) =>
  after.tables.find(({ id }) => id === table)!.rows.map((row) => row.map(({ text }) => text));

describe('survival, released', () => {
  it('keeps the groups, their medians and the curve', async () => {
    const { after } = await checked('survival', { time: 'days', event: 'died', strata: 'arm', timeUnit: 'days' });
    expect(after.summary.refused).toBe(false);
    expect(printed(after, 'survival-summary').map((row) => row.slice(0, 3))).toEqual([
      ['new', '135', '80'],
      ['usual', '265', '160'],
    ]);
    for (const { points } of after.curves[0]!.series) {
      for (const { events, time } of points) expect(time === 0 || events >= 10).toBe(true);
    }
  });

  it('leaves out a group of three, with its name and the test', async () => {
    const { after } = await checked('survival', { time: 'days', event: 'died', strata: 'stage' });
    expect(printed(after, 'survival-summary').map(([group]) => group)).toEqual(['I', 'II']);
    expect(JSON.stringify(after)).not.toContain('IV');
    expect(after.tables.map(({ id }) => id)).toEqual(['survival-summary', 'survival-steps']);
  });
});

describe('table one, released', () => {
  it('withholds a level of three and what would give it away', async () => {
    const { before, after } = await checked('table-one', { by: 'arm', variables: ['age', 'stage', 'smoker'] });
    const rows = printed(after, 'table-one');
    const rare = rows.find(([label]) => label === 'stage: other, each rare')!;
    expect(JSON.stringify(after)).not.toContain('IV');
    expect(rare[1]).toBeNull();
    expect(rare[2]).toBeNull();
    const others = rows.filter(([label]) => label === 'stage: I' || label === 'stage: II');
    expect(others.some((row) => row[1] === null)).toBe(true);
    const difference = before.tables[0]!.rows.findIndex(([label]) => label?.kind === 'text' && label.text === 'stage');
    expect(rows[difference]![5]).toBeNull();
  });

  it('keeps what rests on enough', async () => {
    const { after } = await checked('table-one', { by: 'arm', variables: ['age', 'smoker'] });
    expect(after.summary.refused).toBe(false);
    const rows = printed(after, 'table-one');
    expect([rows[0]![1], rows[0]![3]]).toEqual(['135', '265']);
    expect(rows.find(([label]) => label === 'age, mean and SD')!.every((text) => text !== null)).toBe(true);
  });
});
