import type { PredictionSummary } from '../../contract/model-results.ts';
import type { ClassPrediction, NumberPrediction, Prediction } from './inputs.ts';
import { probabilitiesOf } from './metrics.ts';
import { mean } from './ranks.ts';

/** What may be said of many predictions at once, without any one row's. */
export function summaryOf(prediction: Prediction): PredictionSummary {
  const { model, target, rows, contextRows, elapsedMs } = prediction;
  const common = {
    model,
    target,
    rows,
    contextRows,
    features: [...prediction.features],
    notices: [...prediction.notices],
    elapsedMs,
  };
  return prediction.kind === 'class'
    ? { ...common, ...classSummary(prediction) }
    : { ...common, ...numberSummary(prediction) };
}

function classSummary({ classes, probabilities }: ClassPrediction) {
  const event = probabilitiesOf(probabilities, classes.length, classes.length - 1);
  const counts = new Array<number>(10).fill(0);
  for (const p of event) counts[Math.min(9, Math.floor(p * 10))]!++;
  return {
    kind: 'class' as const,
    classes: classes.map((name, code) => ({
      name,
      meanProbability: mean(probabilitiesOf(probabilities, classes.length, code)),
    })),
    event: classes[classes.length - 1]!,
    histogram: counts.map((count, i) => ({ low: i / 10, high: (i + 1) / 10, count })),
  };
}

function numberSummary({ means, quantiles, levels }: NumberPrediction) {
  const centre = mean(means);
  const widths = means.map((_, row) => quantiles[(row + 1) * levels.length - 1]! - quantiles[row * levels.length]!);
  return {
    kind: 'number' as const,
    mean: centre,
    sd: Math.sqrt(mean(means.map((value) => (value - centre) ** 2))),
    meanWidth80: mean(widths),
  };
}
