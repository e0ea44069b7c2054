/** Everything at risk, or dying, at one time: sums of w r, w r x and w r x x' (its lower half). */
export interface RiskSums {
  s0: number;
  readonly s1: Float64Array;
  readonly s2: Float64Array;
}

export const riskSums = (size: number): RiskSums => ({
  s0: 0,
  s1: new Float64Array(size),
  s2: new Float64Array(size * size),
});

/** Adds person `i`, whose weight times relative hazard is `mass`. */
export function addPerson(sums: RiskSums, columns: readonly Float64Array[], i: number, mass: number): void {
  const size = sums.s1.length;
  sums.s0 += mass;
  for (let j = 0; j < size; j++) {
    const part = mass * columns[j]![i]!;
    sums.s1[j]! += part;
    for (let k = 0; k <= j; k++) sums.s2[j * size + k]! += part * columns[k]![i]!;
  }
}

export function clearSums(sums: RiskSums): void {
  sums.s0 = 0;
  sums.s1.fill(0);
  sums.s2.fill(0);
}
