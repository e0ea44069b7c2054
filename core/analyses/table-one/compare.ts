import { smdBinary } from '../../stats/smd-binary.ts';
import { smdCategorical } from '../../stats/smd-categorical.ts';
import { smdContinuous } from '../../stats/smd-continuous.ts';

/** Which of two groups is compared with which, by their places; null where there are not two. */
export type Contrast = { readonly of: number; readonly against: number } | null;

interface Moments {
  readonly mean: number | null;
  readonly sd: number | null;
}

export function compareMoments(groups: readonly Moments[], contrast: Contrast): number | null {
  return contrast && smdContinuous(groups[contrast.of]!, groups[contrast.against]!);
}

export function compareShares(shares: readonly (number | null)[], contrast: Contrast): number | null {
  const of = contrast && shares[contrast.of];
  const against = contrast && shares[contrast.against];
  return of == null || against == null ? null : smdBinary(of, against);
}

/** Signed for two levels, that of the second; a distance for more. @param counts by group, then by level. */
export function compareLevels(counts: readonly (readonly number[])[], contrast: Contrast): number | null {
  if (!contrast) return null;
  const of = counts[contrast.of]!;
  const against = counts[contrast.against]!;
  if (of.length !== 2) return smdCategorical(of, against);
  return compareShares(
    counts.map(([first, second]) => (first! + second! === 0 ? null : second! / (first! + second!))),
    contrast,
  );
}
