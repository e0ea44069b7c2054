import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { runAnalysis } from '../run-analysis.ts';
import { type Categorical, type Continuous, spec, type TableOneResult } from './spec.ts';

let database: Database;
let connection: Connection;

beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`
    CREATE TABLE ward AS
    SELECT
      i AS age,
      CASE WHEN i = 40 THEN NULL WHEN i = 41 THEN 'nan'::DOUBLE ELSE i * 1.5 END AS weight,
      i % 3 AS stage,
      i % 2 = 0 AS smoker,
      CASE WHEN i < 30 THEN NULL ELSE 'site ' || (i % 2) END AS "where",
      i % 2 AS arm,
      CASE WHEN i = 20 THEN NULL ELSE 'one' END AS single,
      'note ' || i AS story,
      DATE '2020-01-01' + i::INTEGER AS seen,
      NULL::INTEGER AS blank
    FROM range(20, 80) AS t(i)
  `);
});

afterAll(() => {
  connection.close();
  database.close();
});

const analyse = async (params: Record<string, unknown>, table = 'ward') => {
  const answer = await runAnalysis('table-one', {
    params,
    input: { kind: 'table', table },
    connection,
    context: quiet,
  });
  return { ...answer, result: answer.result as TableOneResult };
};

const variable = (result: TableOneResult, name: string) =>
  result.variables.find((candidate) => candidate.name === name)!;

describe('table one of a table', () => {
  it('guesses what each column is and says what it leaves out', async () => {
    const { result } = await analyse({});
    expect(result.variables.map(({ name, kind }) => [name, kind])).toEqual([
      ['age', 'continuous'],
      ['weight', 'continuous'],
      ['stage', 'categorical'],
      ['smoker', 'categorical'],
      ['where', 'categorical'],
      ['arm', 'categorical'],
      ['single', 'categorical'],
    ]);
    expect(result.skipped).toEqual([
      { column: 'story', reason: 'has more than 50 different values' },
      { column: 'seen', reason: 'is DATE, neither number nor category' },
      { column: 'blank', reason: 'holds no value' },
    ]);
    expect(result.contrast).toBeNull();
  });

  it('counts null and not-a-number as missing', async () => {
    const { result } = await analyse({ by: 'arm' });
    expect((variable(result, 'weight') as Continuous).groups.map(({ n, missing }) => [n, missing])).toEqual([
      [29, 1],
      [29, 1],
    ]);
    const where = variable(result, 'where') as Categorical;
    expect(where.groups.map(({ n, missing }) => [n, missing])).toEqual([
      [25, 5],
      [25, 5],
    ]);
    expect(where.levels[0]!.groups.map(({ proportion }) => proportion)).toEqual([1, 0]);
    expect(where.smd).toBeNull();
  });

  it('compares the later of two groups with the earlier', async () => {
    const { result, sentence } = await analyse({ by: 'arm', variables: ['age', 'stage'] });
    expect(result.contrast).toEqual({ of: '1', against: '0' });
    // Means 50 and 49, the same deviation of evenly spaced numbers.
    const age = variable(result, 'age') as Continuous;
    expect(age.groups.map(({ mean, median }) => [mean, median])).toEqual([
      [49, 49],
      [50, 50],
    ]);
    expect(age.smd).toBeCloseTo(1 / Math.sqrt((4 * (30 * 31)) / 12), 12);
    expect(sentence).toBe(
      '30 rows in 0 and 30 in 1, described by 2 variables; none differs by a standardised mean difference of more than 0.1.',
    );
  });

  it('keeps what a mean is made up of, in shares, so that a gate can tell whether one person makes it up', async () => {
    const { result } = await analyse({ by: 'arm', variables: ['debt'] }, '(SELECT arm, 10.5 - age AS debt FROM ward)');
    const [even, odd] = (variable(result, 'debt') as Continuous).groups;
    expect(even!.contributions).toEqual({ size: 1, negative: 30, largest: Array(10).fill(0.06).fill(0.05, 5) });
    expect(odd!.contributions).toMatchObject({ size: 1, negative: 30 });
  });

  it('has no difference between three groups', async () => {
    const { result } = await analyse({ by: 'stage' });
    expect(result.groups.map(({ name, n }) => [name, n])).toEqual([
      ['0', 20],
      ['1', 20],
      ['2', 20],
    ]);
    expect(result.variables.every(({ smd }) => smd === null)).toBe(true);
  });

  it('leaves out rows without a group and counts them', async () => {
    const { result } = await analyse({ by: 'where' });
    expect(result.excluded).toEqual([{ reason: 'group missing', n: 10 }]);
    expect(result.groups.reduce((sum, { n }) => sum + n, 0)).toBe(50);
  });

  it.each([
    ['a group column that is not there', { by: 'wing' }, 'ward', '“by”'],
    ['a variable that is not there', { variables: ['height'] }, 'ward', '“variables”'],
    ['a group column of one value', { by: 'single' }, 'ward', '“by”'],
    ['more than twenty groups', { by: 'story' }, 'ward', '“by”'],
    ['a group column without values', { by: 'blank' }, 'ward', '“by”'],
    ['nothing but dates', { variables: ['seen'] }, 'ward', '“variables”'],
    ['a table without rows', {}, '(SELECT * FROM ward WHERE false)', 'no rows'],
  ])('refuses %s', async (_, params, table, named) => {
    await expect(analyse(params, table)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(named),
    });
  });
});

describe('what may leave', () => {
  it('ties levels and missing to their group and shares to their counts', async () => {
    const { result } = await analyse({ by: 'arm', variables: ['where'] });
    const [table] = spec.release(result).tables;
    expect(table!.columns.map(({ label }) => label)).toEqual([
      'Characteristic',
      '0: n, mean or median',
      '0: % or SD',
      '1: n, mean or median',
      '1: % or SD',
      'SMD',
    ]);
    expect(table!.rows.map((row) => row[0])).toMatchObject([
      { text: 'Rows' },
      { text: 'where' },
      { text: 'where: site 0' },
      { text: 'where: site 1' },
      { text: 'where, missing' },
    ]);
    expect(table!.relations).toContainEqual({
      kind: 'sum',
      parts: [
        [2, 1],
        [3, 1],
        [4, 1],
      ],
      total: [0, 1],
    });
    expect(table!.relations).toContainEqual({ kind: 'share', count: [3, 3], share: [3, 4] });
  });

  it('rests percentiles on those beyond them and differences on the smaller group', async () => {
    const { result } = await analyse({ by: 'arm', variables: ['age'] });
    const rows = spec.release(result).tables[0]!.rows;
    expect(rows[1]![1]).toMatchObject({ basis: 30, digits: 0 });
    expect(rows[2]![1]).toMatchObject({ basis: 15 });
    expect(rows[3]![1]).toMatchObject({ basis: 7 });
    expect(rows[1]![5]).toMatchObject({ kind: 'statistic', basis: 30 });
  });
});
