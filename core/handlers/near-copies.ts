import { midRanks } from '../inference/ranks.ts';
import type { ReadTable } from '../inference/table-from-duckdb.ts';

/** Alone it tells the outcome as hardly anything known beforehand does; with fewer of a class chance does as well. */
const suspicious = { auc: 0.98, ofEachClass: 10 };

/**
 * The area under the ROC curve of one column by itself: the chance that a row with the event has the higher value, ties
 * counting half (Hanley and McNeil, 1982, doi:10.1148/radiology.143.1.7063747), or the lower one where that is more.
 */
function aucAlone(values: Float64Array, isEvent: readonly boolean[]): number {
  const ranks = midRanks(values);
  let events = 0;
  let sum = 0;
  for (const [row, event] of isEvent.entries()) {
    if (!event) continue;
    events++;
    sum += ranks[row]!;
  }
  const auc = (sum - (events * (events + 1)) / 2) / (events * (values.length - events));
  return Math.max(auc, 1 - auc);
}

/** A column with its missing values below all others, and above them: having a value can tell the outcome too. */
function filled(values: Float64Array): Float64Array[] {
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length === values.length) return [values];
  const low = present.reduce((a, b) => Math.min(a, b), 0) - 1;
  const high = present.reduce((a, b) => Math.max(a, b), 0) + 1;
  return [low, high].map((stand) => values.map((value) => (Number.isNaN(value) ? stand : value)));
}

/** Categories by the share of their rows with the event, so that they rank like a number; missing is one of them. */
function byShare(values: Float64Array, isEvent: readonly boolean[]): Float64Array {
  const seen = new Map<number, { rows: number; events: number }>();
  for (const [row, value] of values.entries()) {
    const one = seen.get(value) ?? { rows: 0, events: 0 };
    seen.set(value, { rows: one.rows + 1, events: one.events + Number(isEvent[row]) });
  }
  return values.map((value) => seen.get(value)!.events / seen.get(value)!.rows);
}

type Read = Pick<ReadTable, 'table' | 'target'>;

interface KnownRows {
  readonly isEvent: readonly boolean[];
  readonly of: (values: Float64Array) => Float64Array;
}

/** The rows whose outcome is known; null where it has not two classes, or one of them too few. */
function knownRows({ target }: Read): KnownRows | null {
  if (target.classes?.length !== 2) return null;
  const known = Int32Array.from(target.values.keys()).filter((row) => !Number.isNaN(target.values[row]));
  const isEvent = Array.from(known, (row) => target.values[row] === 1);
  const events = isEvent.filter(Boolean).length;
  if (Math.min(events, known.length - events) < suspicious.ofEachClass) return null;
  return { isEvent, of: (values) => Float64Array.from(known, (row) => values[row]!) };
}

const tells = (values: Float64Array, isEvent: readonly boolean[]) => aucAlone(values, isEvent) >= suspicious.auc;

/**
 * Names of the columns which alone tell a target of two classes nearly without error: copies of it, perhaps. A category
 * is looked at while it has at most a category for ten rows: with more, chance tells them apart.
 */
export function nearCopies(read: Read): string[] {
  const rows = knownRows(read);
  if (!rows) return [];
  const { isEvent } = rows;
  return read.table.columns
    .filter(({ kind, values, categories }) => {
      const known = rows.of(values);
      if (kind === 'number') return filled(known).some((one) => tells(one, isEvent));
      return (categories?.length ?? 0) * 10 <= known.length && tells(byShare(known, isEvent), isEvent);
    })
    .map(({ name }) => name);
}

/** Names of the columns whose being missing alone tells a target of two classes nearly without error. */
export function tellingGaps(read: Read): string[] {
  const rows = knownRows(read);
  if (!rows) return [];
  return read.table.columns
    .filter(({ values }) =>
      tells(
        rows.of(values).map((value) => Number(Number.isNaN(value))),
        rows.isEvent,
      ),
    )
    .map(({ name }) => name);
}
