import type { ModelSource } from '../../contract/model.ts';
import type {
  Explanation,
  FoldEstimate,
  ImputationScores,
  ModelIdentity,
  Subgroups,
  SynthesisScores,
} from '../../contract/model-results.ts';
import type { Counted, Release, ReleaseCell, ReleaseTable } from '../../contract/release.ts';
import { personsRead, putInto } from './persons-read.ts';

const text = (value: string): ReleaseCell => ({ kind: 'text', text: value });
const left = (label: string) => ({ label, align: 'left' as const });
const right = (label: string) => ({ label, align: 'right' as const });

/** A measure of the model: over so many persons, resting on so many of them. */
const measure = (value: number | null, basis: number, among: number): ReleaseCell => ({
  kind: 'statistic',
  value,
  digits: 3,
  basis,
  among,
});

const only = (table: Omit<ReleaseTable, 'note' | 'relations'> & Partial<ReleaseTable>): Release => ({
  curves: [],
  tables: [{ note: '', relations: [], ...table }],
});

/** Losses of features over all held-out persons; nothing of any one person. */
export function explanationRelease({ features, persons, n, rarest, measure: of }: Explanation): Release {
  const among = persons ?? n;
  const cells = ({ mean, low, high }: FoldEstimate) => [mean, low, high].map((v) => measure(v, rarest, among));
  return only({
    id: 'drivers',
    title: 'What each feature is worth on held-out persons',
    note:
      of === 'logLoss'
        ? 'Loss in nats of log-loss, with 95 % intervals over folds: when shuffled, and when left out.'
        : "Loss as a share of the number's variance, with 95 % intervals over folds: when shuffled, and when left out.",
    columns: [left('Feature'), ...['Shuffled', 'from', 'to', 'Left out', 'from', 'to'].map(right)],
    rows: features.map(({ feature, permutation, leaveOut }) => [
      text(feature),
      ...cells(permutation),
      ...cells(leaveOut),
    ]),
  });
}

/** Errors by column, over the cells that were hidden. */
export function imputationRelease(scores: ImputationScores | null, persons: number): Release {
  if (!scores) return { curves: [], tables: [] };
  return only({
    id: 'imputation',
    title: 'How well hidden cells were filled',
    note: 'Numbers: root mean squared error over the standard deviation. Categories: share that is right.',
    columns: [left('Column'), left('Kind'), right('Cells'), ...['Model', 'Chained ridge', 'Mean', 'Median'].map(right)],
    rows: scores.columns.map(({ name, kind, cells, errors }) => [
      text(name),
      text(kind),
      { kind: 'count', unit: 'events', n: cells },
      ...[errors.model, errors.chainedRidge, errors.mean, errors.median].map((v) => measure(v, cells, persons)),
    ]),
  });
}

/** Scores and attacks of synthetic rows; the rows themselves leave by a gate of their own. */
export function synthesisRelease(scores: SynthesisScores | null, read: number, heldOut: number): Release {
  if (!scores) return { curves: [], tables: [] };
  const basis = Math.min(read, heldOut);
  const row = (label: string, pick: (one: SynthesisScores['model']) => number | null, real: number | null = null) => [
    text(label),
    ...[pick(scores.model), pick(scores.copula), pick(scores.independent), real].map(
      (v): ReleaseCell => (v === null ? { kind: 'empty' } : measure(v, basis, read + heldOut)),
    ),
  ];
  return only({
    id: 'synthesis',
    title: 'Synthetic rows beside real ones, and under attack',
    note: 'Synthetic rows are not anonymous by being synthetic: read the attack beside the scores.',
    columns: [left('Measure'), ...['Model', 'Gaussian copula', 'Independent', 'Real rows'].map(right)],
    rows: [
      row('Likeness of single columns', ({ marginals }) => marginals),
      row('Error of rank correlations', ({ correlations }) => correlations),
      row(`AUC for ${scores.target}: forest trained on them`, ({ useful }) => useful.forest, scores.real.forest),
      row(`AUC for ${scores.target}: line trained on them`, ({ useful }) => useful.linear, scores.real.linear),
      row('AUC of telling them from real rows', ({ twoSample }) => twoSample),
      row('AUC of the membership attack', ({ attack }) => attack.membership),
      row('Distance to the closest record, over that of others', ({ attack }) => attack.closestRatio),
      row('Nearest over second-nearest, over that of others', ({ attack }) => attack.nearestNeighbourRatio),
    ],
  });
}

/** The share with the event, tied to the subgroup's count where that is of the same persons; or the mean of a number. */
function outcomeIn(
  { persons, known, withEvent, mean, contributions }: Subgroups['groups'][number],
  who: Counted,
): ReleaseCell {
  if (withEvent !== null)
    return { kind: 'share', of: withEvent, among: known, ...(known === persons && { whom: who }) };
  const cell = { kind: 'statistic' as const, value: mean, digits: 3, basis: known, among: known };
  return contributions ? { ...cell, rests: { kind: 'mean', given: known, ...contributions } } : cell;
}

/** Sizes of subgroups and persons with the event; who is in which is not said. `settings` are what the subgroups hang on. */
export function subgroupsRelease(
  { groups, event }: Subgroups,
  source: ModelSource,
  { model, settings }: { readonly model: ModelIdentity; readonly settings: unknown },
): Release {
  const total = groups.reduce((sum, { persons }) => sum + persons, 0);
  return only({
    id: 'subgroups',
    title: 'Subgroups by row embedding',
    note: 'Stability: mean Jaccard similarity over bootstrap samples; under 0.6 a subgroup is not to be trusted.',
    columns: [left('Subgroup'), right('Persons'), right(event ?? 'Mean'), right('Stability')],
    rows: groups.map((group, i) => {
      const who = personsRead(source, putInto(`subgroup ${i + 1}`, model, settings));
      return [
        text(String(i + 1)),
        { kind: 'count', unit: 'persons', n: group.persons, who },
        outcomeIn(group, who),
        measure(group.stability, group.persons, total),
      ];
    }),
  });
}
