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

/** Names of the numeric columns which alone tell a target of two classes nearly without error: copies of it, perhaps. */
export function nearCopies({ table, target }: ReadTable): string[] {
  if (target.classes?.length !== 2) return [];
  const known = Int32Array.from(target.values.keys()).filter((row) => !Number.isNaN(target.values[row]));
  const isEvent = Array.from(known, (row) => target.values[row] === 1);
  const events = isEvent.filter(Boolean).length;
  if (Math.min(events, known.length - events) < suspicious.ofEachClass) return [];
  return table.columns
    .filter(({ kind }) => kind === 'number')
    .filter(({ values }) =>
      filled(Float64Array.from(known, (row) => values[row]!)).some((one) => aucAlone(one, isEvent) >= suspicious.auc),
    )
    .map(({ name }) => name);
}
