/**
 * How likely `fits` or more of `tries` different numbers pass a check by chance, each with probability `chance`: the
 * upper tail of the binomial distribution, summed in logarithms.
 */
export function chanceOf(fits: number, tries: number, chance: number): number {
  let term = tries * Math.log1p(-chance);
  let tail = fits === 0 ? Math.exp(term) : 0;
  for (let k = 1; k <= tries; k++) {
    term += Math.log((tries - k + 1) / k) + Math.log(chance / (1 - chance));
    if (k >= fits) tail += Math.exp(term);
  }
  return Math.min(1, tail);
}
