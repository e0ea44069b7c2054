import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../engine/database.ts';
import type { ColumnType } from '../engine/result.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import type { ModelTarget } from './table.ts';

/** How one column of a DuckDB table is read as numbers. */
export interface ReadColumn {
  readonly name: string;
  readonly type: string;
  readonly kind: 'number' | 'category' | 'too-many' | 'mixed' | 'unreadable';
  /** Gives a number or NULL for each row. */
  readonly sql: string;
  readonly categories?: readonly string[];
  /** Of a column of numbers: how many of its cells hold something else. */
  readonly textCells?: number;
  /** Text in which every cell is a number, or stands for none. */
  readonly isNumberedText?: boolean;
  /** Its cells that stand for none, such as NA. */
  readonly marked?: number;
}

/** Codes by name say nothing any more, and the text is likely free text or an identifier. */
const mostCategories = 200;
const fewDistinct = 10;
/** A text column with this share of numbers is a column of numbers with something else in it. */
const mostlyNumbers = 0.8;

/** Names, one a row or nearly, say nothing of other rows. */
const mostlyDifferent = 0.9;
/** How other programs write that a number is missing (R, SAS, SQL, spreadsheets, the UCI repository). */
const missingMarks = ['na', 'n/a', '#n/a', 'nan', 'null', 'none', 'missing', '?', '.', '-'];

const numeric = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)|BOOLEAN)$/;

type Seen = Readonly<Record<'present' | 'marked' | 'numbers' | 'different', number>>;

const isMark = (sql: string): string => `lower(trim(${sql})) IN (${missingMarks.map(literal).join(', ')})`;

function seenIn(connection: Connection, from: string, cell: string, context: JobContext): Promise<Seen> {
  const mark = isMark('v');
  return connection.one<Seen>(
    `SELECT count(v) AS present, count(*) FILTER (${mark}) AS marked, count(TRY_CAST(v AS DOUBLE)) FILTER (NOT ${mark}) AS numbers,
      count(DISTINCT v) AS different FROM (SELECT ${cell} AS v FROM ${from})`,
    [],
    context,
  );
}

/** Looks at one column and says how to read it. */
export async function readingOfColumn(
  connection: Connection,
  from: string,
  { name, type }: ColumnType,
  context: JobContext,
): Promise<ReadColumn> {
  const quoted = identifier(name);
  if (numeric.test(type)) return { name, type, kind: 'number', sql: `CAST(${quoted} AS DOUBLE)` };
  if (type !== 'VARCHAR' && !type.startsWith('ENUM')) return { name, type, kind: 'unreadable', sql: 'NULL' };
  const cell = `nullif(CAST(${quoted} AS VARCHAR), '')`;
  const seen = await seenIn(connection, from, cell, context);
  if (seen.present === seen.marked) return { name, type, kind: 'number', sql: 'NULL::DOUBLE' };
  const words = seen.present - seen.marked - seen.numbers;
  if (words === 0) {
    const sql = `CASE WHEN ${isMark(cell)} THEN NULL ELSE TRY_CAST(${cell} AS DOUBLE) END`;
    return { isNumberedText: true, marked: seen.marked, name, type, kind: 'number', sql };
  }
  if (seen.numbers >= mostlyNumbers * (seen.present - seen.marked) && seen.different > fewDistinct) {
    return { name, type, kind: 'mixed', sql: 'NULL', textCells: words };
  }
  const isNaming = seen.different > fewDistinct && seen.different >= mostlyDifferent * seen.present;
  if (isNaming) return { name, type, kind: 'too-many', sql: 'NULL' };
  if (seen.different > mostCategories) return { name, type, kind: 'too-many', sql: 'NULL' };
  const found = await connection.rows<{ v: string }>(
    `SELECT DISTINCT ${cell} AS v FROM ${from} WHERE v IS NOT NULL`,
    [],
    context,
  );
  const categories = found.map(({ v }) => v).sort();
  // An enum's codes follow the order in which its names are written, and a cast keeps the rows' order.
  const codes = `enum_code(CAST(${cell} AS ENUM(${categories.map(literal).join(', ')})))`;
  return { name, type, kind: 'category', sql: `CAST(${codes} AS DOUBLE)`, categories };
}

/** The target from its column: classes in the order of their names or values, or a number. */
export function classTarget(column: ReadColumn, values: Float64Array, wanted?: 'class' | 'number'): ModelTarget {
  const { name, categories, type } = column;
  if (column.kind === 'too-many' || (categories && wanted === 'number')) {
    throw new Failure(
      'invalid_input',
      `The target “${name}” holds text that cannot be predicted: it must be classes or a number.`,
    );
  }
  if (categories) return { name, kind: 'class', values, classes: categories };
  const distinct = [...new Set(values.filter((value) => !Number.isNaN(value)))].sort((a, b) => a - b);
  const isFewWhole = distinct.length <= fewDistinct && distinct.every(Number.isInteger);
  if (wanted === 'number' || (!wanted && !isFewWhole)) return { name, kind: 'number', values };
  if (distinct.length > mostCategories) {
    throw new Failure(
      'invalid_input',
      `The target “${name}” has ${distinct.length} different values: too many for classes.`,
    );
  }
  const codes = new Map(distinct.map((value, code) => [value, code]));
  const named = (value: number) => (type === 'BOOLEAN' ? String(value === 1) : String(value));
  return {
    name,
    kind: 'class',
    values: values.map((value) => codes.get(value) ?? Number.NaN),
    classes: distinct.map(named),
  };
}
