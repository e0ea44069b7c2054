import { countUpTo } from './ranks.ts';
import type { Cells } from './session.ts';

/** What featurising takes from the context for one column. */
export interface ColumnScale {
  readonly mean: number;
  readonly sd: number;
  /** The context's values, sorted, missing ones left out. */
  readonly sorted: Float64Array;
  /** At most ten different values in the context. */
  readonly isCategorical: boolean;
}

const categoricalUpTo = 10;
const zLimit = 6;
/** Context quantiles run from -1 to 1; training stretched them by this. */
const quantileStretch = 1.7;

/** The scale of one column over the context's rows: NaN is missing; the standard deviation is the population's. */
export function scaleOf(values: Float64Array, rows: Int32Array): ColumnScale {
  const present = new Float64Array(rows.length);
  let count = 0;
  let sum = 0;
  for (const row of rows) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    present[count++] = value;
    sum += value;
  }
  const sorted = present.slice(0, count).sort();
  const mean = count > 0 ? sum / count : 0;
  let squares = 0;
  let distinct = 0;
  for (let i = 0; i < count; i++) {
    squares += (sorted[i]! - mean) ** 2;
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  }
  const sd = Math.sqrt(squares / Math.max(1, count));
  return { mean, sd: sd < 1e-6 ? 1 : sd, sorted, isCategorical: distinct <= categoricalUpTo };
}

/**
 * Rows as the model reads them, four float32 a cell: z-score clipped to ±6, quantile within the context, missing,
 * categorical. The same arithmetic as the code that trained the model; `models/<name>/parity/featurise.json` holds
 * its answers.
 */
export function featurise(columns: readonly Float64Array[], scales: readonly ColumnScale[], rows: Int32Array): Cells {
  const features = columns.length;
  const data = new Float32Array(rows.length * features * 4);
  columns.forEach((values, f) => {
    const scale = scales[f]!;
    const categorical = scale.isCategorical ? 1 : 0;
    for (let r = 0; r < rows.length; r++) {
      const at = (r * features + f) * 4;
      const value = values[rows[r]!]!;
      data[at + 3] = categorical;
      if (Number.isNaN(value)) {
        data[at + 2] = 1;
        continue;
      }
      data[at] = Math.max(-zLimit, Math.min(zLimit, (value - scale.mean) / scale.sd));
      data[at + 1] = contextQuantile(scale.sorted, value) * quantileStretch;
    }
  });
  return { data, rows: rows.length, features };
}

/** Where a value stands among the context's: -1 below all, 1 above all, the middle of its equals. */
function contextQuantile(sorted: Float64Array, value: number): number {
  const below = countUpTo(sorted, value, false);
  const upTo = countUpTo(sorted, value, true);
  return Math.min(1, (below + upTo) / 2 / Math.max(1, sorted.length)) * 2 - 1;
}
