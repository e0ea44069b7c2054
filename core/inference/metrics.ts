import { mean, midRanks } from './ranks.ts';

/** Probabilities below this are taken as this, so that one sure error does not make a log-loss infinite. */
const least = 1e-7;

/**
 * Area under the ROC curve by the Mann-Whitney statistic, ties counted half (Hanley and McNeil, 1982). Null where
 * there is no event or nothing but events.
 */
export function rocAuc(scores: Float64Array, isEvent: Uint8Array): number | null {
  const ranks = midRanks(scores);
  let events = 0;
  let sum = 0;
  isEvent.forEach((event, i) => {
    if (!event) return;
    events++;
    sum += ranks[i]!;
  });
  const others = scores.length - events;
  return events === 0 || others === 0 ? null : (sum - (events * (events + 1)) / 2) / (events * others);
}

/** One class's probabilities out of `[rows, classes]`. */
export function probabilitiesOf(probabilities: Float64Array, classes: number, code: number): Float64Array {
  return Float64Array.from(
    { length: probabilities.length / classes },
    (_, row) => probabilities[row * classes + code]!,
  );
}

export const isCode = (codes: Float64Array, code: number): Uint8Array =>
  Uint8Array.from(codes, (value) => (value === code ? 1 : 0));

/** AUC of the event for two classes; the mean over one-against-rest AUCs for more (Provost and Domingos, 2000). */
export function classAuc(probabilities: Float64Array, codes: Float64Array, classes: number): number | null {
  if (classes === 2) return rocAuc(probabilitiesOf(probabilities, 2, 1), isCode(codes, 1));
  const all = Array.from({ length: classes }, (_, code) =>
    rocAuc(probabilitiesOf(probabilities, classes, code), isCode(codes, code)),
  ).filter((auc) => auc !== null);
  return all.length === 0 ? null : mean(all);
}

/** Mean negative log-probability of what happened, in nats. */
export function logLoss(probabilities: Float64Array, codes: Float64Array, classes: number): number {
  return mean(codes.map((code, row) => -Math.log(Math.max(least, probabilities[row * classes + code]!))));
}

/** Mean squared error of the event's probability for two classes; summed over classes for more (Brier, 1950). */
export function brier(probabilities: Float64Array, codes: Float64Array, classes: number): number {
  return mean(
    codes.map((code, row) => {
      let sum = 0;
      for (let k = classes === 2 ? 1 : 0; k < classes; k++) {
        sum += (probabilities[row * classes + k]! - (k === code ? 1 : 0)) ** 2;
      }
      return sum;
    }),
  );
}

/** Share of the variance explained: 1 - squared error over squared deviation from the mean of these rows. */
export function rSquared(predicted: Float64Array, observed: Float64Array): number | null {
  const centre = mean(observed);
  const total = mean(observed.map((value) => (value - centre) ** 2));
  return total === 0 ? null : 1 - rootMeanSquare(predicted, observed) ** 2 / total;
}

export function rootMeanSquare(predicted: Float64Array, observed: Float64Array): number {
  return Math.sqrt(mean(observed.map((value, i) => (value - predicted[i]!) ** 2)));
}

export function meanAbsolute(predicted: Float64Array, observed: Float64Array): number {
  return mean(observed.map((value, i) => Math.abs(value - predicted[i]!)));
}
