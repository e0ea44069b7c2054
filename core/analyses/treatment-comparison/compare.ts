import { effectiveSize } from '../../stats/propensity-weights.ts';
import { type Adjustment, type AdjustmentKind, adjustmentOf, unadjusted } from './adjustment.ts';
import { balanceOf } from './balance.ts';
import { weightedCurves } from './curves.ts';
import type { Design } from './design.ts';
import { type EffectInput, effectOf } from './effect.ts';
import { notesOf } from './notes.ts';
import { overlapOf, trimmed } from './overlap.ts';
import { type Propensity, refitted } from './propensity.ts';
import { refuseNoOverlap } from './refuse.ts';
import type { ComparisonEffect, ComparisonParams, ComparisonResult } from './spec.ts';
import { subgroupOf } from './subgroups.ts';
import type { Gathered, Subjects } from './subjects.ts';

export interface CompareInput {
  readonly gathered: Omit<Gathered, 'sql'>;
  readonly design: Design;
  /** The one that leads first. */
  readonly propensities: readonly Propensity[];
  readonly params: ComparisonParams;
}

interface Side {
  /** Of everybody, as first estimated. */
  readonly propensity: Propensity;
  readonly kept: Uint8Array;
  /** As used on those kept. */
  readonly used: Propensity;
  readonly adjustment: Adjustment;
}

const kinds: readonly AdjustmentKind[] = ['overlap', 'iptw', 'att', 'match'];

/**
 * The whole comparison from persons and their propensities: overlap, balance, effects, curves and subgroups. Pure.
 *
 * @throws Failure `invalid_input` where the arms do not overlap.
 */
export function compare(input: CompareInput): ComparisonResult {
  const { gathered, design, propensities, params } = input;
  const { subjects, about, subgroups } = gathered;
  const sides = propensities.map((propensity) => sideOf(subjects, propensity, params));
  const lead = sides[0]!;
  refuseNoOverlap(subjects.arm, lead, design);
  const leading = effectInput(subjects, lead, params);
  const effects = effectsOf(subjects, sides, params);
  const balance = balanceOf({
    design,
    arm: subjects.arm,
    adjustments: sides.map(({ propensity: { by }, adjustment }) => ({ by, adjustment })),
  });
  const { armNames, notes, skipped, ...rest } = about;
  const [crude, first] = [effects[0]!, effects[1]!];
  const armOf = (side: 'treated' | 'comparator', name: string) => ({
    name,
    n: crude.arms[side].n,
    analysed: first.arms[side].n,
    events: first.arms[side].events,
  });
  const made: ComparisonResult = {
    ...rest,
    standing: 'hypothesis-generating',
    arms: { treated: armOf('treated', armNames[0]), comparator: armOf('comparator', armNames[1]) },
    kind: subjects.time ? 'survival' : 'binary',
    confidence: params.confidence,
    adjust: params.adjust,
    trim: params.trim,
    caliper: params.adjust === 'match' ? params.caliper : null,
    propensities: sides.map(({ propensity, kept }, at) => ({
      ...overlapOf(subjects.arm, propensity, kept),
      leads: at === 0,
    })),
    effects,
    balance,
    ...weightedCurves(subjects, lead.adjustment, {
      names: armNames,
      timeUnit: about.timeUnit,
      confidence: params.confidence,
    }),
    subgroups: subjects.covariates
      .filter(({ name }) => subgroups.includes(name))
      .map((covariate) => subgroupOf(covariate, leading)),
    skipped: [...skipped, ...design.skipped],
    notes: [],
  };
  return { ...made, notes: [...notes, ...design.notes, ...notesOf(made, sides)] };
}

function sideOf({ arm }: Subjects, propensity: Propensity, params: ComparisonParams): Side {
  const kept = trimmed(arm, propensity.propensity, params.trim);
  const used = refitted(propensity, arm, kept);
  return { propensity, kept, used, adjustment: adjustedBy(params.adjust, arm, { kept, used }, params) };
}

function adjustedBy(
  kind: AdjustmentKind,
  arm: Uint8Array,
  { kept, used }: Pick<Side, 'kept' | 'used'>,
  { caliper, seed }: ComparisonParams,
): Adjustment {
  return adjustmentOf(kind, { arm, propensity: used.propensity, kept, caliper, seed });
}

const effectInput = (
  { arm, time, event }: Subjects,
  { used, adjustment }: Pick<Side, 'adjustment'> & { readonly used: Propensity | null },
  { confidence }: ComparisonParams,
): EffectInput => ({ arm, time, event, adjustment, propensity: used, confidence });

/** Crude, then as asked for by each propensity, then the other adjustments by the one that leads. */
function effectsOf(subjects: Subjects, sides: readonly Side[], params: ComparisonParams): ComparisonEffect[] {
  const [lead] = sides;
  const others = kinds.filter((kind) => kind !== params.adjust);
  const line = (side: Parameters<typeof effectInput>[1], adjust: ComparisonEffect['adjust'], leads: boolean) =>
    lineOf(effectInput(subjects, side, params), adjust, leads);
  return [
    line({ used: null, adjustment: unadjusted(subjects.arm.length) }, 'none', false),
    ...sides.map((side, at) => line(side, params.adjust, at === 0)),
    ...others.map((kind) =>
      line({ used: lead!.used, adjustment: adjustedBy(kind, subjects.arm, lead!, params) }, kind, false),
    ),
  ];
}

function lineOf(input: EffectInput, adjust: ComparisonEffect['adjust'], leads: boolean): ComparisonEffect {
  const found = effectOf(input);
  const { arm, event, adjustment, propensity } = input;
  const side = (of: number) => {
    const weights = adjustment.weights.filter((weight, i) => arm[i] === of && weight > 0);
    const events = event.reduce((sum, value, i) => sum + (arm[i] === of && adjustment.weights[i]! > 0 ? value : 0), 0);
    return { n: weights.length, events, effective: effectiveSize(weights) };
  };
  return {
    by: propensity?.by ?? 'none',
    adjust,
    leads,
    arms: { treated: side(1), comparator: side(0) },
    risks: found?.risks ?? null,
    measures: found ? [...found.measures] : [],
    reason: found ? null : 'an arm has no event',
    interval: intervalWords(adjust, propensity),
  };
}

function intervalWords(adjust: ComparisonEffect['adjust'], propensity: Propensity | null): string {
  if (adjust === 'none') return 'robust';
  if (adjust === 'match') return 'robust, pairs as clusters';
  return propensity?.regression ? 'robust, with the propensity’s own estimation' : 'robust, weights taken as given';
}
