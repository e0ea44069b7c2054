/**
 * Digamma, the derivative of log Γ, for `x` > 0: the recurrence up to 12, then the asymptotic series (Abramowitz and
 * Stegun 1964, 6.3.5 and 6.3.18).
 */
export function digamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 12) {
    shift -= 1 / at;
    at += 1;
  }
  const r = 1 / (at * at);
  const series = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - (r * 691) / 32760)))));
  return shift + Math.log(at) - 0.5 / at - series;
}

/** Trigamma, the derivative of digamma, for `x` > 0 (Abramowitz and Stegun 1964, 6.4.6 and 6.4.12). */
export function trigamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 12) {
    shift += 1 / (at * at);
    at += 1;
  }
  const r = 1 / (at * at);
  const series = r * (1 / 6 - r * (1 / 30 - r * (1 / 42 - r * (1 / 30 - r * (5 / 66 - (r * 691) / 2730)))));
  return shift + 1 / at + r / 2 + series / at;
}
