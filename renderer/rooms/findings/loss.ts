import type { CheckedRelease, TableLoss } from '../../../contract/release.ts';

/** What withholding costs all tables of a finding; null in findings of before it was kept. */
export interface Loss {
  /** Cells withheld only to protect small counts. */
  readonly protecting: number;
  /** The part, 0 to 1, that withheld cells have of what the tables count; null where they count nothing. */
  readonly share: number | null;
  readonly proved: boolean;
}

/** The loss of each table that has one. */
export const lossesOf = ({ tables }: Pick<CheckedRelease, 'tables'>): TableLoss[] =>
  tables.flatMap(({ loss }) => (loss ? [loss] : []));

/** Adds up the loss of tables. */
export function wholeLoss(losses: readonly TableLoss[]): Loss | null {
  if (losses.length === 0) return null;
  const sum = (of: 'protecting' | 'persons' | 'withheldPersons') => losses.reduce((all, loss) => all + loss[of], 0);
  const persons = sum('persons');
  return {
    protecting: sum('protecting'),
    share: persons === 0 ? null : Math.min(1, sum('withheldPersons') / persons),
    proved: losses.every(({ proved }) => proved),
  };
}
