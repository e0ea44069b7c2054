import { parseExpression } from '../../core/cohort/check.ts';
import { compileCohort } from '../../core/cohort/compile.ts';
import { type CohortRun, generateCohorts, type Definition as Named } from '../../core/cohort/run.ts';
import { type Connection, openDatabase } from '../../core/engine/database.ts';
import { literal } from '../../core/engine/sql-text.ts';
import type { Definition } from './circe.ts';
import type { Answer } from './evaluate.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Population, Row } from './population.ts';
import { sqlType, tables } from './schema.ts';

/** Definitions of other cohorts of the study by name. */
export type Others = Readonly<Record<string, Definition>>;

/** A database with the tables of the CDM, to be filled with one population after another. */
export interface Warehouse {
  readonly fill: (population: Population) => Promise<void>;
  /** What Stillroom's own generation gives, in the form of the naive answer. */
  readonly generate: (definitions: readonly Definition[], others?: Others) => Promise<readonly Answer[]>;
  /** Writes each table to `folder` as a Parquet file. */
  readonly export: (folder: string) => Promise<void>;
  readonly close: () => void;
}

export async function openWarehouse(): Promise<Warehouse> {
  const database = await openDatabase({ settings: { threads: '1' } });
  const connection = await database.connect();
  const created = Object.entries(tables).map(([table, columns]) => {
    const typed = Object.entries(columns).map(([column, kind]) => `${column} ${sqlType(kind)}`);
    return `CREATE TABLE cdm.${table} (${typed.join(', ')});`;
  });
  await connection.run(`CREATE SCHEMA cdm;\n${created.join('\n')}
    CREATE TABLE results (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)`);
  return {
    fill: (population) =>
      connection.run(
        Object.keys(tables)
          .map((table) => refill(table, population[table]))
          .join('\n'),
      ),
    generate: (definitions, others = {}) => generate(connection, definitions, others),
    export: async (folder) => {
      for (const table of Object.keys(tables))
        await connection.run(`COPY cdm.${table} TO ${literal(`${folder}/${table}.parquet`)} (FORMAT parquet)`);
    },
    close: () => {
      connection.close();
      database.close();
    },
  };
}

/** Rows are written backwards: where an order matters, it must not be that of the rows. */
function refill(table: string, rows: readonly Row[] = []): string {
  const columns = Object.keys(tables[table]!);
  const values = rows
    .toReversed()
    .map((row) => `(${columns.map((column) => literal(row[column] ?? null)).join(', ')})`);
  const insert = values.length === 0 ? '' : `INSERT INTO cdm.${table} VALUES ${values.join(', ')};`;
  return `DELETE FROM cdm.${table};${insert}`;
}

async function generate(
  connection: Connection,
  definitions: readonly Definition[],
  others: Others,
): Promise<readonly Answer[]> {
  const references = { find: (name: string) => others[name] ?? null, chain: [] };
  const named = definitions.map((json, i) => ({ name: `c${i}`, expression: parseExpression(json, references) }));
  const runs = await generateCohorts(connection, named, { into: 'results' });
  const answers: Answer[] = [];
  for (const [i, run] of runs.entries()) {
    if (run.failure) throw new Error(`The generation failed: ${run.failure.message}`);
    const rows = await linesOf(connection, `SELECT * FROM results WHERE cohort_name = '${run.name}'`);
    checkSummary(run, rows);
    if (i % 3 === 0) await compareWhole(connection, named[i]!, rows);
    answers.push({ rows, ...talliesOf(run) });
  }
  return answers;
}

/** What a run says of its rows must be true of them. */
function checkSummary({ rows, persons, fingerprint }: CohortRun, lines: readonly string[]): void {
  const subjects = new Set(lines.map((line) => line.split(' ')[0]));
  const isTrue = rows === lines.length && persons === subjects.size && fingerprint === fingerprintOf(lines);
  if (!isTrue) throw new Error('The counts or the fingerprint of a run are not those of its rows.');
}

/** The one statement that a definition is shown as must give what the stages of a run gave. */
async function compareWhole(connection: Connection, { expression }: Named, rows: readonly string[]): Promise<void> {
  const whole = await linesOf(connection, compileCohort(expression).sql);
  if (rows.join() !== whole.join()) throw new Error('The whole statement gives other rows than the stages of a run.');
}

async function linesOf(connection: Connection, query: string): Promise<readonly string[]> {
  const found = await connection.rows<{ line: string }>(
    `SELECT concat(subject_id, ' ', cohort_start_date, ' ', cohort_end_date) AS line FROM (${query})`,
  );
  return found.map(({ line }) => line).toSorted();
}

function talliesOf({ attrition, remaining }: CohortRun): Omit<Answer, 'rows'> {
  const { rules } = attrition;
  return {
    events: {
      ...attrition.events,
      rules: rules.map(({ events, eventsGain }) => ({ holds: events, gain: eventsGain })),
    },
    persons: {
      ...attrition.persons,
      rules: rules.map(({ persons, personsGain }) => ({ holds: persons, gain: personsGain })),
    },
    remaining,
  };
}
