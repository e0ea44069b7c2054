import { z } from 'zod';
import { moments } from '../stats/moments.ts';
import type { ModelColumn, ModelTable } from './table.ts';

/** What is kept of a feature beside an evaluation, so that a later one can be compared: moments or shares, no rows. */
export const featureProfile = z.array(
  z.object({
    name: z.string(),
    missing: z.number(),
    mean: z.number().nullable(),
    sd: z.number().nullable(),
    shares: z.record(z.string(), z.number()).nullable(),
  }),
);
export type FeatureProfile = z.infer<typeof featureProfile>;

export const profileOf = ({ columns, rows }: ModelTable): FeatureProfile => columns.map((one) => profile(one, rows));

function profile({ name, values, categories }: ModelColumn, rows: number): FeatureProfile[number] {
  const known = values.filter(Number.isFinite);
  const missing = rows === 0 ? 0 : (rows - known.length) / rows;
  if (!categories) {
    const { mean, sd } = moments(known);
    return { name, missing, mean, sd, shares: null };
  }
  const counts = new Float64Array(categories.length);
  for (const code of known) counts[code]! += 1 / known.length;
  return { name, missing, mean: null, sd: null, shares: Object.fromEntries(categories.map((c, i) => [c, counts[i]!])) };
}

/**
 * Standardised mean difference (over the pooled standard deviation; Austin 2009, Stat Med 28:3083-3107), or for a category
 * the largest difference of a level's share; null where the two are of different kinds or hold nothing.
 */
export function shiftOf(first: FeatureProfile[number], second: FeatureProfile[number]): number | null {
  if (first.shares && second.shares) {
    const names = new Set([...Object.keys(first.shares), ...Object.keys(second.shares)]);
    return Math.max(...[...names].map((name) => Math.abs((first.shares?.[name] ?? 0) - (second.shares?.[name] ?? 0))));
  }
  if (first.mean === null || second.mean === null) return null;
  const pooled = Math.sqrt(((first.sd ?? 0) ** 2 + (second.sd ?? 0) ** 2) / 2);
  return pooled === 0 ? (first.mean === second.mean ? 0 : null) : (second.mean - first.mean) / pooled;
}
