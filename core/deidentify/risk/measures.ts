import type { RiskMeasures } from '../../../contract/risk.ts';
import { riskPolicy } from './policy.ts';

/**
 * Risks of being found by one who knows that a person is in the data (the prosecutor's; ARX and El Emam 2013, chapter 16):
 * of a row one over the size of its class; highest 1/k, lowest one over the largest class, average classes over rows.
 * `pairs` are sizes and how many rows have a class of that size, by size; under the wildcard reading `rows` need not be a multiple.
 */
export function measuresOf(pairs: readonly (readonly [size: number, rows: number])[]): RiskMeasures {
  let rows = 0;
  let risk = 0;
  for (const [size, n] of pairs) {
    rows += n;
    risk += n / size;
  }
  const below = (limit: number) => pairs.reduce((sum, [size, n]) => (size < limit ? sum + n : sum), 0);
  const k = pairs[0]?.[0] ?? 0;
  const largest = pairs.at(-1)?.[0] ?? 0;
  const uniques = below(2);
  return {
    rows,
    k,
    largest,
    uniques,
    uniqueShare: rows === 0 ? 0 : uniques / rows,
    averageRisk: rows === 0 ? 0 : risk / rows,
    highestRisk: k === 0 ? 0 : 1 / k,
    lowestRisk: largest === 0 ? 0 : 1 / largest,
    below: riskPolicy.limits.map((limit) => ({ limit, rows: below(limit) })),
  };
}
