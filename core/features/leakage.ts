import { Failure } from '../../contract/failure.ts';
import type { FeatureDeclaration } from '../../contract/features.ts';
import { windowWords } from './feature.ts';

/**
 * Refuses features that may hold the outcome. A feature window must end before the outcome's opens: what is recorded
 * while the outcome is awaited tells it (target leakage; Kaufman et al., ACM TKDD 2012, doi:10.1145/2382577.2382579).
 * Days are counted from the index date, both ends included.
 *
 * @throws Failure `invalid_input` that names each window that reaches too far.
 */
export function refuseLeakage({ windows }: FeatureDeclaration, outcome: { readonly fromDay: number }): void {
  const late = windows.filter(({ toDay }) => toDay >= outcome.fromDay);
  if (late.length === 0) return;
  const list = late.map((window) => `“${window.name}” (${windowWords(window)})`).join(', ');
  throw new Failure(
    'invalid_input',
    `Features would see the outcome they are to predict: the outcome counts from day ${outcome.fromDay}, and ${list} ${late.length === 1 ? 'ends' : 'end'} on or after it. End each feature window before day ${outcome.fromDay}.`,
    { windows: late.map(({ name }) => name), fromDay: outcome.fromDay },
  );
}
