import type { CheckChange, EarlierRelease } from '../../contract/release.ts';
import { type Overlap, personsApart } from './overlap.ts';
import type { Policy } from './policy.ts';
import type { Source } from './who.ts';

/** What a result may not be nearly the same as: one that has left, or one that leaves with it. */
export interface Other {
  readonly groups: readonly string[];
  /** Null for a result of the same bundle. */
  readonly earlier: EarlierRelease | null;
  readonly title: string;
}

/**
 * Why a result must not leave at all, or null: a cohort of it differs by 1 to `threshold` - 1 persons from one of which a
 * result has left, or leaves with it. Then every count, mean and share of both, by its difference, is of those few.
 *
 * Source: differencing; ONS, "Disclosure control guidance"; Dwork, Naor, Pitassi & Rothblum call it the n+1 attack.
 */
export function nearCohort(
  source: Source,
  others: readonly Other[],
  overlaps: readonly Overlap[],
  policy: Policy,
): CheckChange | null {
  const own: Other = { groups: source.groups, earlier: null, title: 'itself' };
  for (const other of [...others, own]) {
    for (const group of source.groups) {
      const isNear = other.groups.some((one) =>
        overlaps.some((overlap) => {
          const apart = personsApart(overlap, group, one);
          return apart !== null && apart > 0 && apart < policy.threshold;
        }),
      );
      if (isNear) return refusal(other, other === own);
    }
  }
  return null;
}

function refusal({ earlier, title }: Other, isOwn: boolean): CheckChange {
  const which = isOwn
    ? 'Two of its own cohorts differ'
    : earlier === null
      ? `Its cohort and that of “${title}”, which would leave with it, differ`
      : `Its cohort and that of a release of ${earlier.at.slice(0, 10)} (“${earlier.titles.join('”, “')}”) differ`;
  return {
    where: 'The whole result',
    rule: 'differencing',
    action: 'refused',
    reason:
      `${which} by so few persons that the difference of any two numbers would be theirs. ` +
      'Release the same cohort again, or let the two differ by more persons.',
    id: 'earlier-release',
    ...(earlier && { earlier }),
  };
}
