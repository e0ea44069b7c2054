import {
  type Counted,
  fewestNamed,
  type Release,
  type ReleaseCell,
  type ReleaseTable,
} from '../../../contract/release.ts';
import type { AtLead, EarlyBin, EarlyInterval, EarlyMeasures, EarlyResult } from './spec.ts';

const text = (value: string, basis?: number): ReleaseCell => ({ kind: 'text', text: value, basis });
const left = (label: string) => ({ label, align: 'left' as const });
const right = (label: string) => ({ label, align: 'right' as const });
const lead = ({ lead: days }: AtLead): ReleaseCell => text(`${days} days`);

/** What every measure rests on: the cases, who are always fewer than their controls or as many. */
const measured = (r: EarlyResult) => {
  const among = r.cases * (1 + r.controlsPerCase);
  return ({ estimate, lower, upper }: EarlyInterval): ReleaseCell[] =>
    [estimate, lower, upper].map((value) => ({ kind: 'statistic', value, digits: 3, basis: r.cases, among }));
};

const withLimits = (label: string) => [right(label), right('from'), right('to')];

/** Discrimination of model and baseline by lead. No count of a lead: the persons are the same at each. */
function aucTable(r: EarlyResult): ReleaseTable {
  const cells = measured(r);
  return {
    id: 'early-auc',
    title: `Area under the ROC curve for ${r.outcome}, by the days before it at which the data end`,
    note: intervalNote(r),
    columns: [
      left('Data end'),
      ...withLimits(r.model.name),
      ...withLimits('Logistic regression'),
      ...withLimits('More than at the longest lead'),
    ],
    rows: r.at.map((at) => [
      lead(at),
      ...cells(at.model.auc),
      ...cells(at.logistic.auc),
      ...(at === r.at.at(-1) ? [1, 2, 3].map((): ReleaseCell => ({ kind: 'empty' })) : cells(at.gain)),
    ]),
    relations: [],
  };
}

const intervalNote = (r: EarlyResult): string =>
  `${Math.round(r.confidence * 1000) / 10} % intervals, bootstrap over persons; ${r.folds}-fold cross-validation. Exploratory.`;

function calibrationTable(r: EarlyResult): ReleaseTable {
  const cells = measured(r);
  const row = (at: AtLead, name: string, { slope, inTheLarge, ece, brier }: EarlyMeasures): ReleaseCell[] => [
    lead(at),
    text(name),
    ...[slope, inTheLarge, ece, brier].flatMap(cells),
  ];
  return {
    id: 'early-calibration',
    title: 'Calibration by lead, in the matched sample',
    note: intervalNote(r),
    columns: [
      left('Data end'),
      left('By'),
      ...withLimits('Slope'),
      ...withLimits('In the large'),
      ...withLimits('Expected calibration error'),
      ...withLimits('Brier score'),
    ],
    rows: r.at.flatMap((at) => [row(at, r.model.name, at.model), row(at, 'logistic regression', at.logistic)]),
    relations: [],
  };
}

/**
 * Neighbouring bins put together until each holds at least the fewest of cases and of controls; what is left over at the
 * end joins the last. One bin alone says nothing that the total does not, so it is left out.
 */
export function mergedBins(bins: readonly EarlyBin[]): EarlyBin[] {
  const merged: EarlyBin[] = [];
  let open: EarlyBin | null = null;
  for (const one of bins) {
    open = open ? together(open, one) : one;
    if (open.cases < fewestNamed || open.controls < fewestNamed) continue;
    merged.push(open);
    open = null;
  }
  if (open && merged.length > 0) merged.push(together(merged.pop()!, open));
  return merged.length > 1 ? merged : [];
}

const sizeOf = ({ cases, controls }: EarlyBin): number => cases + controls;

function together(a: EarlyBin, b: EarlyBin): EarlyBin {
  const [cases, controls] = [a.cases + b.cases, a.controls + b.controls];
  const predicted = (a.predicted * sizeOf(a) + b.predicted * sizeOf(b)) / (cases + controls);
  return { cases, controls, predicted, observed: cases / (cases + controls) };
}

/** Shares only: the sizes of the bins of one lead add up to all, and those of another lead to the same. */
function binsTable(r: EarlyResult): ReleaseTable[] {
  const rows = r.at.flatMap((at) =>
    mergedBins(at.bins).map((one): ReleaseCell[] => [
      lead(at),
      { kind: 'statistic', value: one.predicted, digits: 2, basis: Math.min(one.cases, one.controls) },
      { kind: 'share', of: one.cases, among: sizeOf(one) },
    ]),
  );
  if (rows.length === 0) return [];
  return [
    {
      id: 'early-bins',
      title: 'Predicted and observed share of cases, in the matched sample',
      note: `Neighbouring bins are put together until each holds ${fewestNamed} cases and ${fewestNamed} controls.`,
      columns: [left('Data end'), right('Mean predicted'), right('Observed')],
      rows,
      relations: [],
    },
  ];
}

/** Those that lose AUC at a lead, the most first; a thing is named where enough persons have a record of it. */
function driversTable(r: EarlyResult): ReleaseTable[] {
  const cells = measured(r);
  const rows = r.at.flatMap((at) =>
    at.drivers
      .filter(({ loss, persons: n }) => (loss.estimate ?? 0) > 0 && n >= fewestNamed)
      .slice(0, 10)
      .map((one): ReleaseCell[] => [lead(at), text(one.what, one.persons), ...cells(one.loss)]),
  );
  if (rows.length === 0) return [];
  return [
    {
      id: 'early-drivers',
      title: 'What carries the signal at each lead: AUC lost when it is shuffled',
      note: `The ten with the largest loss at each lead, of those on record for ${fewestNamed} persons or more.`,
      columns: [left('Data end'), left('Feature'), ...withLimits('AUC lost')],
      rows,
      relations: [],
    },
  ];
}

const atRisk = (r: EarlyResult): Counted => ({
  group: r.cohort,
  where: [
    { variable: 'followed from entry', levels: ['yes'] },
    { variable: `${r.outcome} on entry or before`, levels: ['no'] },
  ],
});

/**
 * Those whom a step leaves, who passed all before it. Steps of other leads or controls are of nearly the same persons where
 * they are nearly as many.
 */
function leftBy(r: EarlyResult, step: number): Counted {
  const { group, where } = atRisk(r);
  const passed = r.flow
    .slice(1, step + 1)
    .map((_, at) => ({ variable: `early detection of ${r.outcome}, step ${at + 1}`, levels: ['passed'] }));
  return { group, where: [...where, ...passed] };
}

/** Each step is a part of the one before. Controls are not counted: as a multiple of the cases they would undo rounding. */
function personsTable(r: EarlyResult): ReleaseTable {
  return {
    id: 'early-persons',
    title: 'Persons',
    note: `The same persons at every lead. Each case has ${r.controlsPerCase} matched controls.`,
    columns: [left('Step'), right('Persons')],
    rows: r.flow.map(({ step, n }, at) => [text(step), { kind: 'count', unit: 'persons', n, who: leftBy(r, at) }]),
    relations: [{ kind: 'chain', cells: r.flow.map((_, row): [number, number] => [row, 1]) }],
  };
}

function leaksTable(r: EarlyResult): ReleaseTable {
  const cells = measured(r);
  return {
    id: 'early-leaks',
    title: 'What was matched: AUC of each by itself',
    note: 'Near 0.5 where matching did its work.',
    columns: [left('By itself'), ...withLimits('AUC')],
    rows: r.leaks.map(({ what, auc }) => [text(what), ...cells(auc)]),
    relations: [],
  };
}

/** What of an early-detection analysis may leave: measures, shares of merged bins, and persons by steps; no score. */
export function release(r: EarlyResult): Release {
  return {
    tables: [personsTable(r), aucTable(r), calibrationTable(r), ...binsTable(r), ...driversTable(r), leaksTable(r)],
    curves: [],
  };
}
