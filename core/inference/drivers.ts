import type { Driver } from '../../contract/model-results.ts';
import { estimateOver } from './fold-estimate.ts';
import type { Prepared } from './prepare.ts';
import { derivedSeed } from './random.ts';
import type { Reading } from './reading.ts';
import { type Answer, shuffledAnswers } from './shuffled-answers.ts';
import type { Split } from './splits.ts';

/** What is asked of held-out rows, and how good an answer is; more is better. */
export interface Judged {
  readonly answer: Answer;
  readonly goodness: (answers: Float64Array) => number | null;
}

/**
 * Permutation importance (Breiman, 2001; Fisher, Rudin and Dominici, 2019): what is lost on the held-out rows when one
 * feature's values are shuffled among them; `whole` is the goodness when none is. One number per prepared column; a
 * column the model did not read loses 0.
 */
export async function lossByFeature(
  prepared: Prepared,
  { columns, chosen }: Reading,
  { test, seed }: Split,
  whole: number | null,
  { answer, goodness }: Judged,
): Promise<(number | null)[]> {
  const losses: (number | null)[] = prepared.columns.map(() => 0);
  const shuffles = chosen.map((place, feature) => ({ feature, seed: derivedSeed(seed, place) }));
  await shuffledAnswers(columns, test, shuffles, answer, (i, answers) => {
    const without = goodness(answers);
    losses[chosen[i]!] = whole === null || without === null ? null : whole - without;
  });
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
