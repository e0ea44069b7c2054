import { growForest } from '../../stats/regression-forest.ts';
import { ridgePredict, ridgeRegression } from '../../stats/ridge-regression.ts';
import type { ColumnView } from '../cells/column-view.ts';
import { rocAuc } from '../metrics.ts';
import { mean } from '../ranks.ts';

type Columns = readonly Float64Array[];

/** How well two models trained on some rows tell the target of others: areas under the ROC curve. */
export interface Usefulness {
  readonly forest: number | null;
  readonly linear: number | null;
}

/** The last class against the others; a number above its median among `real` against below. */
export function eventOf(view: ColumnView): (value: number) => 0 | 1 {
  const cut =
    view.kind === 'class' ? view.levels.at(-1)! : view.scores.sorted[Math.floor(view.scores.sorted.length / 2)]!;
  return (value) => (value >= cut ? 1 : 0);
}

/** Trains a random forest and a ridge regression on `train`, and has them tell the target of `test`. */
export function usefulness(
  train: Columns,
  test: Columns,
  target: number,
  view: ColumnView,
  random: () => number,
): Usefulness {
  const isEvent = eventOf(view);
  const [fromRows, toRows] = [train, test].map((columns) => known(columns[target]!)) as [Int32Array, Int32Array];
  const y = train[target]!.map((v) => (Number.isNaN(v) ? 0 : isEvent(v)));
  const truth = Uint8Array.from(toRows, (row) => isEvent(test[target]![row]!));
  if (new Set(Array.from(fromRows, (row) => y[row]!)).size < 2) return { forest: null, linear: null };
  const [inTrain, inTest] = [train, test].map((columns) => columns.filter((_, i) => i !== target));
  const forest = growForest(inTrain!, y, fromRows, { trees: 200, leaf: 5, random });
  const filled = fill(inTrain!, inTest!);
  const at = (columns: Columns, rows: Int32Array) =>
    columns.map((values) => Float64Array.from(rows, (r) => values[r]!));
  const line = ridgeRegression(
    at(filled.train, fromRows),
    Float64Array.from(fromRows, (row) => y[row]!),
  );
  return {
    forest: rocAuc(forest.predict(inTest!, toRows), truth),
    linear: rocAuc(ridgePredict(line, at(filled.test, toRows), toRows.length), truth),
  };
}

const known = (values: Float64Array): Int32Array =>
  Int32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]!));

/** Gaps filled with the training rows' mean. */
function fill(train: Columns, test: Columns): { readonly train: Columns; readonly test: Columns } {
  const means = train.map((values) => {
    const present = values.filter((v) => !Number.isNaN(v));
    return present.length === 0 ? 0 : mean(present);
  });
  const filled = (columns: Columns) => columns.map((values, i) => values.map((v) => (Number.isNaN(v) ? means[i]! : v)));
  return { train: filled(train), test: filled(test) };
}
