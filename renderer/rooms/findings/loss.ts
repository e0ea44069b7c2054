import type { CheckedRelease } from '../../../contract/release.ts';

/** What withholding costs all tables of a finding; null in findings of before it was kept. */
export interface Loss {
  /** Cells withheld only to protect small counts. */
  readonly protecting: number;
  /** The part, 0 to 1, that withheld cells have of what the tables count; null where they count nothing. */
  readonly share: number | null;
  readonly proved: boolean;
}

/** Adds up the loss of the tables. */
export function lossOf({ tables }: Pick<CheckedRelease, 'tables'>): Loss | null {
  const losses = tables.flatMap(({ loss }) => (loss ? [loss] : []));
  if (losses.length === 0) return null;
  const sum = (of: 'protecting' | 'persons' | 'withheldPersons') => losses.reduce((all, loss) => all + loss[of], 0);
  const persons = sum('persons');
  return {
    protecting: sum('protecting'),
    share: persons === 0 ? null : Math.min(1, sum('withheldPersons') / persons),
    proved: losses.every(({ proved }) => proved),
  };
}
