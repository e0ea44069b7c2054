import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CohortResult } from '../../contract/cohort.ts';
import type { JobContext } from '../../contract/context.ts';
import type { Run } from '../../contract/findings.ts';
import type { CohortRun } from '../cohort/run.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import type { Session } from '../session.ts';
import { readManifest } from '../study/datasets.ts';
import { cohortRowsPath, definitionHash, saveGeneration } from '../study/generations.ts';
import { newRunId, saveRun } from '../study/runs.ts';
import type { Study } from '../study/study.ts';
import { attritionRelease } from './attrition-release.ts';
import { definitionOf } from './cohort-definitions.ts';
import { generateEach, into, notGenerated, resultOf } from './cohort-generate.ts';
import { versionsOf } from './versions.ts';

/** The cohort's rows as Parquet, whole or not at all. */
async function keepRows(connection: Connection, path: string, key: string, context: JobContext): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.draft`;
  try {
    await connection.run(
      `COPY (SELECT subject_id, cohort_start_date, cohort_end_date FROM ${into} WHERE cohort_name = ${literal(key)} ORDER BY ALL) TO ${literal(draft)} (FORMAT parquet)`,
      [],
      context,
    );
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

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
  { key, made }: { readonly key: string; readonly made: CohortRun },
  context: JobContext,
) {
  await keepRows(connection, cohortRowsPath(study.path, dataset, made.name), key, context);
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

/**
 * Generates cohorts of the open study on a dataset; in a read-only study the counts are given and nothing is kept. A
 * cohort that fails says so in its place.
 */
export async function runCohorts(
  session: Session,
  names: readonly string[],
  dataset: string | undefined,
  context: JobContext,
) {
  const study = session.study();
  const definitions = names.map((name) => ({ name, expression: definitionOf(study, name).expression }));
  return session.onDataset(dataset, async (connection, chosen) => {
    const results = [];
    for (const one of await generateEach(connection, definitions, context)) {
      if (one.kind === 'refused') {
        results.push({ ...notGenerated(one.name, one.failure), run: null });
        continue;
      }
      const isKept = !one.made.failure && !study.readOnly;
      const run = isKept ? await keep(session, study, connection, chosen, one, context) : null;
      results.push({ ...resultOf(one.made), run });
    }
    session.forget(chosen);
    return results;
  });
}

/** Generates definitions that are not in the study, for the terminal: counts only, nothing is kept. Answers in their order. */
export async function tryCohorts(
  session: Session,
  definitions: readonly { readonly name: string; readonly expression: Record<string, unknown> }[],
  dataset: string | undefined,
  context: JobContext,
): Promise<CohortResult[]> {
  return session.onDataset(dataset, async (connection) => {
    const generated = await generateEach(connection, definitions, context);
    return generated.map((one) => (one.kind === 'made' ? resultOf(one.made) : notGenerated(one.name, one.failure)));
  });
}
