import { type JobContext, quiet } from '../../contract/context.ts';
import { Failure, type FailureWire } from '../../contract/failure.ts';
import type { Connection } from '../engine/database.ts';
import type { CheckedExpression, CohortProblem } from './check.ts';
import { type CompiledRun, compileCohort, compileRun, type RunOptions } from './compile.ts';
import { conceptWarnings, type ResolvedSets, resolveSets } from './run-concepts.ts';
import { forEachPart } from './run-parts.ts';
import { readMade } from './run-rows.ts';
import { checkTables, type Reading, type Tables } from './run-tables.ts';
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
  /** False leaves the fingerprint empty: putting every row to text in order costs up to half of a run. */
  readonly isFingerprinted?: boolean;
  /** In how many parts persons are taken, if not all at once; more where a part does not fit into memory. */
  readonly parts?: number;
}

/** What the definitions of one call share. */
interface Shared {
  readonly tables: Tables;
  /** Concept sets of the definitions that are generated next; null where they can't be resolved together. */
  sets: ResolvedSets | null;
}

/** The concept sets of so many definitions are resolved at once. */
const atOnce = 50;

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
  const shared: Shared = { tables: new Map(), sets: null };
  for (const [i, definition] of definitions.entries()) {
    context.signal.throwIfAborted();
    context.progress({ stage: `cohort ${definition.name}`, done: i, total: definitions.length });
    if (i % atOnce === 0 && definitions.length > 1)
      shared.sets = await resolveTogether(connection, definitions.slice(i, i + atOnce), options, context);
    runs.push(await generateOrFail(connection, definition, options, shared, context));
  }
  return runs;
}

/** Null where that fails: each definition then resolves its own, and the one that can't says why. */
async function resolveTogether(
  connection: Connection,
  definitions: readonly Definition[],
  { cdm = 'cdm' }: GenerateOptions,
  context: JobContext,
): Promise<ResolvedSets | null> {
  const expressions = definitions.map(({ expression }) => expression);
  try {
    return await resolveSets(connection, expressions, cdm, context);
  } catch (error) {
    if (context.signal.aborted) throw error;
    return null;
  }
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
  shared: Shared,
  context: JobContext,
): Promise<CohortRun> {
  const started = performance.now();
  const { sql, tables } = compileCohort(definition.expression, options);
  const base = { name: definition.name, sql };
  try {
    const result = await generate(connection, { ...definition, tables }, options, shared, context);
    return { ...base, ...result, elapsedMs: performance.now() - started };
  } catch (error) {
    if (context.signal.aborted) throw error;
    const failure = Failure.from(error).toWire();
    const elapsedMs = performance.now() - started;
    return { ...base, ...nothing, elapsedMs, failure };
  }
}

let runNumber = 0;

async function generate(
  connection: Connection,
  { name, expression, tables }: Definition & { readonly tables: readonly string[] },
  { into, cdm = 'cdm', isFingerprinted = true, parts = 1 }: GenerateOptions,
  shared: Shared,
  context: JobContext,
): Promise<Omit<CohortRun, 'name' | 'sql' | 'elapsedMs' | 'failure'>> {
  const tableWarnings = await checkTables(connection, cdm, { expression, tables }, shared.tables, context);
  const sets = shared.sets ?? (await resolveSets(connection, [expression], cdm, context));
  runNumber += 1;
  const made = `temp.cohort_run_${runNumber}`;
  try {
    const query = await make(
      connection,
      { expression, tables, cdm, concepts: sets.of(expression), made, parts },
      context,
    );
    const { statistics, counts } = await readMade(connection, made, isFingerprinted ? null : query.persons, context);
    await replaceRows(connection, { name, into, made, isEmpty: counts.rows === 0 }, context);
    return {
      ...counts,
      attrition: attritionOf(expression, statistics),
      remaining: remainingOf(statistics, expression.rules.length),
      warnings: [...tableWarnings, ...conceptWarnings(expression, sets.unknown)],
    };
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${made}`);
  }
}

interface Making extends RunOptions, Reading {
  /** The table of rows and statistics that is made. */
  readonly made: string;
  readonly parts: number;
}

/** Persons are taken in no more parts than this; one that does not fit then is no matter of how many persons there are. */
const mostParts = 64;

/** Makes the rows and statistics of all persons at once; where that does not fit into memory, of one part after another. */
async function make(connection: Connection, making: Making, context: JobContext): Promise<CompiledRun> {
  const { expression, cdm, concepts, made, tables, parts } = making;
  const insert = async (from: string, part: number) => {
    const query = compileRun(expression, { cdm: from, concepts });
    const to = part === 0 ? `CREATE TEMP TABLE ${made} AS` : `INSERT INTO ${made} BY NAME`;
    await connection.run(`${to}\n${query.sql}`, [], context);
    return query;
  };
  try {
    if (parts === 1) return await insert(cdm, 0);
    await forEachPart(
      connection,
      { cdm, tables, count: parts },
      async (...part) => void (await insert(...part)),
      context,
    );
    return compileRun(expression, { cdm, concepts });
  } catch (error) {
    if (Failure.from(error).details.kind !== 'Out of Memory' || parts >= mostParts) throw error;
    await connection.run(`DROP TABLE IF EXISTS ${made}`);
    return make(connection, { ...making, parts: parts * 4 }, context);
  }
}

async function replaceRows(
  connection: Connection,
  {
    name,
    into,
    made,
    isEmpty,
  }: { readonly name: string; readonly into: string; readonly made: string; readonly isEmpty: boolean },
  context: JobContext,
): Promise<void> {
  const target = qualified(into);
  if (isEmpty) return connection.run(`DELETE FROM ${target} WHERE cohort_name = $1`, [name], context);
  await connection.run('BEGIN TRANSACTION');
  try {
    await connection.run(`DELETE FROM ${target} WHERE cohort_name = $1`, [name], context);
    await connection.run(
      `INSERT INTO ${target} SELECT $1, subject_id, cohort_start_date, cohort_end_date FROM ${made} WHERE unit IS NULL`,
      [name],
      context,
    );
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
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
