import type { RiskOfSet } from '../../../contract/risk.ts';
import { meterOf, nothingSeen, type Sensitive } from './diversity.ts';
import { measuresOf } from './measures.ts';
import { merge, type Patterns, withoutBare } from './patterns.ts';
import type { SetOfColumns } from './subsets.ts';
import { matchingRows } from './wildcard.ts';

/** All columns: every pattern is a class. */
export function wholeSet({ columns, weights, size }: Patterns, sensitive: readonly Sensitive[]): SetOfColumns {
  const sizes = new Map<number, number>();
  const meters = sensitive.map(meterOf);
  const worst = meters.map(nothingSeen);
  const one = new Int32Array(1);
  let withoutValue = 0;
  for (let p = 0; p < size; p++) {
    if (columns.every(({ codes }) => codes[p] === 0)) {
      withoutValue += weights[p]!;
      continue;
    }
    sizes.set(weights[p]!, (sizes.get(weights[p]!) ?? 0) + 1);
    one[0] = p;
    for (let m = 0; m < meters.length; m++) worst[m] = meters[m]!(worst[m]!, one, 0, 1);
  }
  const places = columns.map((_, c) => c);
  return { places, sizes: [...sizes].sort(([a], [b]) => a - b), withoutValue, worst };
}

/** What is said of one set: both readings of missing values, and diversity. */
export function reportOf(
  set: SetOfColumns,
  patterns: Patterns,
  names: readonly string[],
  sensitive: readonly Sensitive[],
): RiskOfSet {
  const classes = set.sizes.reduce((sum, [, n]) => sum + n, 0);
  return {
    columns: set.places.map((c) => names[c]!),
    classes,
    withoutValue: set.withoutValue,
    own: measuresOf(set.sizes.map(([size, n]) => [size, size * n] as const)),
    wildcard: wildcardOf(set, patterns),
    diversity: sensitive.map(({ name, distance }, s) => {
      const worst = set.worst[s]!;
      const least = classes === 0 ? { distinctL: 0, entropyL: 0 } : {};
      return { column: name, distance, ...worst, ...least };
    }),
  };
}

function wildcardOf({ places }: SetOfColumns, { columns, weights }: Patterns): RiskOfSet['wildcard'] {
  const own = places.map((c) => columns[c]!);
  if (own.every(({ codes }) => !codes.includes(0))) return null;
  const merged = withoutBare(merge(weights, own));
  const matches = matchingRows(merged);
  const rows = new Map<number, number>();
  matches.forEach((size, p) => {
    rows.set(size, (rows.get(size) ?? 0) + merged.weights[p]!);
  });
  return measuresOf([...rows].sort(([a], [b]) => a - b));
}

/** By size, then in the order of the columns. */
export const inOrder = (sets: readonly SetOfColumns[]): SetOfColumns[] =>
  sets
    .map((set) => ({ ...set, places: [...set.places].sort((a, b) => a - b) }))
    .sort((a, b) => a.places.length - b.places.length || compare(a.places, b.places));

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, i) => place !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
