import type { RiskReport } from '../../../contract/risk.ts';
import type { Patterns } from './patterns.ts';
import { riskPolicy } from './policy.ts';
import type { WalkedSubsets } from './subsets.ts';

const span = 2 ** 18;
const places = 2 ** 26;

/**
 * The rows in classes below the policy's limit, by number: smallest class first, then most minimal sets, then source order.
 * One number a pattern holds all three, so that a million are sorted at once.
 */
export function driversOf(
  patterns: Patterns & { readonly patternOf: Int32Array },
  { minimalSets, byColumn }: WalkedSubsets,
  names: readonly string[],
): RiskReport['drivers'] {
  const { columns, weights, size, patternOf } = patterns;
  const keys: number[] = [];
  let rows = 0;
  for (let p = 0; p < size; p++) {
    if (weights[p]! >= riskPolicy.block || columns.every(({ codes }) => codes[p] === 0)) continue;
    rows += weights[p]!;
    keys.push((weights[p]! * span + (span - 1 - Math.min(minimalSets[p]!, span - 1))) * places + p);
  }
  const first = Float64Array.from(keys).sort().subarray(0, riskPolicy.listed);
  const rank = new Map([...first].map((key, i) => [key % places, i]));
  const listed: { row: number; rank: number; p: number }[] = [];
  for (let row = 0; row < patternOf.length; row++) {
    const at = rank.get(patternOf[row]!);
    if (at !== undefined) listed.push({ row: row + 1, rank: at, p: patternOf[row]! });
  }
  listed.sort((a, b) => a.rank - b.rank || a.row - b.row);
  const shown = listed.slice(0, riskPolicy.listed);
  return {
    minimalSets: minimalSets.reduce((sum, n) => sum + n, 0),
    columns: names
      .map((column, c) => ({ column, minimalSets: byColumn[c]! }))
      .sort((a, b) => b.minimalSets - a.minimalSets),
    rows: shown.map(({ row, p }) => ({ row, classSize: weights[p]!, minimalSets: minimalSets[p]! })),
    more: rows - shown.length,
  };
}
