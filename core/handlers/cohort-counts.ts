import { createHash } from 'node:crypto';
import type { PathCount } from '../../contract/cohort.ts';
import type { JobContext } from '../../contract/context.ts';
import { type CriterionCount, compileCounts, resolveSets } from '../cohort/counts.ts';
import type { Connection } from '../engine/database.ts';
import type { Session } from '../session.ts';
import { readManifest } from '../study/datasets.ts';
import { othersOf } from './cohort-definitions.ts';

type Json = Readonly<Record<string, unknown>>;
type Figures = Omit<PathCount, 'path'>;

const names = { cdm: 'cdm', conceptSets: 'counted_concept_sets' };
const mostKept = 10_000;

/** Figures by what was asked of which data: a criterion that did not change is not counted again. */
export interface CountCache {
  get(key: string): Figures | undefined;
  set(key: string, figures: Figures): void;
}

export function createCountCache(): CountCache {
  const kept = new Map<string, Figures>();
  return {
    get: (key) => kept.get(key),
    set(key, figures) {
      const oldest = kept.keys().next().value;
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
      kept.set(key, figures);
    },
  };
}

function keyOf(datasetSha256: string, { sql, conceptSets }: CriterionCount): string {
  const sets = conceptSets.map(({ id, items }) => [id, items]);
  return createHash('sha256')
    .update(JSON.stringify([datasetSha256, sql, sets]))
    .digest('hex');
}

/** Events and persons of every criterion of a definition by itself, in the order of the definition. */
export async function countCriteria(
  session: Session,
  cache: CountCache,
  { connection, dataset }: { readonly connection: Connection; readonly dataset: string },
  expression: Json,
  asking: string | null,
  context: JobContext,
): Promise<PathCount[]> {
  const { sha256 } = readManifest(session.study().path, dataset);
  const asked = compileCounts(expression, names, othersOf(session.study(), asking)).map((one) => ({
    ...one,
    key: keyOf(sha256, one),
  }));
  const open = [...new Map(asked.filter(({ key }) => !cache.get(key)).map((one) => [one.key, one])).values()];
  const sets = new Map(open.flatMap(({ conceptSets }) => conceptSets.map((set) => [set.id, set])));
  if (sets.size > 0)
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE ${names.conceptSets} AS\n${resolveSets([...sets.values()], names)}`,
      [],
      context,
    );
  const known = new Map<string, boolean>();
  for (const [done, one] of open.entries()) {
    context.progress({ stage: 'criteria', done, total: open.length });
    if (!(await hasTables(connection, one.tables, known, context))) continue;
    const { events, persons } = await connection.one<{ events: string | number; persons: string | number }>(
      one.sql,
      [],
      context,
    );
    cache.set(one.key, { events: Number(events), persons: Number(persons) });
  }
  return asked.flatMap(({ path, key }) => {
    const figures = cache.get(key);
    return figures ? [{ path, ...figures }] : [];
  });
}

/** A criterion of a table that the dataset has not got has no count; generating it says which table is missing. */
async function hasTables(
  connection: Connection,
  tables: readonly string[],
  known: Map<string, boolean>,
  context: JobContext,
): Promise<boolean> {
  for (const table of tables) {
    if (!known.has(table)) {
      const [row] = await connection.rows<{ n: string | number }>(
        "SELECT count(*) AS n FROM duckdb_tables() WHERE database_name = 'cdm' AND table_name = $1",
        [table],
        context,
      );
      known.set(table, Number(row?.n ?? 0) > 0);
    }
    if (!known.get(table)) return false;
  }
  return true;
}
