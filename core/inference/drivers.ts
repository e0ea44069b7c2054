import type { Driver } from '../../contract/model-results.ts';
import { estimateOver } from './fold-estimate.ts';
import type { Prepared } from './prepare.ts';
import { derivedSeed, randomOf, shuffle } from './random.ts';
import type { Reading } from './reading.ts';

/** How good predictions are on held-out rows with these columns; more is better. */
export type Goodness = (columns: readonly Float64Array[]) => Promise<number | null>;

/**
 * Permutation importance (Breiman, 2001; Fisher, Rudin and Dominici, 2019): what is lost on the held-out rows when one
 * feature's values are shuffled among them. One number per prepared column; a column the model did not read loses 0.
 */
export async function lossByFeature(
  prepared: Prepared,
  reading: Reading,
  test: Int32Array,
  seed: number,
  goodness: Goodness,
): Promise<(number | null)[]> {
  const whole = await goodness(reading.columns);
  const losses: (number | null)[] = prepared.columns.map(() => 0);
  for (const [i, place] of reading.chosen.entries()) {
    const order = shuffle(test.slice(), randomOf(derivedSeed(seed, place)));
    const shuffled = reading.columns[i]!.slice();
    test.forEach((row, at) => {
      shuffled[row] = reading.columns[i]![order[at]!]!;
    });
    const without = await goodness(reading.columns.map((column, k) => (k === i ? shuffled : column)));
    losses[place] = whole === null || without === null ? null : whole - without;
  }
  return losses;
}

/** Mean loss of each feature over folds, the most important first. */
export function driversOf(
  prepared: Prepared,
  perFold: readonly (readonly (number | null)[])[],
  folds: number,
): Driver[] {
  return prepared.columns
    .map(({ name }, place) => ({
      feature: name,
      loss: estimateOver(
        perFold.map((losses) => losses[place]!),
        folds,
      ),
    }))
    .sort((a, b) => (b.loss.mean ?? 0) - (a.loss.mean ?? 0));
}
