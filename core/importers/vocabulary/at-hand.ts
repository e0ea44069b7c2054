import type { JobContext } from '../../../contract/context.ts';
import { attachForReading } from '../../engine/data-file.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import { dataFileKeyAt } from '../../vault/open-vaults.ts';
import type { SourcePart } from '../importer.ts';
import { cdmTables } from '../omop/cdm/tables.ts';
import { type OmopTable, ofOwnCodes, planTable } from '../omop/plan.ts';
import { readGroup, type TableParts } from '../omop/source-parts.ts';
import { groupByTable } from '../omop/table-files.ts';
import type { SourceFile } from '../source-files.ts';
import { ownConcepts, type Vocabulary } from './lookup.ts';

/** Vocabulary tables that come along with an import, and how codes are looked up in them. */
export interface VocabularyAtHand {
  readonly tables: ReadonlyMap<string, TableParts>;
  readonly lookup: Vocabulary | null;
  /** Where they are from, for a person. */
  readonly from: string | null;
}

const none: VocabularyAtHand = { tables: new Map(), lookup: null, from: null };
const wanted = [...cdmTables.values()].filter((table) => table.impersonal && table.name !== 'cdm_source');
const catalog = 'vocabulary_at_hand';

/** Vocabulary files (as Athena gives them) that lie beside the data, or else those of a dataset of the study. */
export async function vocabularyAtHand(
  files: readonly SourceFile[],
  datasets: readonly string[],
  connection: Connection,
  context: JobContext,
): Promise<VocabularyAtHand> {
  const groups = groupByTable(files).groups.filter(({ table }) => wanted.some(({ name }) => name === table));
  if (groups.some(({ table }) => table === 'concept')) {
    const tables = new Map<string, TableParts>();
    for (const group of groups) tables.set(group.table, await readGroup(group, null, connection, context));
    return { tables, lookup: lookupIn(tables), from: 'the folder' };
  }
  for (const path of datasets) {
    const tables = await ofDataset(path, connection, context);
    if (tables) return { tables, lookup: lookupIn(tables), from: 'another dataset of this study' };
  }
  return none;
}

/** Tables made of a source, with the vocabulary's rows of the same tables before them, and its other tables. */
export function withVocabulary(
  made: ReadonlyMap<string, readonly SourcePart[]>,
  { tables }: VocabularyAtHand,
): OmopTable[] {
  return [...new Set([...made.keys(), ...tables.keys()])].map((name) => {
    const [given, own] = [tables.get(name), made.get(name)];
    const parts = [...(given?.parts ?? []), ...(own ?? [])];
    const table = planTable(cdmTables.get(name)!, { parts, formats: given?.formats ?? new Map() });
    return name === 'concept' && own ? ofOwnCodes(table) : table;
  });
}

/** What became of a source's codes, for a person. */
export function lookupWarning({ from }: VocabularyAtHand, { codes, known }: { codes: number; known: number }): string {
  return from === null
    ? 'No vocabulary is at hand: codes become concepts of this dataset’s own, with ids above 2,000,000,000 and their code and vocabulary beside. Put the OMOP vocabulary files into the folder to map them.'
    : `${known} of ${codes} codes are in the vocabulary of ${from}; the others become concepts of this dataset’s own, with ids above 2,000,000,000.`;
}

function lookupIn(tables: ReadonlyMap<string, TableParts>): Vocabulary | null {
  /** The table's parts with the columns that a small vocabulary may leave out. */
  const relation = (table: string, ...optional: string[]) => {
    const parts = tables.get(table)?.parts ?? [];
    const empty = `SELECT ${optional.map((column) => `NULL::VARCHAR AS ${column}`).join(', ')} WHERE false`;
    const selects = [...parts.map((part) => `SELECT * FROM ${part.relation}`), empty];
    return parts.length === 0 ? null : `(${selects.join(' UNION ALL BY NAME ')})`;
  };
  const concept = relation('concept', 'standard_concept', 'vocabulary_id', 'concept_code');
  const conceptRelationship = relation('concept_relationship', 'invalid_reason');
  return concept === null ? null : { concept, conceptRelationship };
}

/** The vocabulary of a dataset, where it has one that is not merely of an earlier import's own codes. */
async function ofDataset(
  path: string,
  connection: Connection,
  context: JobContext,
): Promise<Map<string, TableParts> | null> {
  const isOpen = await attachForReading(connection, { path, catalog, key: dataFileKeyAt(path) }, context).then(
    () => true,
    (error: unknown) => {
      // A dataset that does not open, since its study is locked, has no vocabulary at hand.
      if (context.signal.aborted) throw error;
      return false;
    },
  );
  if (!isOpen) return null;
  const there = await connection.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = $1 AND schema_name = 'main'`,
    [catalog],
  );
  const tables = new Map<string, TableParts>();
  for (const { name } of wanted.filter((table) => there.some((one) => one.name === table.name))) {
    const from = `${catalog}.main.${identifier(name)}`;
    const relation = name === 'concept' ? `(SELECT * FROM ${from} WHERE concept_id < ${ownConcepts})` : from;
    const { rows } = await connection.one<{ rows: number }>(`SELECT count(*) AS rows FROM ${relation}`, [], context);
    if (rows === 0) continue;
    const columns = await connection.describe(`SELECT * FROM ${relation}`);
    const part = { files: [], relation, columns, rows, numbered: null, unfit: null, broken: null };
    tables.set(name, { parts: [part], formats: new Map() });
  }
  return tables.has('concept') ? tables : null;
}
