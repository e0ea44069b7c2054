import type { CheckedCell, ReleaseCell, RestsOn, RuleId } from '../../contract/release.ts';
import { isDominated, isWithinPercent } from './dominance.ts';
import { numberText } from './number-text.ts';
import type { Policy } from './policy.ts';
import { isSmall } from './small-count.ts';
import { deviationProblem, modelProblem, percentileProblem } from './spread-rules.ts';
import { withheldCell } from './withheld-cell.ts';

type Statistic = Extract<ReleaseCell, { kind: 'statistic' }>;

/**
 * A mean, median, difference or estimate is published when it rests on at least the threshold of persons or events, and
 * the rule of its kind has nothing against it. A measure of a model must be over at least `metricPersons` as well, as
 * fewer say who was in the data it was tried on. One that could not be computed is "n/a" wherever that alone says nothing
 * of a small group.
 *
 * Source: ACRO, minimum threshold check for statistics (AI-SDC/ACRO, `acro_tables.py`).
 */
export function checkStatistic(cell: Omit<Statistic, 'kind'>, policy: Policy): CheckedCell {
  const isEmpty = cell.basis === 0 && cell.value === null;
  const rule = isEmpty ? null : broken(cell, policy);
  if (rule !== null) return withheldCell(rule);
  if (cell.value === null || !Number.isFinite(cell.value)) return { text: 'n/a', status: 'published' };
  const unit = cell.unit === undefined || cell.unit === '' ? '' : ` ${cell.unit}`;
  return { text: numberText(cell.value, cell.digits) + unit, status: 'published' };
}

/** The first rule that a statistic breaks, or null. */
function broken({ basis, among, rests }: Omit<Statistic, 'kind'>, policy: Policy): RuleId | null {
  if (basis < policy.threshold) return 'small-basis';
  if (among !== undefined && among < policy.metricPersons) return 'small-metric';
  return rests === undefined ? null : brokenBy(rests, policy);
}

function brokenBy(rests: RestsOn, policy: Policy): RuleId | null {
  switch (rests.kind) {
    case 'several':
      return rests.of.map((one) => brokenBy(one, policy)).find((rule) => rule !== null) ?? null;
    case 'percentile':
      return percentileProblem(rests.at, rests.n, policy) === null ? null : 'percentile';
    case 'deviation':
      return deviationProblem(rests.n, policy) === null ? null : 'deviation';
    case 'model':
      return modelProblem(rests, policy) === null ? null : 'model-size';
    case 'ratio':
      return isSmall(rests.of, policy) || isSmall(rests.among, policy) ? 'ratio' : null;
    default:
      if (rests.negative > 0 && policy.negatives !== 'size') return 'negative-values';
      return isDominated(rests, policy) || isWithinPercent(rests, policy) ? 'dominance' : null;
  }
}
