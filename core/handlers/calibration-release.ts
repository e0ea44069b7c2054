import type { ModelSource } from '../../contract/model.ts';
import type { CalibrationBin, Evaluation } from '../../contract/model-results.ts';
import type { Contributions, Counted, ReleaseCell, ReleaseTable, RestsOn } from '../../contract/release.ts';
import { personsRead, putInto } from './persons-read.ts';

/** Neighbouring bins as one: its mean and share over all their predictions, and the different persons in any of them. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly predicted: number;
  readonly observed: number;
  readonly persons: number;
  readonly withEvent: number;
  readonly withoutEvent: number;
  readonly contributions?: Contributions;
}

/** An evaluation, on whom it was made, and whom it read of them. */
interface Evaluated {
  readonly evaluation: Evaluation;
  readonly source: ModelSource;
  readonly everybody: Counted['where'];
}

/** What a bin rests on, as it was before bins knew their persons: predictions over repeats and classes. */
function predictedPersons({ count, observed }: CalibrationBin, perPerson: number) {
  const persons = Math.floor(count / perPerson);
  const withEvent = Math.floor(persons * (observed ?? 0));
  return { persons, withEvent, withoutEvent: persons - withEvent };
}

/** The bins from one to another; null where it is not known who is in all of them together. */
function runOf(evaluation: Evaluation, from: number, to: number): Run | null {
  const bins = evaluation.calibration.bins.slice(from, to + 1);
  const classes = evaluation.kind === 'class' && evaluation.classes.length > 2 ? evaluation.classes.length : 1;
  const [first] = bins;
  const known = from === to ? first : first?.onwards?.[to - from - 1];
  if (!first || !known) return null;
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  const mean = (of: (bin: CalibrationBin) => number | null) =>
    bins.reduce((sum, bin) => sum + bin.count * (of(bin) ?? 0), 0) / count;
  return {
    from,
    to,
    predicted: mean(({ predicted }) => predicted),
    observed: mean(({ observed }) => observed),
    ...predictedPersons(first, evaluation.repeats * classes),
    ...known,
  };
}

/**
 * Those predicted in a run of bins, which are other bins by every other model, draw of folds or features. Who is in several
 * bins is none of a partition: then nothing adds up, and small differences are taken for persons.
 */
function whoIn({ evaluation, source, everybody }: Evaluated, { from, to }: Run, isPartition: boolean): Counted {
  const { model, features, folds, repeats, seed, calibration } = evaluation;
  const put = calibration.bins
    .slice(from, to + 1)
    .map(({ low, high }) => putInto(`${low} to ${high}`, model, { features, folds, repeats, seed }));
  const { variable } = put[0]!;
  const levels = put.flatMap((one) => one.levels);
  if (isPartition) return personsRead(source, ...everybody, { variable, levels });
  const own = { variable: `${variable}, any of ${levels.join(', ')}`, levels: ['yes'] };
  return { ...personsRead(source, ...everybody, own), near: variable };
}

/** Bins of a probability by its bounds. Those of a number by their place: their bounds are predictions of single persons. */
function labelOf({ kind, calibration: { bins } }: Evaluation, { from, to }: Run): string {
  if (kind === 'class') return `${bins[from]!.low.toFixed(1)} to ${bins[to]!.high.toFixed(1)}`;
  return from === to ? `Part ${from + 1} of ${bins.length}` : `Parts ${from + 1} to ${to + 1} of ${bins.length}`;
}

const statistic = (value: number, basis: number, rests?: RestsOn): ReleaseCell => ({
  kind: 'statistic',
  value,
  digits: 3,
  basis,
  rests,
});

function rowOf(evaluated: Evaluated, run: Run, isPartition: boolean): ReleaseCell[] {
  const { persons, withEvent, withoutEvent, contributions } = run;
  const isClass = evaluated.evaluation.kind === 'class';
  const observed = isClass
    ? statistic(run.observed, Math.min(withEvent, withoutEvent))
    : statistic(run.observed, persons, contributions && { kind: 'mean', given: persons, ...contributions });
  return [
    { kind: 'text', text: labelOf(evaluated.evaluation, run) },
    statistic(run.predicted, persons),
    observed,
    { kind: 'count', unit: 'persons', n: persons, who: whoIn(evaluated, run, isPartition) },
  ];
}

/** Calibration by bins of the prediction, with the row that each run of neighbouring bins would be. */
export function calibrationTable(evaluated: Evaluated): ReleaseTable {
  const { evaluation } = evaluated;
  const filled = [...evaluation.calibration.bins.keys()].filter((at) => evaluation.calibration.bins[at]!.count > 0);
  const single = filled.map((at) => runOf(evaluation, at, at)!);
  const all = evaluation.persons ?? evaluation.n;
  const isPartition = single.reduce((sum, { persons }) => sum + persons, 0) === all;
  const relations = filled.flatMap((from, first) =>
    filled.slice(first + 1).flatMap((to, more): ReleaseTable['relations'] => {
      const run = runOf(evaluation, from, to);
      const rows = Array.from({ length: more + 2 }, (_, at) => first + at);
      return run === null ? [] : [{ kind: 'together', rows, row: rowOf(evaluated, run, isPartition) }];
    }),
  );
  const right = (label: string) => ({ label, align: 'right' as const });
  return {
    id: 'calibration',
    title: 'Calibration',
    note: isPartition
      ? 'Held-out persons by what was predicted for them.'
      : 'Held-out persons by what was predicted for them; who was predicted several times may stand in several rows.',
    columns: [{ label: 'Predicted', align: 'left' }, right('Mean predicted'), right('Observed'), right('Persons')],
    rows: single.map((run) => rowOf(evaluated, run, isPartition)),
    relations,
  };
}
