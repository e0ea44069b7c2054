import { resolve } from 'node:path';
import type { AnalysisSource } from '../../contract/analysis.ts';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Provenance } from '../../contract/findings.ts';
import type { AnalysisInput } from '../analyses/input.ts';
import type { Connection } from '../engine/database.ts';
import { fileOfTable, nameOfTable, readTable } from '../engine/read-table.ts';
import type { Session } from '../session.ts';
import { databaseOf, datasetNames, readManifest } from '../study/datasets.ts';
import { type Generation, presentGenerations } from '../study/generations.ts';
import { hashFile } from '../study/hash-file.ts';
import type { Study } from '../study/study.ts';
import { cohortTable, loadCohort, requireGenerated } from './cohort-rows.ts';

/** Where a result came from, for its provenance. */
export type Origin = Pick<Provenance, 'dataset' | 'datasetSha256' | 'cohorts' | 'table' | 'regime'>;

const cohortOf = ({ name, words, result: { fingerprint, persons } }: Generation): Origin['cohorts'][number] => ({
  name,
  fingerprint,
  persons,
  ...(words && { words }),
});

export function cohortOrigin(studyPath: string, dataset: string, used: readonly Generation[]): Origin {
  const { sha256, regime } = readManifest(studyPath, dataset);
  return { dataset, datasetSha256: sha256, cohorts: used.map(cohortOf), table: null, regime };
}

/** Of a plain table: a file by itself, or a table of one of the open study's datasets, which passed the gate. */
export async function tableOrigin(path: string, study: Study | null): Promise<Origin> {
  const file = fileOfTable(path);
  const table = { file: nameOfTable(path), sha256: await hashFile(file) };
  const own = study && datasetNames(study.path).find((name) => databaseOf(study.path, name) === resolve(file));
  if (!study || !own) return { dataset: null, datasetSha256: null, cohorts: [], table, regime: null };
  return { ...cohortOrigin(study.path, own, []), table };
}

/** Every text among the parameters of an analysis: one may name a cohort. */
export function textsIn(params: unknown): Set<string> {
  const texts = new Set<string>();
  JSON.stringify(params, (_, value: unknown) => {
    if (typeof value === 'string') texts.add(value);
    return value;
  });
  return texts;
}

type Loaded = Generation | Failure;

async function tryLoad(
  connection: Connection,
  study: Study,
  dataset: string,
  name: string,
  context: JobContext,
): Promise<Loaded> {
  try {
    const generation = requireGenerated(study, dataset, name);
    await loadCohort(connection, study.path, generation, context);
    return generation;
  } catch (error) {
    if (context.signal.aborted) throw error;
    return Failure.from(error);
  }
}

/** Cohorts an analysis may look up by a name in its parameters; what is wrong with one is said when it is looked up. */
async function othersOf(
  connection: Connection,
  study: Study,
  dataset: string,
  names: ReadonlySet<string>,
  context: JobContext,
): Promise<Map<string, Loaded>> {
  const others = new Map<string, Loaded>();
  for (const { name } of presentGenerations(study, dataset))
    if (names.has(name)) others.set(name, await tryLoad(connection, study, dataset, name, context));
  return others;
}

/** Gives `work` a connection on which the source can be read, and tells where it came from. */
export async function withSource<T>(
  session: Session,
  { source, params }: { readonly source: AnalysisSource; readonly params: Readonly<Record<string, unknown>> },
  context: JobContext,
  work: (connection: Connection, input: AnalysisInput, origin: Origin) => Promise<T>,
): Promise<T> {
  if (source.kind === 'table') {
    return session.onScratch(async (connection) => {
      await readTable(connection, source.path, 'source', context);
      return work(connection, { kind: 'table', table: 'source' }, await tableOrigin(source.path, session.current()));
    });
  }
  const study = session.study();
  return session.onDataset(source.dataset, async (connection, dataset) => {
    // A dataset as a whole is read without any cohort.
    const names = source.kind === 'cohort' ? source.cohorts : [];
    const used = names.map((name) => requireGenerated(study, dataset, name));
    for (const generation of used) await loadCohort(connection, study.path, generation, context);
    const others = await othersOf(connection, study, dataset, textsIn(params), context);
    const origin = cohortOrigin(study.path, dataset, used);
    const input: AnalysisInput = {
      kind: 'cohorts',
      cohorts: names.map((name) => ({ name, table: cohortTable(name) })),
      all: (name) => {
        const other = others.get(name);
        if (other instanceof Failure) throw other;
        if (!other) return undefined;
        if (!origin.cohorts.some((one) => one.name === name)) origin.cohorts.push(cohortOf(other));
        return cohortTable(name);
      },
    };
    return work(connection, input, origin);
  });
}
