import { type JobContext, quiet } from '../../contract/context.ts';
import { Failure, type FailureWire } from '../../contract/failure.ts';
import type { Connection, Row } from '../engine/database.ts';
import type { CheckedExpression, CohortProblem } from './check.ts';
import { compileCohort, compileStages } from './compile.ts';
import { tableUses } from './expression/used-tables.ts';
import { countsOf, type MaskCount, remainingOf } from './sql/attrition.ts';
import { qualified } from './sql/scope.ts';

export interface RuleCounts {
  readonly name: string;
  /** Events, and persons by their best event, that the rule holds for. */
  readonly events: number;
  readonly persons: number;
  /** Events, and persons by their best event, that this rule alone excludes. */
  readonly eventsGain: number;
  readonly personsGain: number;
}

export interface Attrition {
  readonly events: { readonly entry: number; readonly final: number };
  readonly persons: { readonly entry: number; readonly final: number };
  readonly rules: readonly RuleCounts[];
}

export interface Remaining {
  readonly events: number;
  readonly persons: number;
}

export interface CohortRun {
  readonly name: string;
  readonly rows: number;
  readonly persons: number;
  /** SHA-256 of the rows in order, as `subject_id,YYYY-MM-DD,YYYY-MM-DD` joined by line feeds. */
  readonly fingerprint: string;
  readonly attrition: Attrition;
  /** What each inclusion rule and all before it leave, in the order of the rules: the flow diagram. */
  readonly remaining: readonly Remaining[];
  /** Concepts that the dataset's vocabulary does not know, and criteria whose table is empty. */
  readonly warnings: readonly CohortProblem[];
  readonly elapsedMs: number;
  readonly sql: string;
  readonly failure?: FailureWire;
}

export interface Definition {
  readonly name: string;
  readonly expression: CheckedExpression;
}

export interface GenerateOptions {
  /** An existing table (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE). */
  readonly into: string;
  /** Catalog and schema of the CDM; `cdm` unless told. */
  readonly cdm?: string;
}

/**
 * Generates cohorts into a table, one after another; rows that a cohort of the same name had there are replaced. A
 * definition that fails says so in its run and the next one starts; cancelling stops all with Failure `cancelled`.
 * No temporary table is left behind.
 */
export async function generateCohorts(
  connection: Connection,
  definitions: readonly Definition[],
  options: GenerateOptions,
  context: JobContext = quiet,
): Promise<CohortRun[]> {
  const runs: CohortRun[] = [];
  const known: Tables = new Map();
  for (const [i, definition] of definitions.entries()) {
    context.signal.throwIfAborted();
    context.progress({ stage: `cohort ${definition.name}`, done: i, total: definitions.length });
    runs.push(await generateOrFail(connection, definition, options, known, context));
  }
  return runs;
}

const nothing = {
  rows: 0,
  persons: 0,
  fingerprint: '',
  attrition: { events: { entry: 0, final: 0 }, persons: { entry: 0, final: 0 }, rules: [] },
  remaining: [],
  warnings: [],
};

async function generateOrFail(
  connection: Connection,
  definition: Definition,
  options: GenerateOptions,
  known: Tables,
  context: JobContext,
): Promise<CohortRun> {
  const started = performance.now();
  const { sql } = compileCohort(definition.expression, options);
  const base = { name: definition.name, sql };
  try {
    const result = await generate(connection, definition, options, known, context);
    return { ...base, ...result, elapsedMs: performance.now() - started };
  } catch (error) {
    if (context.signal.aborted) throw error;
    const failure = Failure.from(error).toWire();
    const elapsedMs = performance.now() - started;
    return { ...base, ...nothing, elapsedMs, failure };
  }
}

let runNumber = 0;

/** Temporary tables of one run, under names that no other run of this process has. */
function freshNames(cdm: string) {
  runNumber += 1;
  const prefix = `cohort_run_${runNumber}`;
  return { cdm, conceptSets: `${prefix}_concept_sets`, events: `${prefix}_events`, rows: `${prefix}_rows` };
}

async function generate(
  connection: Connection,
  { name, expression }: Definition,
  { into, cdm = 'cdm' }: GenerateOptions,
  known: Tables,
  context: JobContext,
): Promise<Omit<CohortRun, 'name' | 'sql' | 'elapsedMs' | 'failure'>> {
  const names = freshNames(cdm);
  const stages = compileStages(expression, names);
  const tableWarnings = await checkTables(connection, cdm, { expression, tables: stages.tables }, known, context);
  try {
    if (stages.conceptSets !== null) await fill(connection, names.conceptSets, stages.conceptSets, context);
    await fill(connection, names.events, stages.events, context);
    const statistics = await statisticsOf(connection, stages.attrition, context);
    await fill(connection, names.rows, stages.rows, context);
    const counts = await connection.one<Counts>(countsQuery(names.rows), [], context);
    await replaceRows(connection, { name, into, rows: names.rows }, context);
    return {
      rows: Number(counts.rows),
      persons: Number(counts.persons),
      fingerprint: counts.fingerprint,
      attrition: attritionOf(expression, statistics),
      remaining: remainingOf(statistics, expression.rules.length),
      warnings: [...tableWarnings, ...(await checkConcepts(connection, expression, context, { cdm }))],
    };
  } finally {
    for (const table of [names.conceptSets, names.events, names.rows])
      await connection.run(`DROP TABLE IF EXISTS temp.${table}`);
  }
}

function fill(connection: Connection, table: string, query: string, context: JobContext): Promise<void> {
  return connection.run(`CREATE TEMP TABLE ${table} AS\n${query}`, [], context);
}

/** Tables that were looked at: whether they hold any row. */
type Tables = Map<string, boolean>;

interface Reading {
  readonly expression: CheckedExpression;
  readonly tables: readonly string[];
}

/** A table that the dataset has not got is named before anything runs; one without a row is a warning. */
async function checkTables(
  connection: Connection,
  cdm: string,
  { expression, tables }: Reading,
  known: Tables,
  context: JobContext,
): Promise<CohortProblem[]> {
  const uses = tableUses(expression);
  for (const table of tables) {
    if (known.has(table)) continue;
    try {
      const rows = await connection.rows(`SELECT 1 FROM ${qualified(cdm)}.${table} LIMIT 1`, [], context);
      known.set(table, rows.length > 0);
    } catch (error) {
      if (context.signal.aborted) throw error;
      const path = uses.find((use) => use.table === table)?.path ?? '$.ConceptSets';
      throw new Failure(
        'not_found',
        `The dataset has no table “${table}”, which this definition reads at ${path}. Import it, or remove the criteria that need it.`,
        { table, path },
        { cause: error },
      );
    }
  }
  return uses.flatMap(({ table, path }) => (known.get(table) === false ? [nothingIn(table, path)] : []));
}

const nothingIn = (table: string, path: string): CohortProblem => ({
  path,
  severity: 'warning',
  message: `The dataset’s table “${table}” is empty, so nothing is found here. Import it, or remove what needs it.`,
});

export interface Counts extends Row {
  readonly rows: string | number;
  readonly persons: string | number;
  readonly fingerprint: string;
}

/** Counts and fingerprint of cohort rows; `rows` is SQL that can stand after FROM. */
export function countsQuery(rows: string): string {
  return [
    'SELECT count(*) AS rows, count(DISTINCT subject_id) AS persons,',
    "  sha256(COALESCE(string_agg(concat(subject_id, ',', cohort_start_date, ',', cohort_end_date), chr(10)",
    "    ORDER BY subject_id, cohort_start_date, cohort_end_date), '')) AS fingerprint",
    `FROM ${rows}`,
  ].join('\n');
}

async function replaceRows(
  connection: Connection,
  { name, into, rows }: { readonly name: string; readonly into: string; readonly rows: string },
  context: JobContext,
): Promise<void> {
  const target = qualified(into);
  await connection.run('BEGIN TRANSACTION');
  try {
    await connection.run(`DELETE FROM ${target} WHERE cohort_name = $1`, [name], context);
    await connection.run(
      `INSERT INTO ${target} SELECT $1, subject_id, cohort_start_date, cohort_end_date FROM ${rows}`,
      [name],
      context,
    );
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}

async function statisticsOf(connection: Connection, query: string, context: JobContext): Promise<MaskCount[]> {
  const rows = await connection.rows(query, [], context);
  return rows.map(({ unit, mask, n }) => ({ unit: String(unit), mask: BigInt(String(mask)), n: Number(n) }));
}

function attritionOf(expression: CheckedExpression, counts: readonly MaskCount[]): Attrition {
  const events = countsOf(counts, 'events', expression.rules.length);
  const persons = countsOf(counts, 'persons', expression.rules.length);
  return {
    events: { entry: events.entry, final: events.final },
    persons: { entry: persons.entry, final: persons.final },
    rules: expression.rules.map(({ name }, i) => ({
      name,
      events: events.rules[i]!.holds,
      eventsGain: events.rules[i]!.gain,
      persons: persons.rules[i]!.holds,
      personsGain: persons.rules[i]!.gain,
    })),
  };
}

/**
 * Concepts of the definition's concept sets that the dataset's vocabulary does not know, as warnings with their path:
 * Circe leaves them out, and what they were meant to find is not found.
 */
export async function checkConcepts(
  connection: Connection,
  expression: CheckedExpression,
  context: JobContext = quiet,
  { cdm = 'cdm' }: { readonly cdm?: string } = {},
): Promise<CohortProblem[]> {
  const ids = [...new Set(expression.conceptSets.flatMap(({ items }) => items.map(({ concept }) => concept.id)))];
  if (ids.length === 0) return [];
  const missing = await connection.rows<{ id: string | number }>(
    `SELECT id FROM (SELECT unnest(CAST('[${ids.join(', ')}]' AS BIGINT[])) AS id) ANTI JOIN ${qualified(cdm)}.concept c ON c.concept_id = id`,
    [],
    context,
  );
  const unknown = new Set(missing.map(({ id }) => Number(id)));
  return expression.conceptSets.flatMap(({ path, items }) => {
    const absent = items.flatMap(({ concept: { id } }, i) => (unknown.has(id) ? [{ id, i }] : []));
    const named = absent.slice(0, mostNamed).map(({ id, i }) => ({
      path: `${path}.expression.items[${i}].concept`,
      severity: 'warning' as const,
      message: `The dataset’s vocabulary has no concept ${id}, so it finds nothing. Import a vocabulary that has it, or remove it.`,
    }));
    const more = absent.length - named.length;
    if (more === 0) return named;
    const message = `The dataset’s vocabulary has none of ${more} more concepts of this set either. Import a vocabulary that has them.`;
    return [...named, { path: `${path}.expression.items`, severity: 'warning' as const, message }];
  });
}

/** Of one concept set more unknown concepts than this are counted, not named. */
const mostNamed = 20;
