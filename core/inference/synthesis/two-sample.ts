import { growForest } from '../../stats/regression-forest.ts';
import { foldOfRows } from '../folds.ts';
import { rocAuc } from '../metrics.ts';

/**
 * Classifier two-sample test: how well a random forest tells made rows from real ones in five-fold cross-validation, as
 * an area under the ROC curve; 0.5 when it cannot.
 * Method: Lopez-Paz and Oquab, 2017, "Revisiting classifier two-sample tests".
 */
export function twoSampleAuc(
  made: readonly Float64Array[],
  real: readonly Float64Array[],
  seed: number,
  random: () => number,
): number | null {
  const size = Math.min(made[0]!.length, real[0]!.length);
  const columns = made.map((values, i) =>
    Float64Array.from([...values.subarray(0, size), ...real[i]!.subarray(0, size)]),
  );
  const isReal = Float64Array.from({ length: 2 * size }, (_, row) => (row < size ? 0 : 1));
  const fold = foldOfRows({ labels: isReal, groups: undefined, rows: 2 * size, folds: 5, seed });
  const all = Int32Array.from({ length: 2 * size }, (_, row) => row);
  const scores = new Float64Array(2 * size);
  for (let k = 0; k < 5; k++) {
    const train = all.filter((row) => fold[row] !== k);
    const test = all.filter((row) => fold[row] === k);
    const told = growForest(columns, isReal, train, { trees: 100, leaf: 3, random }).predict(columns, test);
    test.forEach((row, i) => {
      scores[row] = told[i]!;
    });
  }
  return rocAuc(scores, Uint8Array.from(isReal));
}
