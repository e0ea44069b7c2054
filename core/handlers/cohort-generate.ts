import type { CohortResult } from '../../contract/cohort.ts';
import type { JobContext } from '../../contract/context.ts';
import { Failure, type FailureWire } from '../../contract/failure.ts';
import type { CohortWords } from '../../contract/findings.ts';
import { type CheckedExpression, type OtherCohorts, parseExpression } from '../cohort/check.ts';
import { entryStepsQuery } from '../cohort/entry-steps.ts';
import { explainCohort } from '../cohort/explain.ts';
import { type CohortRun, type Definition, generateCohorts } from '../cohort/run.ts';
import type { Connection } from '../engine/database.ts';
import { regionWarnings } from './regions.ts';

/** The temporary table that holds the rows of all cohorts of one call, told apart by `key`. */
export const into = 'generated_cohorts';
const makeTable = `CREATE OR REPLACE TEMP TABLE ${into} (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)`;

/** What became of one definition: its rows stand in `into` under `key`; a definition that was refused has none. */
export type Generated =
  | {
      readonly kind: 'made';
      readonly key: string;
      readonly made: CohortRun;
      /** What the entry event itself lost. */
      readonly entry: CohortResult['entry'];
      readonly words: CohortWords;
    }
  | { readonly kind: 'refused'; readonly name: string; readonly failure: FailureWire };

interface Named {
  readonly name: string;
  readonly expression: Record<string, unknown>;
}

type Checked =
  | { readonly kind: 'ready'; readonly name: string; readonly key: string; readonly expression: CheckedExpression }
  | { readonly kind: 'refused'; readonly name: string; readonly failure: FailureWire };

/** The name, or the name with a number where another definition of the call has it. */
function keysOf(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let key = name;
    for (let n = 2; taken.has(key) || (n > 2 && names.includes(key)); n++) key = `${name} (${n})`;
    taken.add(key);
    return key;
  });
}

function checkOne({ name, expression }: Named, key: string, others?: OtherCohorts): Checked {
  try {
    return { kind: 'ready', name, key, expression: parseExpression(expression, others) };
  } catch (error) {
    return { kind: 'refused', name, failure: Failure.from(error).toWire() };
  }
}

/**
 * Generates definitions, two of which may have the same name, and answers in their order: a definition that is refused
 * or fails says so in its place and the next one starts. `others` finds the cohorts that a definition builds on.
 *
 * @throws Failure `cancelled`.
 */
export async function generateEach(
  connection: Connection,
  definitions: readonly Named[],
  context: JobContext,
  others?: (name: string) => OtherCohorts,
): Promise<Generated[]> {
  await connection.run(makeTable);
  const keys = keysOf(definitions.map(({ name }) => name));
  const checked = definitions.map((definition, i) => checkOne(definition, keys[i]!, others?.(definition.name)));
  const ready = checked.flatMap((one): Definition[] =>
    one.kind === 'ready' ? [{ name: one.key, expression: one.expression }] : [],
  );
  const made = (await generateCohorts(connection, ready, { into }, context)).values();
  const generated: Generated[] = [];
  for (const one of checked) {
    if (one.kind === 'refused') {
      generated.push(one);
      continue;
    }
    const run = made.next().value;
    if (!run) throw new Failure('internal', `The cohort “${one.name}” was not generated.`);
    generated.push(await withEntry(connection, one, run, context));
  }
  return generated;
}

/** A definition that was run, with what its entry event lost and what is to be said of the regions it asks for. */
async function withEntry(
  connection: Connection,
  { name, key, expression }: Checked & { readonly kind: 'ready' },
  run: CohortRun,
  context: JobContext,
): Promise<Generated> {
  try {
    const regions = await regionWarnings(connection, expression, context);
    const entry = run.failure ? [] : await entrySteps(connection, expression, run, context);
    const made = { ...run, name, warnings: [...run.warnings, ...regions] };
    return { kind: 'made', key, made, entry, words: wordsOf(expression) };
  } catch (error) {
    const failure = Failure.from(error);
    if (context.signal.aborted || failure.details.table !== 'location') throw failure;
    return { kind: 'refused', name, failure: failure.toWire() };
  }
}

const wordsOf = (expression: CheckedExpression): CohortWords =>
  explainCohort(expression).sections.map(({ heading, sentences }) => ({
    heading,
    sentences: sentences.map(({ text }) => text),
  }));

/** What the entry event itself lost, down to the events that the inclusion statistics begin with. */
async function entrySteps(
  connection: Connection,
  expression: CheckedExpression,
  { attrition }: CohortRun,
  context: JobContext,
): Promise<CohortResult['entry']> {
  const rows = await connection.rows<{ step: string; events: string | number; persons: string | number }>(
    entryStepsQuery(expression),
    [],
    context,
  );
  const of = (step: 'found' | 'observed') => {
    const row = rows.find((one) => one.step === step);
    return { step, events: Number(row?.events ?? 0), persons: Number(row?.persons ?? 0) };
  };
  const observed = of('observed');
  const events = expression.entry.limit === 'All' ? observed.events : observed.persons;
  return [
    of('found'),
    observed,
    { step: 'limited', events, persons: observed.persons },
    { step: 'qualified', events: attrition.events.entry, persons: attrition.persons.entry },
  ];
}

/** A run of a cohort as it crosses the border. */
export const resultOf = (
  { name, rows, persons, fingerprint, attrition, remaining, warnings, elapsedMs, failure }: CohortRun,
  entry: CohortResult['entry'],
): CohortResult => ({
  name,
  rows,
  persons,
  fingerprint,
  attrition: {
    events: { ...attrition.events },
    persons: { ...attrition.persons },
    rules: attrition.rules.map((rule) => ({ ...rule })),
  },
  entry: [...entry],
  remaining: remaining.map((left) => ({ ...left })),
  warnings: warnings.map((warning) => ({ ...warning })),
  elapsedMs,
  ...(failure ? { failure } : {}),
});

/** The result of a definition that was not generated: nothing, and why. */
export const notGenerated = (name: string, failure: FailureWire): CohortResult => ({
  name,
  rows: 0,
  persons: 0,
  fingerprint: '',
  attrition: { events: { entry: 0, final: 0 }, persons: { entry: 0, final: 0 }, rules: [] },
  entry: [],
  remaining: [],
  warnings: [],
  elapsedMs: 0,
  failure,
});
