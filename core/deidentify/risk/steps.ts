import type { RiskMeasures } from '../../../contract/risk.ts';
import { measuresOf } from './measures.ts';
import type { Codes } from './partition.ts';
import { merge, type Patterns } from './patterns.ts';

/** A column's ladder: `levels[0]` is the values as they are; `map[code]` is what a value becomes (0 stays 0: missing). */
export interface Ladder {
  readonly name: string;
  readonly levels: readonly { readonly label: string; readonly map: Int32Array; readonly values: number }[];
}

/** A column of patterns on one of its levels. */
export function atLevel({ codes }: Codes, { levels }: Ladder, level: number): Codes {
  const { map, values } = levels[level]!;
  const mapped = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) mapped[i] = map[codes[i]!]!;
  return { codes: mapped, values };
}

/** Sizes of the classes that patterns make, with their rows; without rows that lack every value. */
export function rowsBySize({ columns, weights, size }: Patterns): [size: number, rows: number][] {
  const rows = new Map<number, number>();
  for (let p = 0; p < size; p++) {
    const isBare = columns.length > 0 && columns.every(({ codes }) => codes[p] === 0);
    if (!isBare) rows.set(weights[p]!, (rows.get(weights[p]!) ?? 0) + weights[p]!);
  }
  return [...rows].sort(([a], [b]) => a - b);
}

export interface Step {
  readonly column: string;
  readonly to: string;
  readonly removed: boolean;
  readonly after: RiskMeasures;
}

/** What one step of each ladder, and leaving each column out, comes to: least average risk first. */
export function stepsOf(patterns: Patterns, ladders: readonly Ladder[], check: () => void): Step[] {
  const measured = (columns: readonly Codes[]) => {
    check();
    return measuresOf(rowsBySize(merge(patterns.weights, columns)));
  };
  const steps = ladders.flatMap((ladder, c): Step[] => {
    const others = patterns.columns.filter((_, other) => other !== c);
    const removed = { column: ladder.name, to: 'left out', removed: true, after: measured(others) };
    const next = ladder.levels[1];
    if (!next || next.values === 1) return [removed];
    const columns = patterns.columns.map((column, other) => (other === c ? atLevel(column, ladder, 1) : column));
    return [{ column: ladder.name, to: next.label, removed: false, after: measured(columns) }, removed];
  });
  return steps.sort((a, b) => a.after.averageRisk - b.after.averageRisk);
}
