import type { ModelColumn, ModelTable } from '../../inference/table.ts';
import { logisticRegression } from '../../stats/logistic-regression.ts';
import type { EarlyFolds } from './folds.ts';

/** On standardised columns; scikit-learn's default. */
const ridge = 1;

/**
 * Out-of-fold probabilities by logistic regression with a ridge penalty, in given folds: what a researcher would try
 * first. Numbers are standardised and filled with their mean, categories become one column each but the first, and a column
 * with gaps gets another that says so; all of it learned from the training rows.
 */
export function logisticBaseline(
  table: ModelTable,
  isCase: Float64Array,
  { folds }: Pick<EarlyFolds, 'folds'>,
): Float64Array {
  const out = new Float64Array(table.rows);
  for (const { train, test } of folds) {
    const columns = table.columns.flatMap((column) => designOf(column, train));
    const fit = logisticRegression({
      columns: columns.map((column) => Float64Array.from(train, (row) => column[row]!)),
      y: Float64Array.from(train, (row) => isCase[row]!),
      ridge,
    });
    for (const row of test) {
      const odds = columns.reduce(
        (sum, column, j) => sum + fit.coefficients[j + 1]! * column[row]!,
        fit.coefficients[0]!,
      );
      out[row] = 1 / (1 + Math.exp(-odds));
    }
  }
  return out;
}

/** The columns a feature becomes: centred, with one standard deviation in the training rows; none where it does not vary. */
function designOf({ kind, values, categories }: ModelColumn, train: Int32Array): Float64Array[] {
  const gaps = values.map((value) => (Number.isNaN(value) ? 1 : 0));
  const parts =
    kind === 'category'
      ? (categories ?? [])
          .slice(1)
          .map((_, i) => values.map((value) => (Number.isNaN(value) ? value : +(value === i + 1))))
      : [values];
  return [...parts, gaps].flatMap((part) => standardised(part, train));
}

function standardised(values: Float64Array, train: Int32Array): Float64Array[] {
  const known = train.filter((row) => !Number.isNaN(values[row]!));
  if (known.length < 2) return [];
  const mean = known.reduce((sum, row) => sum + values[row]!, 0) / known.length;
  const sd = Math.sqrt(known.reduce((sum, row) => sum + (values[row]! - mean) ** 2, 0) / known.length);
  if (!(sd > 1e-12 * Math.abs(mean))) return [];
  return [values.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / sd))];
}
