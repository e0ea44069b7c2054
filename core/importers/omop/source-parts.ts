import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import type { DirectRows, SourcePart } from '../importer.ts';
import { asText, csvPart, type Shape } from '../reading/csv-part.ts';
import { parquetPart } from '../reading/parquet-part.ts';
import type { SourceFile } from '../source-files.ts';
import { castColumn, quickColumn } from './cast.ts';
import { cdmTables } from './cdm/tables.ts';
import { databaseParts, isDuckDb } from './database-parts.ts';
import { type DateFormats, findDateFormats } from './date-format.ts';
import { directPlace } from './fill.ts';
import { noPerson } from './refusals.ts';
import { groupByTable, kindOf, type TableFiles } from './table-files.ts';

/** The parts of one CDM table, and the formats of those of its date columns that are not ISO. */
export interface TableParts {
  readonly parts: readonly SourcePart[];
  readonly formats: DateFormats;
}

export interface OmopSource {
  readonly tables: ReadonlyMap<string, TableParts>;
  readonly ignored: readonly string[];
}

/** Reads a folder of files by CDM table, or else the one DuckDB file in it. */
export async function readSource(
  files: readonly SourceFile[],
  direct: DirectRows | null,
  connection: Connection,
  context: JobContext,
): Promise<OmopSource> {
  const { groups, ignored } = groupByTable(files);
  const database = groups.some((group) => group.table === 'person') ? undefined : await onlyDatabase(ignored);
  if (database) return readDatabase(database, files, connection, context);
  const named = groups.map((group) => group.table);
  if (!named.includes('person')) throw noPerson(files, named);
  const tables = new Map<string, TableParts>();
  for (const [i, group] of groups.entries()) {
    context.progress({ stage: `reading ${group.table}`, done: i, total: groups.length });
    const within: JobContext = { signal: context.signal, progress: () => {} };
    tables.set(group.table, await readGroup(group, direct, connection, within));
  }
  return { tables, ignored: ignored.map((file) => file.name) };
}

async function readDatabase(
  database: SourceFile,
  files: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
): Promise<OmopSource> {
  const found = await databaseParts(database, connection, context);
  const tables = new Map<string, TableParts>();
  for (const [name, part] of found.parts) {
    const formats = await findDateFormats(cdmTables.get(name)!, [part], connection, context);
    tables.set(name, { parts: [part], formats });
  }
  const others = files.filter((file) => file !== database).map((file) => file.name);
  return { tables, ignored: [...found.ignored, ...others] };
}

async function onlyDatabase(files: readonly SourceFile[]): Promise<SourceFile | undefined> {
  const databases: SourceFile[] = [];
  for (const file of files) if (kindOf(file) === 'duckdb' && (await isDuckDb(file))) databases.push(file);
  if (databases.length > 1) {
    const names = databases.map((file) => `“${file.name}”`).join(', ');
    throw new Failure('invalid_input', `There are several databases: ${names}. Import them one at a time.`);
  }
  return databases[0];
}

/** The rows of one table of the CDM; those of a single text file straight in the dataset where `direct` lets them. */
export async function readGroup(
  group: TableFiles,
  direct: DirectRows | null,
  connection: Connection,
  context: JobContext,
): Promise<TableParts> {
  const table = cdmTables.get(group.table)!;
  const isText = group.kind === 'csv';
  const parts = isText
    ? await csvParts(group, new Map(), direct, connection, context)
    : [await parquetPart(group.files, connection, context)];
  const formats = await findDateFormats(table, parts, connection, context);
  if (!isText || formats.size === 0) return { parts, formats };
  return { parts: await csvParts(group, formats, direct, connection, context), formats };
}

async function csvParts(
  group: TableFiles,
  formats: DateFormats,
  direct: DirectRows | null,
  connection: Connection,
  context: JobContext,
): Promise<SourcePart[]> {
  const table = cdmTables.get(group.table)!;
  const shape: Shape = (name) => {
    const key = name.toLowerCase();
    const kind = table.columns[key];
    if (!kind) return asText(name);
    const quick = formats.has(key) ? null : quickColumn(name, kind);
    return { ...castColumn(name, 'VARCHAR', kind, formats.get(key)), ...(quick ? { quick } : {}) };
  };
  const placeFor = (header: readonly string[]) =>
    group.files.length === 1 ? directPlace(table, header, direct) : null;
  const parts: SourcePart[] = [];
  for (const [i, file] of group.files.entries()) {
    parts.push(await csvPart(file, `${group.table}_${i}`, shape, connection, context, placeFor));
  }
  return parts;
}
