import type { CheckedCell } from '../../contract/release.ts';
import { numberText } from './number-text.ts';
import type { Policy } from './policy.ts';

interface Statistic {
  readonly value: number | null;
  readonly digits: number;
  readonly basis: number;
  readonly among?: number;
  readonly unit?: string;
}

/**
 * A mean, median, difference or estimate is published when it rests on at least the threshold of persons or events.
 * A measure of a model must be over at least `metricPersons` as well, as fewer say who was in the data it was tried on.
 * One that could not be computed is "n/a" wherever that alone says nothing of a small group.
 *
 * Source: ACRO, minimum threshold check for statistics (AI-SDC/ACRO, `acro_tables.py`).
 */
export function checkStatistic(cell: Statistic, policy: Policy): CheckedCell {
  const isEmpty = cell.basis === 0 && cell.value === null;
  const isFew = cell.basis < policy.threshold || (cell.among ?? Number.POSITIVE_INFINITY) < policy.metricPersons;
  if (isFew && !isEmpty) return { text: null, status: 'small-basis' };
  if (cell.value === null || !Number.isFinite(cell.value)) return { text: 'n/a', status: 'published' };
  const unit = cell.unit === undefined || cell.unit === '' ? '' : ` ${cell.unit}`;
  return { text: numberText(cell.value, cell.digits) + unit, status: 'published' };
}
