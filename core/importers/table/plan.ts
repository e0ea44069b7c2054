import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { SourcePart, SourcePlan, SourceTable } from '../importer.ts';
import { cdmTables } from '../omop/cdm/tables.ts';
import { asText, csvPart } from '../reading/csv-part.ts';
import { parquetPart } from '../reading/parquet-part.ts';
import type { SourceFile } from '../source-files.ts';
import { type Meaning, meaningOf } from './guess-meaning.ts';
import { guessTypes } from './guess-types.ts';
import { jsonPart } from './json-part.ts';
import { findReferences, type KeyedTable, type Reference } from './keys.ts';
import { subjectColumn } from './subjects.ts';
import { freeName, type PlainFiles, plainFiles, tableName } from './table-files.ts';
import { xlsxSheets } from './xlsx/xlsx-sheets.ts';

export interface PlainPlan extends SourcePlan {
  readonly meanings: ReadonlyMap<string, ReadonlyMap<string, Meaning>>;
  readonly references: readonly Reference[];
}

interface ReadPart {
  readonly name: string;
  readonly part: SourcePart;
  readonly notes: readonly string[];
}

/** Plain tables as they are: types, units, codes and keys guessed from all values, and shown. */
export async function planTables(
  all: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
): Promise<PlainPlan> {
  const { tables: groups, ignored } = plainFiles(all);
  const read: ReadPart[] = [];
  for (const group of groups) {
    context.progress({ stage: `reading ${group.name}`, done: read.length, total: groups.length });
    const taken = new Set(read.map(({ name }) => name));
    for (const one of await readGroup(group, connection, context))
      read.push({ ...one, name: freeName(one.name, taken) });
  }
  if (read.length === 0) throw nothingHere(all);
  const keyed: KeyedTable[] = [];
  for (const { name, part } of read) {
    const meanings = new Map<string, Meaning>();
    for (const column of part.columns)
      meanings.set(column.name, await meaningOf(part.relation, column, connection, context));
    keyed.push({ name, relation: part.relation, columns: part.columns, meanings });
  }
  const references = await findReferences(keyed, connection, context);
  const tables = read.map((one, i) => planned(one, keyed[i]!, references));
  return {
    cdmVersion: null,
    tables,
    ignored: ignored.map((file) => file.name),
    warnings: warningsOf(keyed),
    persons: null,
    meanings: new Map(keyed.map(({ name, meanings }) => [name, meanings])),
    references,
  };
}

/** A table of the CDM's name that is none must not stand where rooms look for the CDM's. */
const ownName = (name: string): string => (cdmTables.has(name) ? `source_${name}` : name);

async function readGroup(group: PlainFiles, connection: Connection, context: JobContext): Promise<ReadPart[]> {
  const name = ownName(group.name);
  const first = group.files[0]!;
  switch (group.kind) {
    case 'parquet':
      return [{ name, part: { ...(await parquetPart(group.files, connection, context)), numbered: null }, notes: [] }];
    case 'json':
      return [await typed(name, await jsonPart(first, `plain_${name}`, connection, context), connection, context)];
    case 'csv':
      return [await typed(name, await textPart(first, name, connection, context), connection, context)];
    case 'xlsx': {
      const sheets = await xlsxSheets(first, connection, context);
      const parts: ReadPart[] = [];
      for (const [i, sheet] of sheets.entries()) {
        const own = ownName(sheets.length === 1 ? group.name : tableName(sheet.name));
        const part = await textPart(sheet.csv, `${group.name}_${i}`, connection, context);
        parts.push(await typed(own, { ...part, files: [first] }, connection, context));
      }
      return parts;
    }
  }
}

const textPart = (file: SourceFile, stage: string, connection: Connection, context: JobContext): Promise<SourcePart> =>
  csvPart(file, `plain_${stage}`, asText, connection, context);

async function typed(name: string, part: SourcePart, connection: Connection, context: JobContext): Promise<ReadPart> {
  const columns = part.columns.map((column) => column.name);
  const guesses = await guessTypes(part.relation, columns, connection, context);
  const values = guesses.map(({ column, value }) => `${value} AS ${identifier(column)}`);
  return {
    name,
    part: {
      ...part,
      relation: `(SELECT ${values.join(', ')} FROM ${part.relation})`,
      columns: guesses.map(({ column, type }) => ({ name: column, type })),
    },
    notes: guesses.flatMap(({ column, note }) => (note ? [`${column}: ${note}.`] : [])),
  };
}

function planned(
  { name, part, notes }: ReadPart,
  { meanings }: KeyedTable,
  references: readonly Reference[],
): SourceTable {
  const broken = part.broken?.rows ?? 0;
  const guessed = part.columns.flatMap((column) => {
    const { role, unit, codeSystem } = meanings.get(column.name)!;
    const said = [
      ...(role === 'key' ? ['a key'] : []),
      ...(unit ? [`in ${unit}`] : []),
      ...(codeSystem ? [`${codeSystem} codes`] : []),
    ];
    return said.length ? [`${column.name}: ${said.join(', ')}`] : [];
  });
  const refers = references
    .filter(({ table }) => table === name)
    .map(({ column, toTable, toColumn, orphans }) => {
      const lost = orphans ? `, ${orphans} ${orphans === 1 ? 'row has' : 'rows have'} none there` : '';
      return `${column} refers to ${toTable}.${toColumn}${lost}.`;
    });
  return {
    name,
    parts: [part],
    columns: part.columns.map((column) => ({ ...column, mapsTo: null, isText: column.type === 'VARCHAR' })),
    rows: part.rows + broken,
    warnings: [
      ...(broken ? [`${broken} ${broken === 1 ? 'line' : 'lines'} cannot be read as rows and will be rejected.`] : []),
      ...notes,
      ...(guessed.length ? [`Guessed: ${guessed.join('; ')}.`] : []),
      ...refers,
    ],
    impersonal: false,
  };
}

function warningsOf(tables: readonly KeyedTable[]): string[] {
  const named = tables.some(({ columns }) => subjectColumn(columns.map(({ name }) => name)));
  return named
    ? []
    : ['No column is called person_id, patient_id or subject_id, so every row is taken for a person of its own.'];
}

function nothingHere(files: readonly SourceFile[]): Failure {
  const names = files.slice(0, 5).map((file) => file.name);
  return new Failure(
    'unsupported',
    `No table with a header and rows was found in ${names.join(', ')}. Stillroom reads CSV, TSV, JSON lines, Parquet and XLSX.`,
  );
}
