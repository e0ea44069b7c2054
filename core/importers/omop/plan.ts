import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import type { SourcePart, SourcePlan, SourceTable } from '../importer.ts';
import { csvPart } from '../reading/csv-part.ts';
import { parquetPart } from '../reading/parquet-part.ts';
import type { SourceFile } from '../source-files.ts';
import { type CdmTable, isRequired } from './cdm/table.ts';
import { cdmTables } from './cdm/tables.ts';
import { mapColumns } from './column-plan.ts';
import { databaseParts, isDuckDb } from './database-parts.ts';
import { type DateFormats, findDateFormats, shownFormat } from './date-format.ts';
import { groupByTable, kindOf, type TableFiles } from './table-files.ts';
import { cdmVersion } from './version.ts';

export interface OmopTable extends SourceTable {
  readonly dateFormats: DateFormats;
}

export interface OmopPlan extends SourcePlan {
  readonly tables: readonly OmopTable[];
}

/** What the files hold as tables of the CDM. Failure `unsupported` where there is no person table. */
export async function planOmop(
  files: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
): Promise<OmopPlan> {
  const { parts, ignored } = await sourceParts(files, connection, context);
  if (!parts.has('person')) throw noPerson(files, [...parts.keys()]);
  const tables: OmopTable[] = [];
  for (const [name, list] of parts) tables.push(await planTable(cdmTables.get(name)!, list, connection, context));
  return {
    cdmVersion: await cdmVersion(tables, connection, context),
    tables,
    ignored,
    warnings: ignored.length ? [`${ignored.length} files or tables are not of the OMOP CDM and stay behind.`] : [],
    persons: tables.find((table) => table.name === 'person')?.rows ?? null,
  };
}

async function sourceParts(
  files: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
): Promise<{ parts: Map<string, SourcePart[]>; ignored: string[] }> {
  const { groups, ignored } = groupByTable(files);
  const database = groups.some((group) => group.table === 'person') ? undefined : await onlyDatabase(ignored);
  if (database) {
    const found = await databaseParts(database, connection, context);
    const others = files.filter((file) => file !== database).map((file) => file.name);
    return {
      parts: new Map([...found.parts].map(([name, part]) => [name, [part]])),
      ignored: [...found.ignored, ...others],
    };
  }
  const named = groups.map((group) => group.table);
  if (!named.includes('person')) throw noPerson(files, named);
  const parts = new Map<string, SourcePart[]>();
  for (const [i, group] of groups.entries()) {
    context.progress({ stage: `reading ${group.table}`, done: i, total: groups.length });
    parts.set(group.table, await groupParts(group, connection, context));
  }
  return { parts, ignored: ignored.map((file) => file.name) };
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

async function groupParts(group: TableFiles, connection: Connection, context: JobContext): Promise<SourcePart[]> {
  if (group.kind === 'parquet') return [await parquetPart(group.files, connection, context)];
  const parts: SourcePart[] = [];
  for (const [i, file] of group.files.entries()) {
    parts.push(await csvPart(file, `stage_${group.table}_${i}`, connection, context));
  }
  return parts;
}

async function planTable(
  table: CdmTable,
  parts: readonly SourcePart[],
  connection: Connection,
  context: JobContext,
): Promise<OmopTable> {
  const columns = mapColumns(table, parts);
  const missing = Object.entries(table.columns)
    .filter(([name, kind]) => isRequired(kind) && !columns.some((column) => column.mapsTo === name))
    .map(([name]) => name);
  if (missing.length) throw missingColumns(table.name, parts, missing);
  const dateFormats = await findDateFormats(table, parts, connection, context);
  const broken = parts.reduce((sum, part) => sum + (part.broken?.rows ?? 0), 0);
  return {
    name: table.name,
    parts,
    columns,
    rows: parts.reduce((sum, part) => sum + part.rows, broken),
    warnings: [
      ...(broken ? [`${broken} ${broken === 1 ? 'line' : 'lines'} cannot be read as rows and will be rejected.`] : []),
      ...[...dateFormats].map(([column, format]) => `Dates in ${column} are read as ${shownFormat(format)}.`),
    ],
    impersonal: table.impersonal === true,
    dateFormats,
  };
}

function missingColumns(table: string, parts: readonly SourcePart[], missing: readonly string[]): Failure {
  const files = parts.flatMap((part) => part.files.map((file) => `“${file.name}”`));
  return new Failure(
    'unsupported',
    `${files.slice(0, 3).join(', ')} should be the OMOP table ${table} but has no column ${missing.join(', ')}. ` +
      'Check that the first line names the columns, or take the file out of the folder.',
    { table, missing },
  );
}

function noPerson(files: readonly SourceFile[], found: readonly string[]): Failure {
  const shown = files.slice(0, 5).map((file) => file.name);
  const have = found.length
    ? `the OMOP tables ${found.join(', ')}`
    : `${shown.join(', ')}${files.length > 5 ? ' …' : ''}`;
  return new Failure(
    'unsupported',
    `There is no person table here: ${have} ${found.length === 1 || files.length === 1 ? 'was' : 'were'} found. ` +
      'An OMOP dataset needs person as CSV, Parquet or a table of a DuckDB file; the other tables may be missing.',
    { found },
  );
}
