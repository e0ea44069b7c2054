import type { ModelSource } from '../../contract/model.ts';
import type { ClassEvaluation, Evaluation, FoldEstimate } from '../../contract/model-results.ts';
import type { Counted, Release, ReleaseCell, ReleaseTable } from '../../contract/release.ts';
import { calibrationTable } from './calibration-release.ts';
import { ofClasses, personsRead, withTarget } from './persons-read.ts';

const text = (value: string, basis?: number): ReleaseCell => ({ kind: 'text', text: value, basis });
const personCount = (n: number, who: Counted): ReleaseCell => ({ kind: 'count', unit: 'persons', n, who });
const left = (label: string) => ({ label, align: 'left' as const });
const right = (label: string) => ({ label, align: 'right' as const });

/** Different persons of each class; rows are taken as persons where no column says who they are. */
const classPersons = ({ classPersons: persons, classes }: ClassEvaluation): number[] =>
  persons ?? classes.map(({ n }) => n);

const personsIn = (evaluation: Evaluation): number => evaluation.persons ?? evaluation.n;

/** Metrics rest on the persons of the rarest outcome: that is what an AUC is estimated from. */
function basisOf(evaluation: Evaluation): number {
  return evaluation.kind === 'class' ? Math.min(...classPersons(evaluation)) : personsIn(evaluation);
}

const statistic = (value: number | null, basis: number, among?: number): ReleaseCell => ({
  kind: 'statistic',
  value,
  digits: 3,
  basis,
  among,
});

const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);

function metricsTable(evaluation: Evaluation): ReleaseTable {
  const [basis, among] = [basisOf(evaluation), personsIn(evaluation)];
  const row = ([name, { mean, low, high }]: [string, FoldEstimate]): ReleaseCell[] => [
    text(names[name] ?? name),
    ...[mean, low, high].map((value) => statistic(value, basis, among)),
  ];
  return {
    id: 'metrics',
    title: 'How well held-out persons were predicted',
    note: `${evaluation.folds}-fold cross-validation, ${times(evaluation.repeats)}; intervals over folds.`,
    columns: [left('Measure'), right('Mean'), right('95 % interval from'), right('to')],
    rows: Object.entries(evaluation.metrics).map(row),
    relations: [],
  };
}

/** All whom the model read of a source to evaluate it. */
function everybody(evaluation: Evaluation, source: ModelSource): Counted['where'] {
  if (evaluation.kind === 'number') return [withTarget(source)];
  return [
    ofClasses(
      source,
      evaluation.classes.map(({ name }) => name),
    ),
  ];
}

/** Persons by outcome with all of them; where nobody has two outcomes, the outcomes add up. */
function personsTable(evaluation: Evaluation, source: ModelSource): ReleaseTable {
  const counts = evaluation.kind === 'class' ? classPersons(evaluation) : [];
  const outcomes = evaluation.kind === 'class' ? evaluation.classes : [];
  const all = personsIn(evaluation);
  const isPartition = counts.length > 0 && counts.reduce((sum, n) => sum + n, 0) === all;
  const rows = outcomes.map(({ name }, at) => [
    text(name, counts[at]!),
    personCount(counts[at]!, personsRead(source, ofClasses(source, [name]))),
  ]);
  const parts = counts.map((_, row): [number, number] => [row, 1]);
  return {
    id: 'persons',
    title: `Persons by outcome: ${evaluation.target}`,
    note: '',
    columns: [left('Outcome'), right('Persons')],
    rows: [...rows, [text('All'), personCount(all, personsRead(source, ...everybody(evaluation, source)))]],
    relations: isPartition ? [{ kind: 'sum', parts, total: [counts.length, 1] }] : overlapping(counts.length),
  };
}

/** Who has several rows may have several outcomes: then each outcome is a part of all. */
const overlapping = (outcomes: number): ReleaseTable['relations'] =>
  Array.from({ length: outcomes }, (_, row) => ({
    kind: 'chain' as const,
    cells: [
      [outcomes, 1],
      [row, 1],
    ],
  }));

/**
 * What of an evaluation may leave: metrics over all held-out persons and counts of persons, never of their rows. No
 * score of a person, no example, no ROC point (each one is a threshold on somebody), and calibration bins with their
 * counts.
 */
export function evaluationRelease(evaluation: Evaluation, source: ModelSource): Release {
  return {
    curves: [],
    tables: [
      metricsTable(evaluation),
      personsTable(evaluation, source),
      calibrationTable({ evaluation, source, everybody: everybody(evaluation, source) }),
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
