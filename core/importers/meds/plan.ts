import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import type { PlanOptions, SourcePart } from '../importer.ts';
import type { OmopPlan, OmopTable } from '../omop/plan.ts';
import { reading } from '../reading/read-failure.ts';
import { sqlPaths } from '../reading/sql-path.ts';
import type { SourceFile } from '../source-files.ts';
import { lookupWarning, type VocabularyAtHand, vocabularyAtHand, withVocabulary } from '../vocabulary/at-hand.ts';
import {
  ancestorSql,
  classified,
  conceptRelation,
  eventRelation,
  eventTables,
  periodRelation,
  personRelation,
  subjectsSql,
  subjectsTable,
} from './event-tables.ts';
import { type MedsFiles, medsFiles } from './meds-files.ts';
import { stageCodes } from './stage-codes.ts';
import { type MedsRows, medsRows } from './stage-rows.ts';

/** A MEDS dataset as tables of the CDM. The data are read where they lie; codes and subjects are gathered first. */
export async function planMeds(
  all: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
  { datasets }: Pick<PlanOptions, 'datasets'>,
): Promise<OmopPlan> {
  const files = medsFiles(all);
  const vocabulary = await vocabularyAtHand(files.ignored, datasets, connection, context);
  context.progress({ stage: 'reading codes' });
  const rows = await medsRows(files.data, connection, context);
  await reading(files.data, () => stageCodes(rows.relation, files.codes, vocabulary.lookup, connection, context));
  context.progress({ stage: 'reading subjects' });
  await reading(files.data, () => connection.run(subjectsSql(rows), [], context));
  await reading(files.data, () =>
    connection.run(
      `CREATE OR REPLACE TEMP TABLE meds_broken AS FROM ${rows.unusable} WHERE reason IS NOT NULL`,
      [],
      context,
    ),
  );
  await connection.run(ancestorSql, [], context);
  const count = async (from: string) => (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)).n;
  const broken = await count('temp.meds_broken');
  const tables = await plannedTables(files, rows, broken, vocabulary, connection, context);
  const { undated } = await connection.one<{ undated: number }>(
    `SELECT coalesce(sum(untimed), 0)::BIGINT AS undated FROM ${subjectsTable} WHERE coalesce(born, first) IS NULL`,
  );
  const lookup = await connection.one<{ codes: number; known: number }>(
    `SELECT count(*) AS codes, count(*) FILTER (NOT is_own) AS known FROM temp.meds_codes
     WHERE kind IS NULL OR kind NOT IN ('birth', 'death', 'gender', 'race', 'ethnicity')`,
  );
  const used = new Set(tables.flatMap((table) => table.parts.flatMap((one) => one.files)));
  return {
    cdmVersion: '5.4',
    tables,
    ignored: files.ignored.filter((file) => !used.has(file)).map((file) => file.name),
    warnings: [lookupWarning(vocabulary, lookup), ...warningsOf(files)],
    persons: tables.find((table) => table.name === 'person')?.rows ?? null,
    read: [accountOf(rows.rows, broken, undated)],
  };
}

async function plannedTables(
  files: MedsFiles,
  rows: MedsRows,
  broken: number,
  vocabulary: VocabularyAtHand,
  connection: Connection,
  context: JobContext,
): Promise<OmopTable[]> {
  const counts = await reading(files.data, () =>
    connection.rows<{ kind: string; n: number }>(
      `SELECT kind, count(*) AS n FROM ${classified(rows)} GROUP BY kind`,
      [],
      context,
    ),
  );
  const read = new Map(counts.map(({ kind, n }) => [kind, n]));
  const splits = files.splits ? await stageSplits(files.splits, connection, context) : null;
  const whole = async (relation: string) =>
    part(files, relation, (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${relation}`)).n, connection);
  const planned: [string, SourcePart][] = [
    ['person', await whole(personRelation(splits))],
    ['observation_period', await whole(periodRelation)],
  ];
  for (const table of eventTables) {
    const takesBroken = table === 'observation' && broken > 0;
    const n = read.get(table) ?? 0;
    if (n === 0 && !takesBroken) continue;
    const events = await part(files, eventRelation(table, rows), n, connection);
    planned.push([table, takesBroken ? { ...events, broken: { table: 'temp.meds_broken', rows: broken } } : events]);
  }
  planned.push(['concept', await whole(conceptRelation)], ['concept_ancestor', await whole('temp.meds_ancestors')]);
  return withVocabulary(new Map(planned.map(([name, one]) => [name, [one]])), vocabulary);
}

async function part(
  { data, codes, splits }: MedsFiles,
  relation: string,
  rows: number,
  connection: Connection,
): Promise<SourcePart> {
  const files = [...data, ...(codes ? [codes] : []), ...(splits ? [splits] : [])];
  const columns = await reading(files, () => connection.describe(`SELECT * FROM ${relation}`));
  const numbered = async () => `(SELECT *, 'data' AS __file, row_number() OVER () AS __line FROM ${relation})`;
  return { files, relation, columns, rows, numbered, unfit: null, broken: null };
}

/** `subject_splits.parquet` as a table of one split a subject; null where it lacks its columns. */
async function stageSplits(file: SourceFile, connection: Connection, context: JobContext): Promise<string | null> {
  const from = `read_parquet(${sqlPaths([file])})`;
  const columns = await reading([file], () => connection.describe(`SELECT * FROM ${from}`));
  if (!['subject_id', 'split'].every((name) => columns.some((column) => column.name === name))) return null;
  const sql = `CREATE OR REPLACE TEMP TABLE meds_splits AS
    SELECT TRY_CAST(subject_id AS BIGINT) AS subject, min(CAST(split AS VARCHAR)) AS split FROM ${from} GROUP BY ALL`;
  await reading([file], () => connection.run(sql, [], context));
  return 'temp.meds_splits';
}

/** Rows become events or say something of the person; the rest is rejected. */
function accountOf(read: number, broken: number, undated: number) {
  const reasons = [
    { reason: 'subject, time or code missing or unusable', n: broken },
    { reason: 'no date, and the subject has none either', n: undated },
  ].filter(({ n }) => n > 0);
  return { source: 'data', read, loaded: read - broken - undated, rejected: broken + undated, reasons };
}

const warningsOf = ({ codes, description }: MedsFiles): string[] => [
  ...(codes ? ['Where metadata/codes.parquet has a column concept_id, that is the concept of its code.'] : []),
  'Rows without a time are dated at birth, or else at the subject’s first event. Observation periods run from a subject’s first event to its last.',
  ...(codes ? [] : ['There is no metadata/codes.parquet: codes have no names and no hierarchy.']),
  ...(description ? [] : ['There is no metadata/dataset.json.']),
];
