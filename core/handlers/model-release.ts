import type { CalibrationBin, Evaluation, FoldEstimate } from '../../contract/model-results.ts';
import type { Release, ReleaseCell } from '../../contract/release.ts';

const text = (value: string): ReleaseCell => ({ kind: 'text', text: value });

/** Metrics rest on the rarer of the two outcomes: that is what an AUC is estimated from. */
function basisOf(evaluation: Evaluation): number {
  return evaluation.kind === 'class' ? Math.min(evaluation.nEvents, evaluation.n - evaluation.nEvents) : evaluation.n;
}

const statistic = (value: number | null, basis: number): ReleaseCell => ({
  kind: 'statistic',
  value,
  digits: 3,
  basis,
});

function metricRow(label: string, estimate: FoldEstimate, basis: number): ReleaseCell[] {
  return [
    text(label),
    statistic(estimate.mean, basis),
    statistic(estimate.low, basis),
    statistic(estimate.high, basis),
  ];
}

/** A person is predicted once a repeat, so a bin holds each of its persons several times: it rests on the persons. */
function calibrationRow({ predicted, observed, count }: CalibrationBin, repeats: number): ReleaseCell[] {
  const persons = Math.floor(count / repeats);
  const events = Math.floor(persons * (observed ?? 0));
  return [
    statistic(predicted, persons),
    statistic(observed, Math.min(events, persons - events)),
    { kind: 'count', unit: 'persons', n: persons },
  ];
}

/**
 * What of an evaluation may leave: metrics over all held-out persons and counts. No score of a person, no example, no
 * ROC point (each one is a threshold on somebody), and calibration bins with their counts.
 */
export function evaluationRelease(evaluation: Evaluation): Release {
  const basis = basisOf(evaluation);
  const metrics = Object.entries(evaluation.metrics).map(([name, estimate]) =>
    metricRow(names[name] ?? name, estimate, basis),
  );
  const counts: ReleaseCell[][] =
    evaluation.kind === 'class'
      ? evaluation.classes.map(({ name, n }) => [text(name), { kind: 'count', unit: 'persons', n }])
      : [[text('Rows'), { kind: 'count', unit: 'persons', n: evaluation.n }]];
  const bins = evaluation.calibration.bins.filter(({ count }) => count > 0);
  return {
    curves: [],
    tables: [
      {
        id: 'metrics',
        title: 'How well held-out persons were predicted',
        note: `${evaluation.folds}-fold cross-validation, ${evaluation.repeats} times; interval over folds.`,
        columns: [
          { label: 'Measure', align: 'left' },
          { label: 'Mean', align: 'right' },
          { label: '95 % from', align: 'right' },
          { label: 'to', align: 'right' },
        ],
        rows: metrics,
        relations: [],
      },
      {
        id: 'persons',
        title: `Persons by outcome: ${evaluation.target}`,
        note: '',
        columns: [
          { label: 'Outcome', align: 'left' },
          { label: 'Persons', align: 'right' },
        ],
        rows: counts,
        relations: [],
      },
      {
        id: 'calibration',
        title: 'Calibration',
        note: 'Held-out persons in bins of their prediction; persons are the mean over repeats.',
        columns: [
          { label: 'Mean predicted', align: 'right' },
          { label: 'Observed', align: 'right' },
          { label: 'Persons', align: 'right' },
        ],
        rows: bins.map((bin) => calibrationRow(bin, evaluation.repeats)),
        relations: [],
      },
    ],
  };
}

const names: Readonly<Record<string, string>> = {
  auc: 'Area under the ROC curve',
  logLoss: 'Log-loss',
  brier: 'Brier score',
  r2: 'R²',
  rmse: 'Root mean squared error',
  mae: 'Mean absolute error',
  coverage80: 'Share inside the 80 % interval',
};
