import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Overlap } from '../disclosure/overlap.ts';
import { readCohortRows, writeCohortRows } from '../engine/cohort-rows-file.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import { isUnreadable } from '../engine/unreadable.ts';
import type { Session } from '../session.ts';
import { datasetFolder, datasetNames } from '../study/datasets.ts';
import { presentGenerations } from '../study/generations.ts';
import type { ReleasedGroup } from '../study/released.ts';
import type { Study } from '../study/study.ts';
import { vaultAt } from '../vault/open-vaults.ts';
import { cohortTable, loadCohort } from './cohort-rows.ts';

/** Where the rows of a cohort are kept from the first release of it on, as its later generations replace the others. */
const keptRows = (study: Study, dataset: string, fingerprint: string): string =>
  join(datasetFolder(study.path, dataset), 'released', `${fingerprint}.${vaultAt(study.path) ? 'rows' : 'parquet'}`);

/** Cohorts by their dataset, of those datasets that are still there. */
function byDataset(study: Study, groups: readonly ReleasedGroup[]): Map<string, ReleasedGroup[]> {
  const found = new Map(datasetNames(study.path).map((name): [string, ReleasedGroup[]] => [name, []]));
  for (const group of groups) if (group.dataset !== null) found.get(group.dataset)?.push(group);
  return found;
}

/** Keeps the rows of cohorts of which something is about to leave, so that later ones can be compared with them. */
export async function keepRowsOf(
  session: Session,
  groups: readonly ReleasedGroup[],
  context: JobContext,
): Promise<void> {
  const study = session.writable();
  for (const [dataset, own] of byDataset(study, groups)) {
    const missing = own.filter(({ fingerprint }) => !existsSync(keptRows(study, dataset, fingerprint)));
    if (missing.length === 0) continue;
    await session.onDataset(dataset, async (connection) => {
      for (const one of missing) {
        const table = await rowsOf(connection, study, one, context);
        const path = keptRows(study, dataset, one.fingerprint);
        if (table === null) continue;
        mkdirSync(dirname(path), { recursive: true });
        await writeCohortRows(connection, `(FROM ${table})`, path, context);
      }
    });
  }
}

/** Brings the rows of a cohort into a temporary table and gives its name; null where they are kept no more. */
async function rowsOf(
  connection: Connection,
  study: Study,
  { dataset, fingerprint }: ReleasedGroup,
  context: JobContext,
): Promise<string | null> {
  const path = keptRows(study, dataset!, fingerprint);
  const table = identifier(`released: ${fingerprint}`);
  try {
    if (existsSync(path)) {
      await readCohortRows(connection, path, table, context);
      return table;
    }
    const made = presentGenerations(study, dataset!).find(({ result }) => result.fingerprint === fingerprint);
    if (!made) return null;
    await loadCohort(connection, study.path, made, context);
    return cohortTable(made.name);
  } catch (error) {
    const failure = Failure.from(error);
    if (isUnreadable(failure) || failure.code === 'conflict' || failure.code === 'integrity') return null;
    throw failure;
  }
}

/**
 * How the persons of cohorts overlap, dataset by dataset, and which cannot be compared: those whose rows are kept no more,
 * and plain tables, of which no rows are kept.
 */
export async function overlapsOf(
  session: Session,
  groups: readonly ReleasedGroup[],
  context: JobContext,
): Promise<Overlap[]> {
  const different = [...new Map(groups.map((one) => [one.key, one])).values()];
  const tables = different.filter(({ dataset }) => dataset === null);
  const overlaps: Overlap[] = [{ groups: keysOf(tables), compared: new Map(), sizes: new Map() }];
  for (const [dataset, own] of byDataset(session.study(), different)) {
    if (own.length < 2) continue;
    const overlap = await session.onDataset(dataset, (connection) =>
      overlapOf(connection, session.study(), own, context),
    );
    overlaps.push(overlap);
  }
  return overlaps;
}

const keysOf = (groups: readonly ReleasedGroup[]): Set<string> => new Set(groups.map(({ key }) => key));

async function overlapOf(
  connection: Connection,
  study: Study,
  groups: readonly ReleasedGroup[],
  context: JobContext,
): Promise<Overlap> {
  const members: string[] = [];
  const compared: ReleasedGroup[] = [];
  for (const group of groups) {
    const table = await rowsOf(connection, study, group, context);
    if (table === null) continue;
    members.push(`SELECT DISTINCT subject_id, ${compared.length} AS cohort FROM ${table}`);
    compared.push(group);
  }
  const parts =
    members.length === 0
      ? []
      : await connection.rows<{ part: string; persons: number }>(
          `SELECT part, count(*) AS persons
     FROM (SELECT string_agg(cohort::VARCHAR, ',' ORDER BY cohort) AS part
           FROM (${members.join(' UNION ALL ')}) GROUP BY subject_id)
     GROUP BY part ORDER BY part`,
          [],
          context,
        );
  const holding = (at: number) =>
    new Set(parts.map(({ part }) => part).filter((part) => part.split(',').includes(String(at))));
  return {
    groups: keysOf(groups),
    compared: new Map(compared.map(({ key }, at) => [key, holding(at)])),
    sizes: new Map(parts.map(({ part, persons }) => [part, Number(persons)])),
  };
}
