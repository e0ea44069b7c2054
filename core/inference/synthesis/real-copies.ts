/** Rows of `made` that no row of `real` equals, cell by cell; missing equals missing. */
export function rowsUnlike(made: readonly Float64Array[], real: readonly Float64Array[]): Int32Array {
  const known = new Set<string>();
  for (let row = 0; row < (real[0]?.length ?? 0); row++) known.add(keyOf(real, row));
  return Int32Array.from(made[0]!.keys()).filter((row) => !known.has(keyOf(made, row)));
}

const keyOf = (columns: readonly Float64Array[], row: number): string =>
  columns.map((values) => values[row]!).join('|');
