import type { EarlyBin } from './spec.ts';

const most = 10;

/**
 * Rows in order of their predicted probability, in up to ten bins of about as many rows; equal predictions stay together.
 * Bins of equal size: in a matched sample few predictions are high, and bins of equal width would hold next to nobody.
 */
export function binsOfLead(probabilities: Float64Array, isCase: Float64Array): EarlyBin[] {
  const order = Int32Array.from(probabilities.keys()).sort((a, b) => probabilities[a]! - probabilities[b]!);
  const size = order.length / most;
  const bins: EarlyBin[] = [];
  for (let start = 0; start < order.length; ) {
    const wanted = Math.round(size * (Math.round(start / size) + 1));
    let end = Math.min(order.length, Math.max(start + 1, wanted));
    while (end < order.length && probabilities[order[end]!] === probabilities[order[end - 1]!]) end++;
    bins.push(binOf(order.subarray(start, end), probabilities, isCase));
    start = end;
  }
  return bins;
}

function binOf(rows: Int32Array, probabilities: Float64Array, isCase: Float64Array): EarlyBin {
  const cases = rows.reduce((sum, row) => sum + isCase[row]!, 0);
  const predicted = rows.reduce((sum, row) => sum + probabilities[row]!, 0) / rows.length;
  return { predicted, observed: cases / rows.length, cases, controls: rows.length - cases };
}
