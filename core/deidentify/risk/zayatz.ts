/**
 * Expected number of uniques in a population of `population`, of which `sizes` is a simple random sample: the share of the sample's
 * uniques that are unique in the population, taking the sample's class sizes for the population's (Zayatz 1991, "Estimation
 * of the percent of unique population elements on a microdata file using the sample", US Bureau of the Census). A class of s in
 * the population shows one member with the hypergeometric probability s·n/N·∏(N-n-j)/(N-1-j), j from 0 to s - 2.
 */
export function zayatzUniques(
  sizes: readonly (readonly [size: number, classes: number])[],
  population: number,
): number {
  const n = sizes.reduce((sum, [size, classes]) => sum + size * classes, 0);
  const uniques = sizes.find(([size]) => size === 1)?.[1] ?? 0;
  if (uniques === 0) return 0;
  let shownOnce = 0;
  for (const [size, classes] of sizes) {
    let others = 1;
    for (let j = 0; j < size - 1 && others > 0; j++) others *= Math.max(0, population - n - j) / (population - 1 - j);
    shownOnce += classes * size * others;
  }
  return (uniques * (uniques / shownOnce) * population) / n;
}
