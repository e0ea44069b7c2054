import type { Counted } from '../../../contract/release.ts';
import type { ComparisonResult } from './spec.ts';

export type ComparedSide = keyof ComparisonResult['arms'];
type Condition = Counted['where'][number];
type Compared = Pick<
  ComparisonResult,
  'source' | 'kind' | 'arms' | 'outcome' | 'treatment' | 'excluded' | 'propensities'
>;

/**
 * Whom an arm counts: of a cohort those followed, without the outcome before where such were left out, and analysed; of a
 * table the rows of its value. Whatever else was asked for, such as a lag or a trimming, another comparison of the arm is
 * of nearly the same persons where it counts nearly as many.
 */
export function whomOf(r: Compared, side: ComparedSide, ...conditions: Condition[]): Counted {
  const { name } = r.arms[side];
  const where = [...(r.source === 'table' ? rowsOf(r, name) : personsOf(r)), analysed, ...conditions];
  return { group: r.source === 'table' ? '' : name, where };
}

const analysed: Condition = { variable: 'in a treatment comparison', levels: ['analysed'] };

function personsOf({ excluded, outcome }: Compared): Condition[] {
  const hadBefore = excluded.some(({ reason, n }) => reason.startsWith('had the outcome') && n > 0);
  const before = hadBefore ? [{ variable: `${outcome} before entry`, levels: ['no'] }] : [];
  return [{ variable: 'followed from entry', levels: ['yes'] }, ...before];
}

/** Results of before the treatment's column was kept say the arm by its words. */
function rowsOf({ kind, outcome, treatment }: Compared, name: string): Condition[] {
  const arm =
    treatment === undefined
      ? { variable: 'arm', levels: [name] }
      : { variable: `columns ${treatment}`, levels: [name.slice(`${treatment} = `.length)] };
  return kind === 'survival' ? [arm, { variable: `time and ${outcome}`, levels: ['known'] }] : [arm];
}

/** Those of them with the outcome. */
export const withOutcome = ({ outcome }: Compared): Condition => ({
  variable: `${outcome} in follow-up`,
  levels: ['yes'],
});

/**
 * Those in some levels of a covariate. A number is split at its middle, which lies elsewhere among other persons: splits
 * have the same levels wherever they are.
 */
export function inLevels({ source }: Compared, label: string, levels: readonly string[]): Condition {
  if (source === 'cohorts' && label === 'Sex')
    return { variable: 'demographics sex', levels: levels.map((level) => level.toUpperCase()) };
  const variable = source === 'table' ? `columns ${label}` : `feature ${label}`;
  const [split] = levels.map((level) => /^(up to|over) [\d.e+-]+$/.exec(level)?.[1]);
  if (split) return { variable: `${variable}, split`, levels: [split] };
  return { variable, levels: levels.map((level) => (level === 'not known' ? null : level)) };
}

/** Those within a tenth of the propensity; others are told apart by other covariates. */
export const inTenth = ({ propensities }: Compared, from: number): Condition => ({
  variable: `propensity by ${propensities[0]!.by}`,
  levels: [from.toFixed(1)],
});
