import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import type { Run } from '../../contract/findings.ts';
import { preparation } from '../../contract/model.ts';
import type { EvaluationComparison, KeptEvaluation, modelRegistryMethods } from '../../contract/model-registry.ts';
import { type Evaluation, evaluation, type FoldEstimate } from '../../contract/model-results.ts';
import { type FeatureProfile, featureProfile, shiftOf } from '../inference/feature-profile.ts';
import type { Session } from '../session.ts';
import { readRun, runIds } from '../study/runs.ts';
import type { HandlersOf } from './handlers.ts';

const keptResult = z.object({ evaluation, profile: featureProfile.optional(), preparation: preparation.optional() });

interface Kept {
  readonly summary: KeptEvaluation;
  readonly evaluation: Evaluation;
  readonly profile: FeatureProfile | undefined;
  /** What a reader calls a feature, by its name. */
  readonly labels: ReadonlyMap<string, string>;
}

const measureOf = (one: Evaluation): FoldEstimate => (one.kind === 'class' ? one.metrics.auc : one.metrics.r2);

/** Null for a run that is no evaluation. */
function keptOf({ id, title, result, provenance }: Run): Kept | null {
  const parsed = keptResult.safeParse(result);
  if (provenance.kind !== 'model' || provenance.name !== 'evaluate' || !parsed.success) return null;
  const one = parsed.data.evaluation;
  return {
    evaluation: one,
    profile: parsed.data.profile,
    labels: new Map(parsed.data.preparation?.columns.map(({ name, label }) => [name, label])),
    summary: {
      run: id,
      title,
      at: provenance.at,
      model: one.model,
      dataset: provenance.dataset,
      of: provenance.cohorts[0]?.name ?? provenance.table?.file ?? '',
      target: one.target,
      kind: one.kind,
      n: one.n,
      measure: measureOf(one),
      slope: one.calibration.slope,
    },
  };
}

export const registryHandlers = (session: Session): HandlersOf<typeof modelRegistryMethods> => ({
  'model.evaluations': () => {
    const { path } = session.study();
    return runIds(path)
      .flatMap((id) => keptOf(readRun(path, id))?.summary ?? [])
      .sort((a, b) => b.at.localeCompare(a.at));
  },
  'model.compare': ({ first, second }) => {
    const { path } = session.study();
    const [a, b] = [first, second].map((id) => {
      const kept = keptOf(readRun(path, id));
      if (kept) return kept;
      throw new Failure('not_found', `The result “${id}” is no evaluation of a model. Choose two evaluations.`);
    }) as [Kept, Kept];
    if (a.evaluation.kind !== b.evaluation.kind) {
      throw new Failure(
        'invalid_input',
        'One evaluation is of a class, the other of a number: they cannot be compared.',
      );
    }
    return comparisonOf(a, b);
  },
});

function comparisonOf(a: Kept, b: Kept): EvaluationComparison {
  const both = (pick: (one: Evaluation) => number | null) => ({
    first: pick(a.evaluation),
    second: pick(b.evaluation),
  });
  const ofClass = (pick: (one: Extract<Evaluation, { kind: 'class' }>) => number) => (one: Evaluation) =>
    one.kind === 'class' ? pick(one) : null;
  return {
    first: a.summary,
    second: b.summary,
    measure: differenceOf(measureOf(a.evaluation), measureOf(b.evaluation)),
    slope: both(({ calibration }) => calibration.slope),
    ece: both(ofClass(({ calibration }) => calibration.ece)),
    prevalence: both(ofClass(({ prevalence }) => prevalence)),
    ...shiftsOf(a.profile ?? [], b.profile ?? [], new Map([...a.labels, ...b.labels])),
    notices: noticesOf(a, b),
  };
}

/** Half-widths of the two intervals add in squares, as of independent estimates. */
function differenceOf(a: FoldEstimate, b: FoldEstimate): EvaluationComparison['measure'] {
  if (a.mean === null || b.mean === null) return { difference: null, low: null, high: null };
  const difference = b.mean - a.mean;
  if (a.low === null || a.high === null || b.low === null || b.high === null)
    return { difference, low: null, high: null };
  const half = Math.hypot((a.high - a.low) / 2, (b.high - b.low) / 2);
  return { difference, low: difference - half, high: difference + half };
}

function shiftsOf(
  a: FeatureProfile,
  b: FeatureProfile,
  labels: ReadonlyMap<string, string>,
): Pick<EvaluationComparison, 'shift' | 'onlyFirst' | 'onlySecond'> {
  const [inA, inB] = [a, b].map((profile) => new Map(profile.map((one) => [one.name, one]))) as [
    Map<string, FeatureProfile[number]>,
    Map<string, FeatureProfile[number]>,
  ];
  const labelOf = ({ name }: { readonly name: string }) => labels.get(name) ?? name;
  const shift = a.flatMap((one) => {
    const other = inB.get(one.name);
    if (!other) return [];
    return [
      { feature: labelOf(one), shift: shiftOf(one, other), missing: { first: one.missing, second: other.missing } },
    ];
  });
  return {
    shift: shift.sort((x, y) => Math.abs(y.shift ?? 0) - Math.abs(x.shift ?? 0)),
    onlyFirst: a.filter(({ name }) => !inB.has(name)).map(labelOf),
    onlySecond: b.filter(({ name }) => !inA.has(name)).map(labelOf),
  };
}

function noticesOf(a: Kept, b: Kept): string[] {
  const notices: string[] = [];
  if (a.evaluation.model.hash !== b.evaluation.model.hash) notices.push('Two different models were evaluated.');
  if (a.evaluation.target !== b.evaluation.target) notices.push('The two predict different outcomes.');
  if (!a.profile || !b.profile) notices.push('One evaluation kept no features to compare: evaluate again.');
  return notices;
}
