import type { RocCurve } from '../../contract/model-results.ts';

/**
 * The ROC curve from (0, 0) to (1, 1), thinned to at most `most` points evenly along its length: enough to draw,
 * too few to read single persons off it.
 */
export function rocPoints(scores: Float64Array, isEvent: Uint8Array, most = 101): RocCurve['points'] {
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
  const events = isEvent.reduce((sum, event) => sum + event, 0);
  const others = isEvent.length - events;
  const points = [{ fpr: 0, tpr: 0 }];
  let [hits, alarms] = [0, 0];
  order.forEach((row, i) => {
    if (isEvent[row]) hits++;
    else alarms++;
    const isTied = i + 1 < order.length && scores[order[i + 1]!] === scores[row];
    if (!isTied) points.push({ fpr: others ? alarms / others : 0, tpr: events ? hits / events : 0 });
  });
  if (points.length <= most) return points;
  const kept: RocCurve['points'] = [];
  for (const point of points) {
    if (point.fpr + point.tpr >= (2 * kept.length) / (most - 1) - 1e-12) kept.push(point);
  }
  const last = points.at(-1)!;
  if (kept.at(-1) !== last) kept.push(last);
  return kept;
}
