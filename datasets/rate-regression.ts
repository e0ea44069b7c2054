/**
 * Poisson regression of event counts on covariates with log person-time as offset, by Newton's method: what the
 * tests recover the planted rate ratios with. Reference: Breslow & Day, Statistical Methods in Cancer Research II, 4.
 *
 * @param rows one row per person: events, years at risk, covariates (an intercept is added).
 * @returns log rate ratios with standard errors, in the covariates' order.
 */
export function rateRegression(
  rows: readonly { readonly events: number; readonly years: number; readonly covariates: readonly number[] }[],
): readonly { readonly estimate: number; readonly standardError: number }[] {
  const size = (rows[0]?.covariates.length ?? 0) + 1;
  const total = (pick: 'events' | 'years') => rows.reduce((sum, row) => sum + row[pick], 0);
  let beta: number[] = [Math.log(total('events') / total('years')), ...Array<number>(size - 1).fill(0)];
  let inverse: number[][] = [];
  for (let iteration = 0; iteration < 30; iteration++) {
    const { score, information } = derivatives(rows, beta);
    inverse = invert(information);
    const step = inverse.map((row) => dot(row, score));
    beta = beta.map((value, i) => value + step[i]!);
    if (Math.max(...step.map(Math.abs)) < 1e-8) break;
  }
  return beta.slice(1).map((estimate, i) => ({ estimate, standardError: Math.sqrt(inverse[i + 1]![i + 1]!) }));
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

function derivatives(rows: Parameters<typeof rateRegression>[0], beta: readonly number[]) {
  const score = beta.map(() => 0);
  const information = beta.map(() => beta.map(() => 0));
  for (const { events, years, covariates } of rows) {
    const x = [1, ...covariates];
    const expected = years * Math.exp(dot(beta, x));
    for (let i = 0; i < x.length; i++) {
      score[i]! += (events - expected) * x[i]!;
      for (let j = 0; j < x.length; j++) information[i]![j]! += expected * x[i]! * x[j]!;
    }
  }
  return { score, information };
}

/** Gauss-Jordan inverse of a small positive definite matrix. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const work = matrix.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => Number(i === j))]);
  for (let i = 0; i < n; i++) {
    const pivot = work[i]![i]!;
    work[i] = work[i]!.map((value) => value / pivot);
    for (let r = 0; r < n; r++) {
      const factor = work[r]![i]!;
      if (r !== i) work[r] = work[r]!.map((value, c) => value - factor * work[i]![c]!);
    }
  }
  return work.map((row) => row.slice(n));
}
