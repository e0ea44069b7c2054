/**
 * Variance and covariances of estimates from each person's contribution to them: Σ c c', after adding up within clusters.
 * Method: the sandwich of an M-estimator (Huber 1967; Stefanski and Boos 2002, Am Stat 56:29-38), clustered as Lin and Wei
 * 1989.
 *
 * @param contributions one array an estimate; @param cluster the number of each person's cluster, -1 for left out.
 */
export function robustCovariance(contributions: readonly Float64Array[], cluster?: Int32Array): number[][] {
  const parts = cluster ? contributions.map((one) => withinClusters(one, cluster)) : contributions;
  return parts.map((a) => parts.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)));
}

function withinClusters(contribution: Float64Array, cluster: Int32Array): Float64Array {
  const most = cluster.reduce((high, value) => Math.max(high, value), -1);
  const sums = new Float64Array(most + 1);
  cluster.forEach((at, i) => {
    if (at >= 0) sums[at]! += contribution[i]!;
  });
  return sums;
}
