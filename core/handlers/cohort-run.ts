import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CohortResult } from '../../contract/cohort.ts';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Run } from '../../contract/findings.ts';
import { parseExpression } from '../cohort/check.ts';
import { type CohortRun, generateCohorts } from '../cohort/run.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import type { Session } from '../session.ts';
import { readManifest } from '../study/datasets.ts';
import { cohortRowsPath, definitionHash, saveGeneration } from '../study/generations.ts';
import { newRunId, saveRun } from '../study/runs.ts';
import type { Study } from '../study/study.ts';
import { attritionRelease } from './attrition-release.ts';
import { definitionOf } from './cohort-definitions.ts';
import { versionsOf } from './versions.ts';

const into = 'generated_cohorts';
const makeTable = `CREATE OR REPLACE TEMP TABLE ${into} (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)`;

/** The cohort's rows as Parquet, whole or not at all. */
async function keepRows(connection: Connection, path: string, name: string, context: JobContext): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.draft`;
  try {
    await connection.run(
      `COPY (SELECT subject_id, cohort_start_date, cohort_end_date FROM ${into} WHERE cohort_name = ${literal(name)} ORDER BY ALL) TO ${literal(draft)} (FORMAT parquet)`,
      [],
      context,
    );
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

const resultOf = ({
  name,
  rows,
  persons,
  fingerprint,
  attrition,
  remaining,
  warnings,
  elapsedMs,
  failure,
}: CohortRun): CohortResult => ({
  name,
  rows,
  persons,
  fingerprint,
  attrition: {
    events: { ...attrition.events },
    persons: { ...attrition.persons },
    rules: attrition.rules.map((rule) => ({ ...rule })),
  },
  remaining: remaining.map((left) => ({ ...left })),
  warnings: warnings.map((warning) => ({ ...warning })),
  elapsedMs,
  ...(failure ? { failure } : {}),
});

function runOf(session: Session, study: Study, dataset: string, made: CohortRun): Run {
  const manifest = readManifest(study.path, dataset);
  return {
    id: newRunId(),
    title: `Cohort “${made.name}”`,
    sentence: `${made.persons.toLocaleString('en')} persons with ${made.rows.toLocaleString('en')} cohort entries, from ${made.attrition.persons.entry.toLocaleString('en')} persons with an entry event.`,
    result: resultOf(made),
    release: attritionRelease(resultOf(made)),
    provenance: {
      kind: 'cohort',
      name: made.name,
      dataset,
      datasetSha256: manifest.sha256,
      cohorts: [{ name: made.name, fingerprint: made.fingerprint }],
      table: null,
      params: {},
      sql: [made.sql],
      model: null,
      regime: manifest.regime,
      versions: versionsOf(session.options),
      at: new Date().toISOString(),
    },
  };
}

async function keep(
  session: Session,
  study: Study,
  connection: Connection,
  dataset: string,
  made: CohortRun,
  context: JobContext,
) {
  await keepRows(connection, cohortRowsPath(study.path, dataset, made.name), made.name, context);
  const run = runOf(session, study, dataset, made);
  saveRun(study.path, run);
  const definition = definitionHash(definitionOf(study, made.name).text);
  saveGeneration(study.path, {
    name: made.name,
    dataset,
    run: run.id,
    at: run.provenance.at,
    definition,
    result: resultOf(made),
  });
  study.record({
    act: 'cohort',
    summary: `Cohort “${made.name}” generated: ${made.persons} persons`,
    detail: {
      cohort: made.name,
      dataset,
      rows: made.rows,
      persons: made.persons,
      fingerprint: made.fingerprint,
      definition,
      run: run.id,
    },
  });
  return run.id;
}

/** Generates cohorts of the open study on a dataset; in a read-only study the counts are given and nothing is kept. */
export async function runCohorts(
  session: Session,
  names: readonly string[],
  dataset: string | undefined,
  context: JobContext,
) {
  const study = session.study();
  const definitions = names.map((name) => ({
    name,
    expression: parseExpression(definitionOf(study, name).expression),
  }));
  return session.onDataset(dataset, async (connection, chosen) => {
    await connection.run(makeTable);
    const made = await generateCohorts(connection, definitions, { into }, context);
    const results = [];
    for (const one of made) {
      const run = one.failure || study.readOnly ? null : await keep(session, study, connection, chosen, one, context);
      results.push({ ...resultOf(one), run });
    }
    session.forget(chosen);
    return results;
  });
}

/** Generates definitions that are not in the study, for the terminal: counts only, nothing kept but a line in the ledger. */
export async function tryCohorts(
  session: Session,
  definitions: readonly { readonly name: string; readonly expression: Record<string, unknown> }[],
  dataset: string | undefined,
  context: JobContext,
): Promise<CohortResult[]> {
  const checked = definitions.map(({ name, expression }) => {
    try {
      return { name, expression: parseExpression(expression), failure: null };
    } catch (error) {
      return { name, expression: null, failure: Failure.from(error) };
    }
  });
  return session.onDataset(dataset, async (connection) => {
    await connection.run(makeTable);
    const ready = checked.flatMap(({ name, expression }) => (expression ? [{ name, expression }] : []));
    const made = await generateCohorts(connection, ready, { into }, context);
    const byName = new Map(made.map((one) => [one.name, resultOf(one)]));
    return checked.map(
      ({ name, failure }) =>
        byName.get(name) ?? notGenerated(name, failure ?? new Failure('internal', 'The cohort was not generated.')),
    );
  });
}

/** The result of a definition that was not generated: nothing, and why. */
export const notGenerated = (name: string, failure: Failure): CohortResult => ({
  name,
  rows: 0,
  persons: 0,
  fingerprint: '',
  attrition: { events: { entry: 0, final: 0 }, persons: { entry: 0, final: 0 }, rules: [] },
  remaining: [],
  warnings: [],
  elapsedMs: 0,
  failure: failure.toWire(),
});
