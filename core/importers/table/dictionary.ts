import type { JobContext } from '../../../contract/context.ts';
import { snakeCase } from '../../deidentify/column-name.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { SourcePart } from '../importer.ts';
import type { Meaning } from './guess-meaning.ts';

/** What a data dictionary that came with the tables says of one column. */
export interface Described {
  /** As the dictionary writes it; null where it does not say. */
  readonly table: string | null;
  readonly column: string;
  readonly label: string | null;
  readonly type: string | null;
  readonly unit: string | null;
  readonly role: string | null;
  readonly codes: readonly (readonly [code: string, label: string])[];
}

/** Its table among the others; what was guessed and what was given together stand in `data_dictionary`. */
export const givenDictionary = 'data_dictionary_given';

/** Files and sheets that are dictionaries by name; REDCap's and the usual ones. */
const called = /(^|_)(dictionary|data_dict|codebook)(_|$)|^variables$/;

/** The columns of a dictionary, and what they are called; REDCap's names among them. */
const meant: Readonly<Record<string, RegExp>> = {
  of_table: /^(table|table_name|form|form_name|file|file_name|dataset|sheet)$/,
  of_column: /^(column|column_name|variable|variable_name|variable_field_name|field|field_name|name)$/,
  label: /^(label|description|field_label|variable_label|definition|meaning)$/,
  type: /^(type|data_type|field_type|variable_type)$/,
  unit: /^(unit|units|uom|unit_of_measure)$/,
  role: /^role$/,
  codes:
    /^(codes?|values|choices|levels|labels|value_labels|coding|permitted_values|choices_calculations_or_slider_labels|choices_calculations_or_slider_labels_)$/,
};

/** A part as a dictionary, its columns under names of our own; null where it is none. */
export function asDictionary(name: string, part: SourcePart): SourcePart | null {
  if (!called.test(snakeCase(name))) return null;
  const found = Object.entries(meant).flatMap(([own, names]) => {
    const column = part.columns.find((one) => names.test(snakeCase(one.name)));
    return column ? [{ own, source: column.name }] : [];
  });
  if (found.length < 2 || !found.some(({ own }) => own === 'of_column')) return null;
  const values = found.map(({ own, source }) => `CAST(${identifier(source)} AS VARCHAR) AS ${own}`);
  return {
    ...part,
    relation: `(SELECT ${values.join(', ')} FROM ${part.relation})`,
    columns: found.map(({ own }) => ({ name: own, type: 'VARCHAR' })),
  };
}

const mostRows = 100_000;

/** What the dictionary says, as the gate left it: a column that a decision dropped says nothing. */
export async function readDictionary(
  { relation, columns }: Pick<SourcePart, 'relation' | 'columns'>,
  isKept: (column: string) => boolean,
  connection: Connection,
  context: JobContext,
): Promise<Described[]> {
  const has = (name: string) => columns.some((one) => one.name === name) && isKept(name);
  const selected = Object.keys(meant).map((name) => {
    const value = has(name) ? `nullif(trim(CAST(${name} AS VARCHAR)), '')` : 'NULL::VARCHAR';
    return `${value} AS ${name}`;
  });
  const rows = await connection.rows<Record<string, string | null>>(
    `SELECT ${selected.join(', ')} FROM ${relation} LIMIT ${mostRows}`,
    [],
    context,
  );
  return rows.flatMap(
    ({ of_table: table = null, of_column: column, label = null, type = null, unit = null, ...row }) =>
      column ? [{ table, column, label, type, unit, role: row.role ?? null, codes: codesOf(row.codes ?? '') }] : [],
  );
}

/** `1=Male; 2=Female`, `1, Male | 2, Female` (REDCap), `m: male, f: female`; empty where it is no list of codes. */
export function codesOf(text: string): [code: string, label: string][] {
  const pieces = /[|;\n]/.test(text) ? text.split(/[|;\n]/) : text.split(/,(?=[^,]*[=:])/);
  const pairs = pieces
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => /^([^=:,]+?)\s*[=:,]\s*(.+)$/s.exec(piece));
  return pairs.every((pair) => pair !== null) ? pairs.map((pair) => [pair![1]!, pair![2]!]) : [];
}

const same = (one: string, other: string): boolean => snakeCase(one) === snakeCase(other);

/** The entry about a column: one that names its table before one that names none. */
export function describedAs(dictionary: readonly Described[], table: string, column: string): Described | null {
  const about = dictionary.filter((one) => same(one.column, column));
  return (
    about.find((one) => one.table !== null && same(one.table, table)) ?? about.find((one) => one.table === null) ?? null
  );
}

/** Whether a column is text by the dictionary, whatever its values look like: `007` is no number. */
export const isTextBy = (described: Described | null): boolean =>
  /^(text|string|char(acter)?|varchar.*|code|categor(y|ical)|factor|nominal)$/i.test(described?.type ?? '');

const roles: readonly Meaning['role'][] = ['key', 'code', 'number', 'date', 'category', 'text'];

/** What was guessed of a column, as far as the dictionary does not say otherwise. */
export function meaningBy(described: Described | null, guessed: Meaning): Meaning {
  if (!described) return guessed;
  const said = roles.find((role) => role === described.role?.toLowerCase());
  const role = said ?? (described.codes.length > 0 && guessed.role !== 'key' ? 'category' : guessed.role);
  return { ...guessed, role, unit: described.unit ?? guessed.unit };
}
