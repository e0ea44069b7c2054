import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import type { JobContext } from '../../contract/index.ts';
import { parseExpression } from '../../core/cohort/check.ts';
import { type CohortRun, type Definition, generateCohorts } from '../../core/cohort/run.ts';
import type { Connection } from '../../core/engine/database.ts';
import { openWorkspace } from '../../core/engine/workspace.ts';
import { readDefinitionFile } from '../../core/handlers/cohort.ts';
import { referenceFolder } from '../paths.ts';
import type { Terminal } from '../terminal.ts';
import { type Bench, type BenchOptions, type BenchResult, sideBySide } from './bench.ts';
import { databaseFile } from './omop-database.ts';
import { type Answer, emptyResults, readAnswer, readReferences, runReference } from './reference.ts';

const into = 'results.main.stillroom_cohort';
const makeTable = `CREATE OR REPLACE TABLE ${into} (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)`;

interface Task {
  readonly file: string;
  readonly name: string;
  readonly statements: readonly string[];
}

function definitionFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort();
  } catch (error) {
    throw new Failure(
      'unreadable',
      `The folder of definitions “${folder}” can't be read. Give a folder that holds <definition>.json files.`,
      {},
      { cause: error },
    );
  }
}

/** Definitions that a reference text goes with, in alphabetical order; what stands alone is said. */
function tasksOf({ note }: Terminal, { definitions, reference }: BenchOptions): readonly Task[] {
  if ((definitions === undefined) !== (reference === undefined))
    throw new Failure('usage', 'Give both --definitions and --reference, or neither for the shipped ones.');
  const folder = definitions ?? referenceFolder;
  const references = new Map(readReferences(reference ?? referenceFolder));
  const tasks: Task[] = [];
  const alone: string[] = [];
  for (const file of definitionFiles(folder)) {
    const name = file.slice(0, -'.json'.length);
    const statements = references.get(name);
    if (statements) tasks.push({ file: join(folder, file), name, statements });
    else alone.push(name);
    references.delete(name);
  }
  if (alone.length > 0) note(`Without reference SQL, left out: ${alone.join(', ')}.`);
  if (references.size > 0) note(`Without a definition, left out: ${[...references.keys()].join(', ')}.`);
  if (tasks.length === 0)
    throw new Failure('invalid_input', `No definition of “${folder}” has reference SQL of the same name.`);
  return tasks;
}

/** Where two answers differ, or null. Statistics are compared where the reference keeps them. */
export function differenceOf(ours: Answer, theirs: Answer): string | null {
  if (ours.rows !== theirs.rows || ours.persons !== theirs.persons)
    return `${ours.rows} rows of ${ours.persons} persons; the reference has ${theirs.rows} of ${theirs.persons}`;
  if (ours.fingerprint !== theirs.fingerprint)
    return 'as many rows and persons as the reference, but others of them: does it break ties by the order of rows on disk?';
  const isSame =
    theirs.rules.length === 0 ||
    (ours.rules.length === theirs.rules.length &&
      ours.rules.every((rule, i) =>
        (['events', 'eventsGain', 'persons', 'personsGain'] as const).every(
          (key) => rule[key] === theirs.rules[i]![key],
        ),
      ));
  return isSame ? null : 'the same rows as the reference, but other inclusion statistics';
}

const answerOf = ({ attrition, ...run }: CohortRun): Answer => ({ ...run, rules: attrition.rules });

async function generated(
  connection: Connection,
  definition: Definition,
  isFingerprinted: boolean,
  context: JobContext,
): Promise<CohortRun> {
  const [run] = await generateCohorts(connection, [definition], { into, isFingerprinted }, context);
  if (run?.failure) throw Failure.fromWire(run.failure);
  return run!;
}

async function compared(
  connect: () => Promise<Connection>,
  { name, file, statements }: Task,
  rounds: number,
  context: JobContext,
): Promise<BenchResult> {
  const result = { name: 'cohort', peer: 'reference SQL' };
  // Temporary tables of a text that failed half-way go with its connection.
  const connection = await connect();
  try {
    const definition = { name, expression: parseExpression(readDefinitionFile(file).expression) };
    const empty = async () => {
      await connection.run(makeTable);
      await emptyResults(connection);
    };
    const ours = () => generated(connection, definition, false, context);
    const theirs = () => runReference(connection, statements, context);
    await empty();
    const mine = await generated(connection, definition, true, context);
    await theirs();
    const difference = differenceOf(answerOf(mine), await readAnswer(connection));
    const times = await sideBySide(rounds, ours, theirs, empty);
    const work = `${name}: ${mine.rows.toLocaleString('en')} rows`;
    return { ...result, work, ...times, ...(difference === null ? {} : { problem: difference }) };
  } catch (error) {
    context.signal.throwIfAborted();
    return { ...result, work: name, ours: [], theirs: [], ratio: 0, problem: Failure.from(error).message };
  } finally {
    connection.close();
  }
}

/**
 * Cohort definitions by Stillroom's SQL beside reference SQL, on one database, in one DuckDB, after one round to warm
 * up in which the answers are compared by statistics and fingerprint. Timed is what both do: ours leaves rows in a
 * table, counts them and gives the inclusion statistics; the reference leaves rows and statistics in the tables of the
 * catalog `results`.
 */
export const cohortBench: Bench = {
  name: 'cohort',
  summary: 'cohort definitions, beside reference SQL of the same',
  async run(terminal, folder, options) {
    const tasks = tasksOf(terminal, options);
    const file = await databaseFile(terminal, folder, options);
    const { threads, memoryLimit } = options;
    const context = { signal: terminal.signal, progress: () => {} };
    const workspace = await openWorkspace({ threads, memoryLimit }, file);
    try {
      const setup = await workspace.connect();
      await setup.run("ATTACH ':memory:' AS results");
      setup.close();
      const results: BenchResult[] = [];
      for (const [i, task] of tasks.entries()) {
        terminal.onProgress({ stage: `cohorts beside reference SQL`, done: i, total: tasks.length });
        results.push(await compared(() => workspace.connect(), task, options.rounds, context));
      }
      return results;
    } finally {
      workspace.close();
    }
  },
};
