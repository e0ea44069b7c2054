import { Failure } from '../../contract/failure.ts';
import type { ModelNotice } from '../../contract/model-results.ts';
import type { ModelColumn, ModelTable, ModelTarget } from './table.ts';

/** A table and target made fit for the model: the rows whose target is known, the columns that vary. */
export interface Prepared {
  readonly columns: readonly ModelColumn[];
  readonly rows: Int32Array;
  readonly groups: Float64Array | undefined;
  /** Class codes 0 … classes-1, or numbers; one a row of the whole table, NaN where unknown. */
  readonly target: Float64Array;
  /** Class names in order, the event last; none for a number. */
  readonly classes: readonly string[];
  readonly dropped: readonly { readonly column: string; readonly reason: 'constant' | 'all-missing' }[];
  readonly notices: readonly ModelNotice[];
}

const fewestEvents = 10;

/**
 * Checks a table and target and drops what cannot tell anything. Failure `invalid_input` when the target is among
 * the columns, has one value, fewer than ten events (persons with the rarer of two classes), or nothing is left.
 */
export function prepare(table: ModelTable, target: ModelTarget): Prepared {
  if (target.values.length !== table.rows) {
    throw new Failure('invalid_input', `The target has ${target.values.length} values for ${table.rows} rows.`);
  }
  if (table.columns.some(({ name }) => name === target.name)) {
    throw new Failure(
      'invalid_input',
      `“${target.name}” is the target and also among the features, so the model would read the answer. Take it out of the features.`,
    );
  }
  const notices: ModelNotice[] = [];
  const rows = knownRows(target, notices);
  const groups = checkedGroups(table.groups, rows);
  const outcome = target.kind === 'class' ? compactClasses(target, rows) : { values: target.values, classes: [] };
  if (target.kind === 'class') checkClasses(target.name, outcome, rows, groups, notices);
  else checkNumber(target, rows);
  const { columns, dropped } = usable(table.columns, rows, notices);
  if (columns.length === 0) {
    throw new Failure(
      'invalid_input',
      'No feature is left: every other column is left out, empty, or holds one value only. Leave fewer columns out, or bring others.',
    );
  }
  return { columns, rows, groups, target: outcome.values, classes: outcome.classes, dropped, notices };
}

function knownRows({ name, values }: ModelTarget, notices: ModelNotice[]): Int32Array {
  const rows = Int32Array.from(values.keys()).filter((row) => Number.isFinite(values[row]!));
  const unknown = values.length - rows.length;
  if (rows.length === 0) {
    throw new Failure(
      'invalid_input',
      `The target “${name}” has no known value: every cell is empty. Predict another column.`,
    );
  }
  if (unknown > 0) {
    notices.push({
      kind: 'rows-without-target',
      message: `${unknown} of ${values.length} rows have no known “${name}” and were left out.`,
    });
  }
  return rows;
}

function checkedGroups(groups: Float64Array | undefined, rows: Int32Array): Float64Array | undefined {
  if (groups && rows.some((row) => Number.isNaN(groups[row]!))) {
    throw new Failure(
      'invalid_input',
      'Some rows have no person. Splitting by person needs one for every row: fill the column or leave those rows out.',
    );
  }
  return groups;
}

/** Codes of the classes that occur, without gaps, in the order given. */
function compactClasses(target: ModelTarget, rows: Int32Array): { values: Float64Array; classes: string[] } {
  const present = [...new Set(Array.from(rows, (row) => target.values[row]!))].sort((a, b) => a - b);
  if (target.classes && present.some((code) => target.classes![code] === undefined)) {
    throw new Failure('invalid_input', `The target “${target.name}” holds a code that none of its classes has.`);
  }
  const codes = new Map(present.map((value, code) => [value, code]));
  return {
    values: target.values.map((value) => codes.get(value) ?? Number.NaN),
    classes: present.map((value) => target.classes?.[value] ?? String(value)),
  };
}

const nothingToPredict = (name: string, what: string): string =>
  `The target “${name}” has one ${what} only, so there is nothing to predict. Predict another column, or of rows in which it varies.`;

function checkClasses(
  name: string,
  { values, classes }: { readonly values: Float64Array; readonly classes: readonly string[] },
  rows: Int32Array,
  groups: Float64Array | undefined,
  notices: ModelNotice[],
): void {
  if (classes.length < 2) {
    throw new Failure('invalid_input', nothingToPredict(name, 'class'));
  }
  const counts = personsOfClasses(values, classes.length, rows, groups);
  const second = [...counts].sort((a, b) => b - a)[1]!;
  if (second < fewestEvents) {
    const unit = groups ? 'persons' : 'rows';
    throw new Failure(
      'invalid_input',
      `The target “${name}” has fewer than ${fewestEvents} events: its rarer class has under ${fewestEvents} ${unit}. Bring more rows, or widen the cohort or the outcome's window.`,
    );
  }
  const rare = counts.filter((count) => count < fewestEvents).length;
  if (rare > 0) {
    notices.push({
      kind: 'rare-class',
      message: `${rare} of ${classes.length} classes have fewer than ${fewestEvents} rows: what is said of them is unreliable.`,
    });
  }
}

/** Different persons of each class; rows where no column says who they are. */
function personsOfClasses(
  codes: Float64Array,
  classes: number,
  rows: Int32Array,
  groups: Float64Array | undefined,
): number[] {
  const counts = new Array<number>(classes).fill(0);
  if (!groups) {
    for (const row of rows) counts[codes[row]!]!++;
    return counts;
  }
  const persons = counts.map(() => new Set<number>());
  for (const row of rows) persons[codes[row]!]!.add(groups[row]!);
  return persons.map(({ size }) => size);
}

function checkNumber(target: ModelTarget, rows: Int32Array): void {
  const first = target.values[rows[0]!];
  if (rows.every((row) => target.values[row] === first)) {
    throw new Failure('invalid_input', nothingToPredict(target.name, 'value'));
  }
  if (rows.length < fewestEvents) {
    throw new Failure(
      'invalid_input',
      `The target “${target.name}” is known in fewer than ${fewestEvents} rows: too few to learn from. Bring more.`,
    );
  }
}

function usable(all: readonly ModelColumn[], rows: Int32Array, notices: ModelNotice[]) {
  const columns: ModelColumn[] = [];
  const dropped: { column: string; reason: 'constant' | 'all-missing' }[] = [];
  const infinite: string[] = [];
  for (const column of all) {
    const isInfinite = column.values.some((value) => value === Infinity || value === -Infinity);
    const values = isInfinite ? column.values.map((v) => (Number.isFinite(v) ? v : Number.NaN)) : column.values;
    if (isInfinite) infinite.push(`“${column.name}”`);
    const first = values[rows[0]!]!;
    if (rows.every((row) => Number.isNaN(values[row]!))) dropped.push({ column: column.name, reason: 'all-missing' });
    else if (rows.every((row) => values[row] === first)) dropped.push({ column: column.name, reason: 'constant' });
    else columns.push({ ...column, values });
  }
  if (infinite.length > 0) {
    notices.push({ kind: 'not-finite', message: `Infinite values were taken as missing: ${infinite.join(', ')}.` });
  }
  if (dropped.length > 0) {
    const names = dropped.map(({ column }) => `“${column}”`).join(', ');
    notices.push({ kind: 'columns-dropped', message: `Left out, as empty or with one value only: ${names}.` });
  }
  return { columns, dropped };
}
