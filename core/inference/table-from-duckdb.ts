import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { ModelNotice } from '../../contract/model-results.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import { classTarget, type ReadColumn, readingOfColumn } from './column-reading.ts';
import type { ModelColumn, ModelTable, ModelTarget } from './table.ts';

export interface ReadOptions {
  /** The column to predict. */
  readonly target: string;
  /** What the target is; without it, text, booleans and up to ten whole numbers are classes. */
  readonly targetKind?: 'class' | 'number';
  /** The column that names the person of each row. */
  readonly groups?: string;
  /** Columns to leave out. */
  readonly exclude?: readonly string[];
}

export interface ReadTable {
  readonly table: ModelTable;
  readonly target: ModelTarget;
  readonly notices: readonly ModelNotice[];
}

/** A gigabyte of cells: what may cross into the model's process at once. */
const mostCells = 2 ** 27;

/**
 * Reads a DuckDB table (or view) into the columns the model takes, in one pass and in the table's own order. Numbers
 * and booleans stay numbers; text becomes categories in the order of their names; empty text is missing. Dates, nested
 * values, and text that names nearly every row are left out with a notice. Failure `invalid_input` for a column that is
 * not there, a target that is a date, numbers mixed with text, or more cells than fit.
 */
export async function readModelTable(
  connection: Connection,
  table: string,
  options: ReadOptions,
  context: JobContext,
): Promise<ReadTable> {
  const from = identifier(table);
  const types = await connection.describe(`SELECT * FROM ${from}`);
  const { target, groups, exclude = [] } = options;
  if (target === groups) {
    throw new Failure(
      'invalid_input',
      `“${target}” cannot be the target and name the persons too. Name another column.`,
    );
  }
  checkNames(
    types.map(({ name }) => name),
    [target, ...(groups ? [groups] : []), ...exclude],
  );
  await checkSize(connection, from, types.length, context);
  const left = new Set([target, groups, ...exclude]);
  const columns: ReadColumn[] = [];
  for (const column of types.filter(({ name }) => !left.has(name))) {
    columns.push(await readingOfColumn(connection, from, column, context));
  }
  refuseMixed(columns);
  const outcome = await readingOfColumn(connection, from, types.find(({ name }) => name === target)!, context);
  refuseUnreadable(outcome);
  refuseMixed([outcome]);
  const kept = columns.filter(isRead);
  const read = await readNumbers(
    connection,
    from,
    [personOf(groups), outcome.sql, ...kept.map(({ sql }) => sql)],
    context,
  );
  return {
    table: {
      columns: kept.map((column, i) => modelColumn(column, read.values[i + 2]!)),
      rows: read.rows,
      ...(groups && { groups: read.values[0]! }),
    },
    target: classTarget(outcome, read.values[1]!, options.targetKind),
    notices: noticesOf(columns),
  };
}

/** As `readModelTable`, without a target: every column that can be read. */
export async function readRows(
  connection: Connection,
  table: string,
  { groups, exclude = [] }: Pick<ReadOptions, 'groups' | 'exclude'>,
  context: JobContext,
): Promise<Pick<ReadTable, 'table' | 'notices'>> {
  const from = identifier(table);
  const types = await connection.describe(`SELECT * FROM ${from}`);
  checkNames(
    types.map(({ name }) => name),
    [...(groups ? [groups] : []), ...exclude],
  );
  await checkSize(connection, from, types.length, context);
  const left = new Set([groups, ...exclude]);
  const columns: ReadColumn[] = [];
  for (const column of types.filter(({ name }) => !left.has(name))) {
    columns.push(await readingOfColumn(connection, from, column, context));
  }
  refuseMixed(columns);
  const kept = columns.filter(isRead);
  const read = await readNumbers(connection, from, [personOf(groups), ...kept.map(({ sql }) => sql)], context);
  return {
    table: {
      columns: kept.map((column, i) => modelColumn(column, read.values[i + 1]!)),
      rows: read.rows,
      ...(groups && { groups: read.values[0]! }),
    },
    notices: noticesOf(columns),
  };
}

/** A number that two rows share when they are the same person's; 53 bits of a hash, exact as a double. */
function personOf(groups: string | undefined): string {
  if (!groups) return 'NULL::DOUBLE';
  return `CASE WHEN ${identifier(groups)} IS NULL THEN NULL ELSE hash(${identifier(groups)}) >> 11 END`;
}

function readNumbers(connection: Connection, from: string, select: readonly string[], context: JobContext) {
  const list = select.map((sql, i) => `${sql} AS c${i}`).join(', ');
  return connection.numbers(`SELECT ${list} FROM ${from}`, [], context);
}

function checkNames(present: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.filter((name) => !present.includes(name));
  if (missing.length === 0) return;
  const list = present.slice(0, 30).map((name) => `“${name}”`);
  if (present.every((name) => /^column\d+$/.test(name))) {
    throw new Failure(
      'invalid_input',
      `The table has no column ${missing.map((name) => `“${name}”`).join(', ')}: no line with names could be found in it. The file may be empty, or its lines may have different numbers of cells.`,
    );
  }
  throw new Failure(
    'invalid_input',
    `The table has no column ${missing.map((name) => `“${name}”`).join(', ')}. It has ${list.join(', ')}${present.length > 30 ? ' and more' : ''}.`,
  );
}

async function checkSize(connection: Connection, from: string, columns: number, context: JobContext): Promise<void> {
  const { n } = await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, [], context);
  if (n === 0)
    throw new Failure(
      'invalid_input',
      'The table has no rows: the file is empty, or holds only the names of its columns.',
    );
  if (n * columns <= mostCells) return;
  throw new Failure(
    'invalid_input',
    `${n} rows of ${columns} columns are more than fit in the model's process. Leave columns out, or draw a sample of the rows.`,
  );
}

const isRead = ({ kind }: ReadColumn): boolean => kind === 'number' || kind === 'category';

function refuseUnreadable({ name, type, kind }: ReadColumn): void {
  if (kind !== 'unreadable') return;
  throw new Failure(
    'invalid_input',
    `The target “${name}” (${type}) cannot be predicted: it must be classes or a number. Turn it into days since the index date, say.`,
  );
}

function refuseMixed(columns: readonly ReadColumn[]): void {
  const mixed = columns.find(({ kind }) => kind === 'mixed');
  if (mixed) {
    throw new Failure(
      'invalid_input',
      `Column “${mixed.name}” holds numbers, but text in ${mixed.textCells} cells. Make those cells numbers or empty, or exclude the column.`,
    );
  }
}

function modelColumn({ name, categories }: ReadColumn, values: Float64Array): ModelColumn {
  return categories ? { name, kind: 'category', values, categories } : { name, kind: 'number', values };
}

function noticesOf(columns: readonly ReadColumn[]): ModelNotice[] {
  const names = (list: readonly ReadColumn[]) => list.map(({ name }) => `“${name}”`).join(', ');
  const many = columns.filter(({ kind }) => kind === 'too-many');
  const unreadable = columns.filter(({ kind }) => kind === 'unreadable');
  const marked = columns.filter((column) => (column.marked ?? 0) > 0);
  const asNumbers = columns.filter((column) => column.isNumberedText && !marked.includes(column));
  const notices: ModelNotice[] = [];
  if (many.length > 0) {
    notices.push({
      kind: 'columns-dropped',
      message: `Left out, as text with too many different values: ${names(many)}.`,
    });
  }
  if (unreadable.length > 0) {
    notices.push({
      kind: 'columns-dropped',
      message: `Left out, as dates or nested values, which the model does not read: ${names(unreadable)}. Turn them into numbers (days since the index date, say) to have them read.`,
    });
  }
  if (asNumbers.length > 0) {
    notices.push({
      kind: 'text-as-number',
      message: `Text that holds only numbers was read as numbers: ${names(asNumbers)}.`,
    });
  }
  if (marked.length > 0) {
    notices.push({
      kind: 'marks-as-missing',
      message: `Cells such as NA or ? were taken as missing: ${names(marked)}.`,
    });
  }
  return notices;
}
