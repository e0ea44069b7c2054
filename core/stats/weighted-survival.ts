/** One step of a weighted product-limit curve, with the persons behind it as they are counted, without weights. */
export interface WeightedStep {
  readonly time: number;
  readonly nRisk: number;
  readonly nEvent: number;
  readonly nCensor: number;
  readonly survival: number;
  /** Robust standard error of log survival; infinite once survival is 0. */
  readonly logSe: number;
}

/**
 * Kaplan-Meier estimate with weights, such as those of a propensity score.
 * Method: product limit over weighted events and weighted persons at risk (Cole and Hernán 2004, Comput Methods Programs
 * Biomed 75:45-49); variance of log S by the infinitesimal jackknife over persons, which is Greenwood's without weights.
 * Oracle: R survival 3.5-3, survfit(weights, robust = TRUE), weighted-survival.test.ts.
 *
 * @param time and event of each person (1 event, 0 censored); events come before censorings at the same time.
 */
export function weightedSurvival(
  time: Float64Array,
  event: Uint8Array,
  weights: Float64Array,
): readonly WeightedStep[] {
  const n = time.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => time[a]! - time[b]!);
  let mass = weights.reduce((sum, w) => sum + w, 0);
  let squares = weights.reduce((sum, w) => sum + w * w, 0);
  let [survival, exposure, settled, at] = [1, 0, 0, 0];
  const steps: WeightedStep[] = [];
  while (at < n) {
    const from = at;
    const now = time[order[from]!]!;
    let [dying, nEvent] = [0, 0];
    for (; at < n && time[order[at]!] === now; at++) {
      if (event[order[at]!] !== 1) continue;
      dying += weights[order[at]!]!;
      nEvent += 1;
    }
    const left = Math.max(mass - dying, 0);
    const isEnd = left <= 1e-12 * mass;
    if (dying > 0) survival = isEnd ? 0 : survival * (left / mass);
    if (dying > 0 && !isEnd) exposure += dying / (mass * left);
    for (let k = from; k < at; k++) {
      const w = weights[order[k]!]!;
      const own = event[order[k]!] === 1 && !isEnd ? 1 / left : 0;
      settled += w * w * (exposure - own) ** 2;
      mass -= w;
      squares -= w * w;
    }
    const variance = exposure ** 2 * Math.max(squares, 0) + settled;
    const logSe = survival === 0 ? Number.POSITIVE_INFINITY : Math.sqrt(variance);
    steps.push({ time: now, nRisk: n - from, nEvent, nCensor: at - from - nEvent, survival, logSe });
  }
  return steps;
}
