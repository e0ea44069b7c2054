import type { RiskMeasures } from '../../../contract/risk.ts';
import { type ClassSizes, sizePairs } from './class-sizes.ts';
import { measuresOf } from './measures.ts';
import type { Codes } from './partition.ts';
import type { Patterns } from './patterns.ts';
import { type Begun, begin, byValues, sizesBy, sizesOf, withColumn } from './sizes-by.ts';

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
  inRows(sizesBy(weights, columns));

const inRows = (sizes: ClassSizes): [size: number, rows: number][] =>
  sizePairs(sizes).map(([size, classes]) => [size, size * classes]);

export interface Step {
  readonly column: string;
  readonly to: string;
  readonly removed: boolean;
  readonly after: RiskMeasures;
}

/**
 * What one step of each ladder, and leaving each column out, comes to: least average risk first. Columns with most values go first, and what
 * comes before the changed one is made once for all steps.
 */
export function stepsOf({ columns, weights, size }: Patterns, ladders: readonly Ladder[], check: () => void): Step[] {
  const order = byValues(columns);
  const before: Begun[] = [begin(size)];
  for (const c of order) {
    check();
    before.push(withColumn(before.at(-1)!, columns[c]!, weights));
  }
  const measured = (c: number, changed: Codes | null) => {
    check();
    const at = order.indexOf(c);
    const rest = [...(changed ? [changed] : []), ...order.slice(at + 1).map((other) => columns[other]!)];
    const made = rest.reduce((begun, column) => withColumn(begun, column, weights), before[at]!);
    return measuresOf(inRows(sizesOf(made, weights)));
  };
  const steps = ladders.flatMap((ladder, c): Step[] => {
    const removed = { column: ladder.name, to: 'left out', removed: true, after: measured(c, null) };
    const next = ladder.levels[1];
    if (!next || next.values === 1) return [removed];
    const after = measured(c, atLevel(columns[c]!, ladder, 1));
    return [{ column: ladder.name, to: next.label, removed: false, after }, removed];
  });
  return steps.sort((a, b) => a.after.averageRisk - b.after.averageRisk);
}
