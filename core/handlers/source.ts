import { basename } from 'node:path';
import type { Source } from '../../contract/analysis.ts';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Provenance } from '../../contract/findings.ts';
import type { AnalysisInput } from '../analyses/input.ts';
import type { Connection } from '../engine/database.ts';
import { readTable } from '../engine/read-table.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import type { Session } from '../session.ts';
import { readManifest } from '../study/datasets.ts';
import { cohortRowsPath, type Generation, generations } from '../study/generations.ts';
import { hashFile } from '../study/verify.ts';

/** Where a result came from, for its provenance. */
export type Origin = Pick<Provenance, 'dataset' | 'datasetSha256' | 'cohorts' | 'table' | 'regime'>;

const cohortTable = (name: string) => identifier(`cohort: ${name}`);

/** Brings the rows of generated cohorts into temporary tables of the connection. */
export async function loadCohorts(
  connection: Connection,
  studyPath: string,
  dataset: string,
  made: readonly Generation[],
): Promise<void> {
  for (const { name } of made) {
    const path = literal(cohortRowsPath(studyPath, dataset, name));
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${cohortTable(name)} AS FROM read_parquet(${path})`);
  }
}

/** The generated cohorts asked for. @throws Failure `not_found` that says to generate one first. */
export function requireGenerated(made: readonly Generation[], names: readonly string[], dataset: string): Generation[] {
  return names.map((name) => {
    const found = made.find((generation) => generation.name === name);
    if (!found)
      throw new Failure('not_found', `The cohort “${name}” has no rows on “${dataset}” yet. Generate it first.`);
    return found;
  });
}

export function cohortOrigin(studyPath: string, dataset: string, used: readonly Generation[]): Origin {
  const { sha256, regime } = readManifest(studyPath, dataset);
  const cohorts = used.map(({ name, result }) => ({ name, fingerprint: result.fingerprint }));
  return { dataset, datasetSha256: sha256, cohorts, table: null, regime };
}

export async function tableOrigin(path: string): Promise<Origin> {
  return {
    dataset: null,
    datasetSha256: null,
    cohorts: [],
    table: { file: basename(path), sha256: await hashFile(path) },
    regime: null,
  };
}

/** Gives `work` a connection on which the source can be read, and tells where it came from. */
export async function withSource<T>(
  session: Session,
  source: Source,
  context: JobContext,
  work: (connection: Connection, input: AnalysisInput, origin: Origin) => Promise<T>,
): Promise<T> {
  if (source.kind === 'table') {
    return session.onScratch(async (connection) => {
      await readTable(connection, source.path, 'source', context);
      return work(connection, { kind: 'table', table: 'source' }, await tableOrigin(source.path));
    });
  }
  const { path } = session.study();
  return session.onDataset(source.dataset, async (connection, dataset) => {
    const made = generations(path, dataset);
    const used = requireGenerated(made, source.cohorts, dataset);
    await loadCohorts(connection, path, dataset, made);
    const input: AnalysisInput = {
      kind: 'cohorts',
      cohorts: source.cohorts.map((name) => ({ name, table: cohortTable(name) })),
      all: (name) => (made.some((generation) => generation.name === name) ? cohortTable(name) : undefined),
    };
    return work(connection, input, cohortOrigin(path, dataset, used));
  });
}
