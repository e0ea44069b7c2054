import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { type RiskReport, riskQuestion } from '../../../contract/risk.ts';
import { assessRisk } from '../../../core/deidentify/risk/assess.ts';
import { populationOf } from '../../../core/deidentify/risk/population.ts';
import { type Connection, type Database, openDatabase } from '../../../core/engine/database.ts';
import { literal } from '../../../core/engine/sql-text.ts';

const folder = '../shared/data/safety';
const present = existsSync(`${folder}/microdata_risk.json`);

interface AdultCase {
  readonly qi: string[];
  readonly n: number;
  readonly classes: number;
  readonly k: number;
  readonly max_class: number;
  readonly sample_uniques: number;
  readonly fraction_unique: number;
  readonly avg_reid_risk: number;
  readonly highest_risk: number;
  readonly hist_lt_11: Record<string, number>;
  readonly sensitive?: string;
  readonly [figure: string]: unknown;
}

const read = () => JSON.parse(readFileSync(`${folder}/microdata_risk.json`, 'utf8'));

describe.skipIf(!present)('figures of ARX and of the t-closeness paper', () => {
  let database: Database;
  let connection: Connection;
  const ask = (from: string, question: object): Promise<RiskReport> =>
    assessRisk({ connection, from, source: 'test', question: riskQuestion.parse(question), context: quiet });

  beforeAll(async () => {
    database = await openDatabase();
    connection = await database.connect();
    const file = `read_json(${literal(`${folder}/microdata_adult_arx.json.gz`)}, maximum_object_size = 100000000)`;
    const [{ cols }] = (await connection.rows<{ cols: string[] }>(`SELECT cols FROM ${file}`)) as [{ cols: string[] }];
    const values = cols.map((name, c) => `levels[${literal(name)}][row[${c + 1}] + 1] AS "${name}"`);
    await connection.run(
      `CREATE TABLE adult AS SELECT ${values.join(', ')} FROM (SELECT levels, unnest("rows") AS row FROM ${file})`,
    );
    const [head, ...body] = read().arx_test2_csv as string[][];
    await connection.run(
      `CREATE TABLE salaries AS SELECT * REPLACE (CAST("Salary" AS INTEGER) AS "Salary") FROM (VALUES ${body
        .map((row) => `(${row.map(literal).join(', ')})`)
        .join(', ')}) AS t(${head!.map((name) => `"${name}"`).join(', ')})`,
    );
  });
  afterAll(() => {
    connection.close();
    database.close();
  });

  it.each(present ? (read().adult_computed as AdultCase[]) : [])('Adult by $qi', async (expected) => {
    const sensitive = expected.sensitive ? [{ column: expected.sensitive }] : [];
    const { whole } = await ask('adult', { quasiIdentifiers: expected.qi, sensitive });
    expect(whole.classes).toBe(expected.classes);
    expect(whole.own.rows).toBe(expected.n);
    expect(whole.own.k).toBe(expected.k);
    expect(whole.own.largest).toBe(expected.max_class);
    expect(whole.own.uniques).toBe(expected.sample_uniques);
    expect(whole.own.uniqueShare).toBeCloseTo(expected.fraction_unique, 9);
    expect(whole.own.averageRisk).toBeCloseTo(expected.avg_reid_risk, 12);
    expect(whole.own.highestRisk).toBeCloseTo(expected.highest_risk, 12);
    expect(whole.own.lowestRisk).toBeCloseTo(1 / expected.max_class, 12);
    for (const { limit, rows } of whole.own.below)
      expect([limit, rows]).toEqual([limit, expected[`records_k_lt_${limit}`]]);
    if (!expected.sensitive) return;
    const [diversity] = whole.diversity;
    expect(diversity?.distinctL).toBe(expected.distinct_l);
    expect(diversity?.entropyL).toBeCloseTo(expected.entropy_l as number, 9);
    expect(diversity?.t).toBeCloseTo(expected.t_equal_distance as number, 9);
    expect(diversity?.classesOfOneValue).toBe(expected.classes_distinct_l_lt_2);
    expect(diversity?.rowsOfOneValue).toBe(expected.records_in_classes_l_lt_2);
  });

  it('population uniqueness by Pitman and Zayatz, as ARX has them', async () => {
    const [, uniqueness] = read().arx_published;
    const { sample_uniqueness: own, population_uniqueness: published } = uniqueness;
    const counted = await connection.numbers(
      'SELECT size, count(*) AS classes FROM (SELECT adult, count(*) AS size FROM adult GROUP BY adult) GROUP BY size ORDER BY size',
    );
    const sizes = [...counted.values[0]!].map((size, i) => [size, counted.values[1]![i]!] as const);
    const at = (fraction: number) => populationOf(sizes, 30162 / fraction)!;
    expect(at(0.1).model).toBe('pitman');
    expect(at(0.1).pitman).toBeCloseTo(published['f=0.1'][0], 9);
    expect(at(0.1).zayatz).toBeCloseTo(published['f=0.1'][1], 9);
    expect(at(0.01).share).toBeCloseTo(published['f=0.01'], 9);
    expect(at(0.2).share).toBeCloseTo(published['f=0.2'], 9);
    expect(at(1).share).toBeCloseTo(own, 9);
  });

  it('the worked example of t-closeness', async () => {
    await connection.run(`CREATE OR REPLACE TABLE three AS SELECT "Salary",
      CASE WHEN "Salary" IN (3, 4, 5) THEN 'a' WHEN "Salary" IN (6, 8, 11) THEN 'b' ELSE 'c' END AS class FROM salaries`);
    const published = read().tcloseness_published.classes as Record<string, number>;
    const worst = async (keep: string) => {
      // The other classes are given the table's own distribution, so that the one in question is the farthest.
      await connection.run(`CREATE OR REPLACE TABLE one AS SELECT "Salary", '${keep}' AS class FROM three WHERE class = '${keep}'
        UNION ALL SELECT "Salary", 'rest' FROM three WHERE class <> '${keep}'`);
      const asked = { quasiIdentifiers: ['class'], sensitive: [{ column: 'Salary', distance: 'ordered' }] };
      return (await ask('one', asked)).whole.diversity[0]!.t;
    };
    expect(await worst('a')).toBeCloseTo(published['[3,4,5]']!, 9);
    expect(await worst('b')).toBeCloseTo(published['[6,8,11]']!, 9);
  });
});
