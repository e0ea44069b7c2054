import { quantileOfSorted } from '../../inference/ranks.ts';
import { heterogeneity } from '../../stats/heterogeneity.ts';
import { robustCovariance } from '../../stats/robust-variance.ts';
import { type Effect, type EffectInput, effectOf } from './effect.ts';
import { fewestInArm } from './limits.ts';
import type { ComparisonResult } from './spec.ts';
import type { Covariate } from './subjects.ts';

type Subgroup = ComparisonResult['subgroups'][number];
type Level = Subgroup['levels'][number];

const mostLevels = 8;
/** Numbers of no more different values than this are levels as they are; others are split at the median. */
const mostValues = 6;

interface Split {
  readonly name: string;
  readonly has: (value: number) => boolean;
}

/**
 * The effect in each level of one covariate, with the weights of the whole comparison, and whether they differ. The test
 * of interaction compares the estimates with their joint robust covariance.
 */
export function subgroupOf(covariate: Covariate, input: EffectInput): Subgroup {
  const found = levelsOf(covariate).map((split) => effectIn(split, covariate.values, input));
  const estimated = found.flatMap(({ effect }) => (effect ? [effect] : []));
  const covariance = robustCovariance(
    estimated.map(({ contributions }) => contributions),
    input.adjustment.pairs ?? undefined,
  );
  const test = heterogeneity(
    estimated.map(({ estimate }) => estimate),
    covariance,
  );
  return { label: covariate.label, levels: found.map(({ level }) => level), interaction: test && { ...test } };
}

function levelsOf({ kind, values, categories = [] }: Covariate): Split[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = [...new Set(known)];
  const missing = known.length < values.length ? [{ name: 'not known', has: Number.isNaN }] : [];
  if (kind === 'category') {
    const named = distinct.slice(0, mostLevels).map((code) => ({
      name: categories[code] ?? String(code),
      has: (value: number) => value === code,
    }));
    const rest = new Set(distinct.slice(mostLevels));
    const others = rest.size > 0 ? [{ name: 'all others', has: (value: number) => rest.has(value) }] : [];
    return [...named, ...others, ...missing];
  }
  if (distinct.length <= mostValues)
    return [
      ...distinct.map((one) => ({ name: yesNo(one, distinct), has: (value: number) => value === one })),
      ...missing,
    ];
  const median = Number(quantileOfSorted(known, 0.5).toPrecision(3));
  return [
    { name: `up to ${median}`, has: (value) => value <= median },
    { name: `over ${median}`, has: (value) => value > median },
    ...missing,
  ];
}

const yesNo = (value: number, all: readonly number[]): string =>
  all.every((one) => one === 0 || one === 1) ? (value === 1 ? 'yes' : 'no') : String(value);

function effectIn(
  { name, has }: Split,
  values: Float64Array,
  input: EffectInput,
): { level: Level; effect: Effect | null } {
  const { adjustment, arm, event } = input;
  const weights = adjustment.weights.map((weight, i) => (has(values[i]!) ? weight : 0));
  const side = (of: number) => {
    const counts = { n: 0, events: 0 };
    weights.forEach((weight, i) => {
      if (weight <= 0 || arm[i] !== of) return;
      counts.n += 1;
      counts.events += event[i]!;
    });
    return counts;
  };
  const arms = { treated: side(1), comparator: side(0) };
  const isFew = Math.min(arms.treated.n, arms.comparator.n) < fewestInArm;
  const effect = isFew ? null : effectOf({ ...input, adjustment: { ...adjustment, weights } });
  const reason = isFew ? `fewer than ${fewestInArm} in an arm` : effect ? null : 'no event in an arm';
  return { level: { name, arms, measure: effect?.measures[0] ?? null, reason }, effect };
}
