/**
 * The x in [low, high] where an increasing function reaches `target`.
 * Method: bisection down to neighbouring floating-point numbers; slow and sure, for quantiles without a closed form.
 */
export function invert(increasing: (x: number) => number, target: number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let i = 0; i < 2000; i++) {
    const middle = a + (b - a) / 2;
    if (middle <= a || middle >= b) break;
    if (increasing(middle) < target) a = middle;
    else b = middle;
  }
  return a + (b - a) / 2;
}
