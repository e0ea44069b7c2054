/**
 * Preference score: the propensity as it would be were both treatments equally common.
 * Method: logit F = logit e - logit P(A = 1) (Walker et al. 2013, Comparative Effectiveness Research 3:11-20). Between 0.3
 * and 0.7 a person could as well have had the other treatment; where that holds of half of each arm, the two are said to
 * be in empirical equipoise.
 *
 * @param share of persons who were treated, strictly between 0 and 1.
 */
export function preferenceScore(propensity: Float64Array, share: number): Float64Array {
  const odds = share / (1 - share);
  return propensity.map((e) => {
    const ratio = e / (1 - e) / odds;
    return ratio === Number.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio);
  });
}
