import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { SourcePart, SourcePlan, SourceTable } from '../importer.ts';
import { cdmTables } from '../omop/cdm/tables.ts';
import { csvPart, asText as textColumn } from '../reading/csv-part.ts';
import { parquetPart } from '../reading/parquet-part.ts';
import type { SourceFile } from '../source-files.ts';
import {
  asDictionary,
  type Described,
  describedAs,
  givenDictionary,
  isTextBy,
  meaningBy,
  readDictionary,
} from './dictionary.ts';
import { type Meaning, meaningOf } from './guess-meaning.ts';
import { asText, guessTypes } from './guess-types.ts';
import { jsonDictionary } from './json-dictionary.ts';
import { jsonPart } from './json-part.ts';
import { findReferences, type KeyedTable, type Reference } from './keys.ts';
import { subjectColumn } from './subjects.ts';
import { freeName, type PlainFiles, plainFiles, tableName } from './table-files.ts';
import { xlsxSheets } from './xlsx/xlsx-sheets.ts';

export interface PlainPlan extends SourcePlan {
  readonly meanings: ReadonlyMap<string, ReadonlyMap<string, Meaning>>;
  readonly references: readonly Reference[];
}

/** A table as it was read; `isText` where its types are still to be found. */
interface RawPart {
  readonly name: string;
  readonly part: SourcePart;
  readonly isText: boolean;
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
  const raw: RawPart[] = [];
  for (const group of groups) {
    context.progress({ stage: `reading ${group.name}`, done: raw.length, total: groups.length });
    const taken = new Set(raw.map(({ name }) => name));
    for (const one of await readGroup(group, connection, context))
      raw.push({ ...one, name: freeName(one.name, taken) });
  }
  if (raw.length === 0) throw nothingHere(all);
  const told = raw.find(({ name, part }) => asDictionary(name, part) !== null);
  const given = told ? asDictionary(told.name, told.part) : null;
  const dictionary = given ? await readDictionary(given, () => true, connection, context) : [];
  const read: ReadPart[] = given ? [{ name: givenDictionary, part: given, notes: [] }] : [];
  for (const one of raw) if (one !== told) read.push(await typed(one, dictionary, connection, context));
  const keyed: KeyedTable[] = [];
  for (const { name, part } of read) {
    const meanings = new Map<string, Meaning>();
    for (const column of part.columns)
      meanings.set(column.name, await meaningOf(part.relation, column, connection, context));
    keyed.push({ name, relation: part.relation, columns: part.columns, meanings });
  }
  const references = await findReferences(keyed, connection, context);
  const tables = read.map((one, i) => planned(one, keyed[i]!, references, dictionary));
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

async function readGroup(group: PlainFiles, connection: Connection, context: JobContext): Promise<RawPart[]> {
  const name = ownName(group.name);
  const first = group.files[0]!;
  switch (group.kind) {
    case 'parquet':
      return [
        { name, part: { ...(await parquetPart(group.files, connection, context)), numbered: null }, isText: false },
      ];
    case 'json':
      return [{ name, part: await jsonPart(first, `plain_${name}`, connection, context), isText: true }];
    case 'dictionary': {
      const lines = await jsonDictionary(first, connection);
      const part = await jsonPart(lines, `plain_${name}`, connection, context);
      return [{ name, part: { ...part, files: [first] }, isText: true }];
    }
    case 'csv':
      return [{ name, part: await textPart(first, name, connection, context), isText: true }];
    case 'xlsx': {
      const sheets = await xlsxSheets(first, connection, context);
      const parts: RawPart[] = [];
      for (const [i, sheet] of sheets.entries()) {
        const own = ownName(sheets.length === 1 ? group.name : tableName(sheet.name));
        const part = await textPart(sheet.csv, `${group.name}_${i}`, connection, context);
        parts.push({ name: own, part: { ...part, files: [first] }, isText: true });
      }
      return parts;
    }
  }
}

const textPart = (file: SourceFile, stage: string, connection: Connection, context: JobContext): Promise<SourcePart> =>
  csvPart(file, `plain_${stage}`, textColumn, connection, context);

async function typed(
  { name, part, isText }: RawPart,
  dictionary: readonly Described[],
  connection: Connection,
  context: JobContext,
): Promise<ReadPart> {
  if (!isText) return { name, part, notes: [] };
  const columns = part.columns.map((column) => column.name);
  const guessed = await guessTypes(part.relation, columns, connection, context);
  const guesses = guessed.map((guess) =>
    isTextBy(describedAs(dictionary, name, guess.column)) ? asText(guess.column) : guess,
  );
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
  dictionary: readonly Described[],
): SourceTable {
  const broken = part.broken?.rows ?? 0;
  const described = part.columns.filter((column) => describedAs(dictionary, name, column.name) !== null).length;
  const guessed = part.columns.flatMap((column) => {
    const { role, unit, codeSystem } = meaningBy(
      describedAs(dictionary, name, column.name),
      meanings.get(column.name)!,
    );
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
      ...(described ? [`The data dictionary describes ${described} of ${part.columns.length} columns.`] : []),
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
