import type { CohortResult } from '../../contract/cohort.ts';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Run } from '../../contract/findings.ts';
import type { OtherCohorts } from '../cohort/check.ts';
import { writeCohortRows } from '../engine/cohort-rows-file.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import type { Session } from '../session.ts';
import { readManifest } from '../study/datasets.ts';
import { keepGeneration, removeAbsentGenerations } from '../study/generations.ts';
import { recordedFile } from '../study/recorded-files.ts';
import { keepRevision, revisionIdOf } from '../study/revisions.ts';
import { newRunId, runPath, saveRun } from '../study/runs.ts';
import type { Study } from '../study/study.ts';
import { attritionRelease } from './attrition-release.ts';
import { definitionOf, meaningHash, othersOf } from './cohort-definitions.ts';
import { type Generated, generateEach, into, notGenerated, resultOf } from './cohort-generate.ts';
import { definitionParts } from './definition-parts.ts';
import { versionsOf } from './versions.ts';

const folder = 'cohorts';

const rowsOf = (key: string) => `(FROM ${into} WHERE cohort_name = ${literal(key)})`;

/** The result of a cohort that was generated from `expression`; nothing is kept. */
export function cohortRunOf(
  session: Session,
  { study, dataset }: Place,
  { made, entry, words }: Made,
  expression: Record<string, unknown>,
): Run & { readonly result: CohortResult } {
  const result = resultOf(made, entry);
  const manifest = readManifest(study.path, dataset);
  return {
    id: newRunId(),
    title: `Cohort “${made.name}”`,
    sentence: `${made.persons.toLocaleString('en')} persons with ${made.rows.toLocaleString('en')} cohort entries, from ${made.attrition.persons.entry.toLocaleString('en')} persons with an entry event.`,
    result,
    release: attritionRelease(result, definitionParts(expression)),
    provenance: {
      kind: 'cohort',
      name: made.name,
      dataset,
      datasetSha256: manifest.sha256,
      cohorts: [{ name: made.name, fingerprint: made.fingerprint, persons: made.persons, words }],
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

export interface Asked {
  readonly name: string;
  readonly expression: Record<string, unknown>;
  /** Hash of what was read: it can be edited while the cohort is generated. */
  readonly definition: string;
}

export interface Place {
  readonly study: Study;
  readonly connection: Connection;
  readonly dataset: string;
}

export type Made = Generated & { readonly kind: 'made' };

/** Keeps the rows, the run and the revision of a cohort that was generated; gives the id of the run. */
export async function keepRows(
  session: Session,
  place: Place,
  generated: Made,
  asked: Asked,
  context: JobContext,
): Promise<string> {
  const { study, connection, dataset } = place;
  const { key, made, words } = generated;
  const { definition, expression } = asked;
  study.requireWritable();
  const run = cohortRunOf(session, place, generated, expression);
  const { result } = run;
  const { name, rows, persons, fingerprint } = made;
  const generation = { name, dataset, run: run.id, at: run.provenance.at, definition, result, words };
  await keepGeneration(study.path, generation, async (path) => {
    await writeCohortRows(connection, rowsOf(key), path, context);
    saveRun(study.path, run);
  });
  removeAbsentGenerations(study, dataset);
  keepRevision(study, name, expression, { generated: { dataset, persons, rows } });
  study.record({
    act: 'cohort',
    summary: `Cohort “${name}” generated: ${persons.toLocaleString('en')} persons`,
    detail: {
      cohort: name,
      dataset,
      rows,
      persons,
      fingerprint,
      definition,
      revision: revisionIdOf(expression),
      run: run.id,
      file: recordedFile(study.path, runPath(study.path, run.id)),
    },
  });
  return run.id;
}

const goneMeanwhile = (name: string) =>
  new Failure('conflict', `“${name}” was removed or renamed while it was generated, so its rows were not kept.`);

/** The result of one cohort, kept where the study is open for writing; what can't be kept says why. */
async function finish(session: Session, place: Place, one: Generated, asked: Asked, context: JobContext) {
  if (one.kind === 'refused') return { ...notGenerated(one.name, one.failure), run: null };
  const result = resultOf(one.made, one.entry);
  const { study } = place;
  if (one.made.failure || study.readOnly) return { ...result, run: null };
  if (!study.documents.list(folder).includes(asked.name))
    return { ...notGenerated(asked.name, goneMeanwhile(asked.name).toWire()), run: null };
  return { ...result, run: await keepRows(session, place, one, asked, context) };
}

/** What `find` gave for a name the first time. */
export function remembered(find: OtherCohorts['find']): OtherCohorts['find'] {
  const read = new Map<string, unknown>();
  return (name) => {
    if (!read.has(name)) read.set(name, find?.(name) ?? null);
    return read.get(name);
  };
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
  // What the cohorts build on is read once, with them: edited on the way, it would give rows that the hash knows nothing of.
  const find = remembered(othersOf(study).find);
  const asked = names.map((name): Asked => {
    const { expression } = definitionOf(study, name);
    return { name, expression, definition: meaningHash({ find }, expression, [name]) };
  });
  return session.onDataset(dataset, async (connection, chosen) => {
    const generated = await generateEach(connection, asked, context, (name) => ({ find, chain: [name] }));
    const results = [];
    try {
      for (const [i, one] of generated.entries())
        results.push(await finish(session, { study, connection, dataset: chosen }, one, asked[i]!, context));
    } finally {
      session.forget(chosen);
    }
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
    const generated = await generateEach(connection, definitions, context, () => othersOf(session.study()));
    return generated.map((one) =>
      one.kind === 'made' ? resultOf(one.made, one.entry) : notGenerated(one.name, one.failure),
    );
  });
}
