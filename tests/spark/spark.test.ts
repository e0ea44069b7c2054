import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseExpression } from '../../core/cohort/check.ts';
import { compileAttrition, compileCohort, compileScript } from '../../core/cohort/compile.ts';
import { type CohortRun, generateCohorts } from '../../core/cohort/run.ts';
import { spark as dialect } from '../../core/cohort/sql/dialect-spark.ts';
import { openWarehouse } from '../naive/generated.ts';
import { randomPopulation } from '../naive/random-population.ts';
import { emptyTables, openOmop } from '../oracle/cohort/omop-folder.ts';
import { attritionRows } from '../spec/cohort/attrition-rows.ts';
import { type Case, fixedCases, generatedCases } from './cases.ts';
import { hostile } from './own-definitions.ts';
import { type Spark, type SparkAnswer, type SparkStatement, sparkPython, startSpark } from './session.ts';

/** Spark 4 has ANSI mode on unless told, Spark 3 off; half of the definitions run with each. */
const modes = [{ 'spark.sql.ansi.enabled': 'false' }, { 'spark.sql.ansi.enabled': 'true' }];

interface Asked {
  readonly rows: Promise<SparkAnswer>;
  readonly attrition: Promise<SparkAnswer> | null;
}

type Ask = (job: SparkStatement) => Promise<SparkAnswer>;

const random = join(tmpdir(), `stillroom-population-${process.pid}`);
const cases = [...generatedCases(random), ...fixedCases()];
const onSpark = new Map<Case, Asked>();
const onDuckdb = new Map<Case, CohortRun>();

const emptyOnSpark = Object.fromEntries(
  Object.entries(emptyTables).map(([table, columns]) => [table, columns.replaceAll('VARCHAR', 'STRING')]),
);

let spark: Spark | null = null;

/** A population at random as Parquet files. */
async function writePopulation(folder: string): Promise<void> {
  mkdirSync(folder);
  const warehouse = await openWarehouse();
  const [population] = fc.sample(randomPopulation, { numRuns: 1, seed: 20_000_101 });
  await warehouse.fill(population!);
  await warehouse.export(folder);
  warehouse.close();
}

function tablesOf(schema: string): readonly string[] {
  const own = cases.filter((one) => one.schema === schema);
  return [...new Set(own.flatMap(({ definition }) => compileCohort(parseExpression(definition)).tables))];
}

/** Sends every statement to Spark, which works through them while DuckDB answers the same definitions. */
async function askSpark(session: Spark): Promise<void> {
  const folders = new Map(cases.map(({ schema, folder }) => [schema, folder]));
  for (const [schema, folder] of folders) {
    const { error } = await session.ask({ open: schema, folder, tables: tablesOf(schema), empty: emptyOnSpark });
    if (error) throw new Error(`Spark could not open ${schema}: ${error}`);
  }
  await session.ask({ sql: 'CREATE DATABASE work', want: 'rows' });
  for (const [i, one] of cases.entries()) {
    const ask = (job: SparkStatement) => session.ask({ ...job, settings: modes[i % 2] });
    onSpark.set(one, one.asScript ? askScript(ask, one, `work.c${i}`) : askStatements(ask, one));
  }
}

function askStatements(ask: Ask, { definition, schema, withAttrition }: Case): Asked {
  const expression = parseExpression(definition);
  const options = { cdm: schema, dialect: 'spark' } as const;
  return {
    rows: ask({ sql: compileCohort(expression, options).sql, want: 'fingerprint' }),
    attrition: withAttrition ? ask({ sql: compileAttrition(expression, options).sql, want: 'rows' }) : null,
  };
}

function askScript(ask: Ask, { definition, schema }: Case, into: string): Asked {
  const options = { cdm: schema, dialect: 'spark', into, format: 'parquet' } as const;
  const before = compileScript(parseExpression(definition), options);
  const rows = ask({ before, sql: `SELECT * FROM ${into}_cohort`, want: 'fingerprint' });
  const attrition = rows.then(() => ask({ sql: `SELECT * FROM ${into}_attrition ORDER BY step`, want: 'rows' }));
  return { rows, attrition };
}

async function askDuckdb(): Promise<void> {
  for (const folder of new Set(cases.map((one) => one.folder))) {
    const { connection, close } = await openOmop(folder);
    for (const one of cases.filter((other) => other.folder === folder)) {
      const expression = parseExpression(one.definition);
      const [run] = await generateCohorts(connection, [{ name: 'c', expression }], { into: 'results' });
      onDuckdb.set(one, run!);
    }
    close();
  }
}

describe.skipIf(sparkPython === null)('Spark answers as DuckDB does', () => {
  beforeAll(async () => {
    await writePopulation(random);
    spark = await startSpark(sparkPython!);
    console.log(`${spark.version}: ${cases.length} definitions`);
    await askSpark(spark);
    await askDuckdb();
  });
  afterAll(async () => {
    await spark?.close();
    rmSync(random, { recursive: true, force: true });
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const run = onDuckdb.get(one)!;
    expect(run.failure?.message).toBeUndefined();
    const { rows, attrition } = onSpark.get(one)!;
    const { error, columns, count, fingerprint } = await rows;
    expect(error).toBeUndefined();
    expect(columns).toEqual(['subject_id', 'cohort_start_date', 'cohort_end_date']);
    expect({ count, fingerprint }).toEqual({ count: run.rows, fingerprint: run.fingerprint });
    if (attrition === null) return;
    const statistics = await attrition;
    expect(statistics.error).toBeUndefined();
    expect(statistics.rows).toEqual(attritionRows(run));
  });

  test.each(modes)('a literal is what it says, and LIKE knows no escape: %o', async (settings) => {
    const texts = [hostile, 'a\\b', '\\', "\\'", '\\%'];
    const columns = texts.flatMap((text) => [dialect.text(text), dialect.like(dialect.text(text), text, false)]);
    const { error, rows } = await spark!.ask({ sql: `SELECT ${columns.join(', ')}`, want: 'rows', settings });
    expect(error).toBeUndefined();
    expect(rows).toEqual([texts.flatMap((text) => [text, true])]);
    const other = dialect.like(dialect.text('a%'), 'a\\%', false);
    expect((await spark!.ask({ sql: `SELECT ${other}`, want: 'rows', settings })).rows).toEqual([[false]]);
  });

  test('the answers are not all empty', () => {
    const filled = [...onDuckdb.values()].filter(({ rows }) => rows > 0);
    expect(filled.length).toBeGreaterThan(cases.length / 2);
  });
});
