import type { SynthesisScores } from '../../contract/model-results.ts';
import { defaultPolicy, type Policy } from './policy.ts';

export interface SyntheticClaim {
  /** Null where nobody was held out, so that nothing could be attacked. */
  readonly scores: SynthesisScores | null;
  /** Persons whose rows were read. */
  readonly persons: number;
}

/**
 * Why synthetic rows may not leave; empty where they may. They are not anonymous by being synthetic: they must have been
 * attacked with persons who were held out, equal no real row, and neither give membership away nor cling to records.
 *
 * Source: Stadler, Oprisanu and Troncoso, 2022, "Synthetic data: anonymisation groundhog day"; Giomi et al., 2023,
 * Anonymeter. Nearness is an average: it does not prove that no single person is recognised.
 */
export function syntheticProblems(
  { scores, persons }: SyntheticClaim,
  { synthetic }: Pick<Policy, 'synthetic'> = defaultPolicy,
): string[] {
  if (!scores) return ['They were not attacked, as nobody was held out. Make them again with persons held out.'];
  const { membership, closestRatio, copies } = scores.model.attack;
  const { persons: fewest, membership: most, closest } = synthetic;
  const problems: string[] = [];
  if (persons < fewest) problems.push(`They were made from fewer than ${fewest} persons.`);
  if (copies > 0) problems.push('Some equal a real row.');
  if (membership === null || membership > most) {
    problems.push(`The membership attack does better than ${most}: who was read can be told from who was not.`);
  }
  if (closestRatio === null || closestRatio < closest) {
    problems.push(`They stand closer to the records read than ${closest} of the distance other persons keep.`);
  }
  return problems;
}
