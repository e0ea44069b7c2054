import type { ClassEvaluation, Evaluation, FoldEstimate, NumberEvaluation } from '../../contract/model-results.ts';

const digits = (value: number | null) => (value === null ? '—' : value.toFixed(3));
const count = (n: number) => n.toLocaleString('en');

/** What came out of an evaluation, of an outcome as a person reads it. For the study: its counts are not judged. */
export function evaluationSentence(evaluation: Evaluation): string {
  const { n, persons } = evaluation;
  const all = `${count(n)} ${persons === n ? 'persons' : 'rows'}`;
  if (evaluation.kind === 'number') return ofNumber(evaluation, all);
  const auc = `Held-out AUC ${withInterval(evaluation.metrics.auc)}`;
  return evaluation.classes.length === 2
    ? `${auc} for ${eventOf(evaluation)}, ${count(evaluation.nEvents)} of ${all}; calibration slope ${digits(evaluation.calibration.slope)}.`
    : `${auc}, ${ofClasses(evaluation, all)}; calibration error ${digits(evaluation.calibration.ece)}.`;
}

const withInterval = ({ mean, low, high }: FoldEstimate): string =>
  `${digits(mean)} (95 % CI ${digits(low)}–${digits(high)})`;

/** The outcome of a cohort is called as its target; the class of a column says little without the column. */
const eventOf = ({ target, event }: ClassEvaluation): string =>
  target === event ? `“${event}”` : `“${target}” = “${event}”`;

function ofClasses({ classes, target }: ClassEvaluation, all: string): string {
  const smallest = classes.reduce((least, one) => (one.n < least.n ? one : least));
  return `the mean over ${classes.length} classes of “${target}”, each against the others, on ${all}, of which the smallest class, “${smallest.name}”, has ${count(smallest.n)}`;
}

function ofNumber({ target, metrics, baseline }: NumberEvaluation, all: string): string {
  const { r2, rmse, coverage80 } = metrics;
  const significant = (value: number | null) => (value === null ? '—' : String(Number(value.toPrecision(3))));
  const share = coverage80.mean === null ? '—' : Math.round(100 * coverage80.mean);
  return `Held-out R² ${withInterval(r2)} for “${target}” on ${all}; root mean squared error ${significant(rmse.mean)} (${significant(baseline.rmse)} by the mean alone); ${share} % of values within their interval of 80 %.`;
}
