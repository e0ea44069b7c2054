/** The sum of some unknowns, by their place. */
export interface Equation {
  readonly unknowns: readonly number[];
  readonly value: number;
}

const nearly = 1e-6;

/**
 * The only solution of sums of unknowns, where there is just one and it is of whole numbers not below zero; else null.
 * Gauss-Jordan elimination with row pivots.
 */
export function solvedWhole(count: number, equations: readonly Equation[]): number[] | null {
  const rows = equations.map(({ unknowns, value }) => {
    const row = new Float64Array(count + 1);
    for (const unknown of unknowns) row[unknown] = 1;
    row[count] = value;
    return row;
  });
  for (let column = 0; column < count; column++) {
    const pivot = rows.findIndex((row, at) => at >= column && Math.abs(row[column]!) > nearly);
    if (pivot === -1) return null;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    eliminate(rows, column);
  }
  if (rows.slice(count).some((row) => Math.abs(row[count]!) > nearly)) return null;
  const values = rows.slice(0, count).map((row) => row[count]!);
  const whole = values.map(Math.round);
  return values.every((value, at) => Math.abs(value - whole[at]!) < nearly && whole[at]! >= 0) ? whole : null;
}

function eliminate(rows: Float64Array[], column: number): void {
  const own = rows[column]!;
  const scale = own[column]!;
  for (let at = 0; at < own.length; at++) own[at]! /= scale;
  for (const row of rows) {
    const factor = row[column]!;
    if (row === own || Math.abs(factor) < nearly) continue;
    for (let at = 0; at < row.length; at++) row[at]! -= factor * own[at]!;
  }
}
