import type { RocCurve } from '../../../contract/model-results.ts';

/** The false positive rates at which a curve is read. */
export const rates: readonly number[] = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** The true positive rate of a curve at a false positive rate, on the straight line between its points; the higher end of a step. */
export function tprAt(points: RocCurve['points'], fpr: number): number {
  const after = points.find((point) => point.fpr > fpr);
  const before = points.filter((point) => point.fpr <= fpr).at(-1);
  if (!before || !after) return before?.tpr ?? after?.tpr ?? 0;
  return before.tpr + ((after.tpr - before.tpr) * (fpr - before.fpr)) / (after.fpr - before.fpr);
}
