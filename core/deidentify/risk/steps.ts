import type { RiskMeasures } from '../../../contract/risk.ts';
import { sizePairs } from './class-sizes.ts';
import { measuresOf } from './measures.ts';
import type { Codes } from './partition.ts';
import { type Patterns, sizesBy } from './patterns.ts';

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

/** Rows by the size of their class, over these columns. */
export const rowsBySize = (weights: Int32Array, columns: readonly Codes[]): [size: number, rows: number][] =>
  sizePairs(sizesBy(weights, columns)).map(([size, classes]) => [size, size * classes]);

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
    return measuresOf(rowsBySize(patterns.weights, columns));
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
