import type { Adjustment } from './adjustment.ts';
import { largest } from './balance.ts';
import type { Design } from './design.ts';
import { balanceBorder } from './limits.ts';
import type { Propensity } from './propensity.ts';
import { byWords } from './release.ts';
import type { ComparisonResult } from './spec.ts';
import { tellingTerms } from './telling.ts';

interface Side {
  readonly propensity: Propensity;
  readonly kept: Uint8Array;
  readonly adjustment: Adjustment;
}

/** What a reader should know before believing it. Counts only in words that say nothing of a few persons. */
export function notesOf(r: ComparisonResult, sides: readonly Side[]): string[] {
  return [
    ...sides.flatMap(({ propensity }) => propensity.notes),
    ...sides.flatMap(({ propensity: { by } }) => imbalance(r, by)),
    ...equipoise(r),
    ...heavy(sides[0]!),
    ...fewEvents(r),
    ...(r.kind === 'survival'
      ? [
          'A hazard ratio is one number for the whole of follow-up: look at the curves for whether it changes with time.',
        ]
      : []),
  ];
}

/** What is recorded because of the treatment tells it, and must not be adjusted for. */
export function tellingNotes(design: Design, arm: Uint8Array): string[] {
  const names = tellingTerms(design, arm).map((label) => `“${label}”`);
  return names.length === 0
    ? []
    : [
        `By itself nearly tells the treatment: ${names.join(', ')}. If it is recorded because of the treatment, leave it out.`,
      ];
}

function imbalance({ balance }: ComparisonResult, by: 'logistic' | 'model'): string[] {
  const left = balance.filter(
    ({ after }) => largest(after.filter((one) => one.by === by).map(({ smd }) => smd)) > balanceBorder,
  );
  if (left.length === 0) return [];
  const what = left.length === 1 ? 'one covariate still differs' : `${left.length} covariates still differ`;
  return [`After adjustment by ${byWords[by]}, ${what} by a standardised difference of more than ${balanceBorder}.`];
}

function equipoise({ propensities }: ComparisonResult): string[] {
  const { treated, comparator } = propensities[0]!.equipoise;
  return Math.min(treated, comparator) >= 0.5
    ? []
    : ['Less than half of an arm could as well have had the other treatment (preference score between 0.3 and 0.7).'];
}

/** One person who counts as much as ten others carries the result. */
function heavy({ adjustment: { weights } }: Side): string[] {
  const used = weights.filter((weight) => weight > 0);
  const mean = used.reduce((sum, weight) => sum + weight, 0) / used.length;
  return used.some((weight) => weight > 10 * mean)
    ? ['Some weights are more than ten times the mean: a few persons carry the result. Overlap weights have none such.']
    : [];
}

function fewEvents({ arms }: ComparisonResult): string[] {
  return Math.min(arms.treated.events, arms.comparator.events) < 10
    ? ['An arm has fewer than 10 events: the interval is an approximation that then fails.']
    : [];
}
