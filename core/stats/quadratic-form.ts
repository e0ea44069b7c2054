const tolerance = 1e-12;

/**
 * v' M⁻ v for a symmetric positive semi-definite matrix M, given row by row.
 * Method: symmetric Gaussian elimination with diagonal pivoting; directions in which M is zero are left out when v is
 * zero there too (then any generalised inverse gives the same number).
 *
 * @returns Infinity where v points out of M's range.
 */
export function quadraticForm(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  const m = matrix.map((row) => [...row]);
  const v = [...vector];
  const open = new Set(v.keys());
  const scale = Math.max(...m.map((row, i) => Math.abs(row[i]!)), 0);
  const size = Math.max(...v.map(Math.abs), 0);
  let total = 0;
  while (open.size > 0) {
    const pivot = [...open].reduce((best, i) => (m[i]![i]! > m[best]![best]! ? i : best));
    const d = m[pivot]![pivot]!;
    if (d <= tolerance * scale) {
      return [...open].every((i) => Math.abs(v[i]!) <= 1e-9 * size) ? total : Number.POSITIVE_INFINITY;
    }
    open.delete(pivot);
    total += (v[pivot]! * v[pivot]!) / d;
    for (const i of open) {
      const factor = m[i]![pivot]! / d;
      v[i] = v[i]! - factor * v[pivot]!;
      for (const j of open) m[i]![j] = m[i]![j]! - factor * m[pivot]![j]!;
    }
  }
  return total;
}
