import type { CheckChange, ReleaseCurve, ReleaseTable } from '../../contract/release.ts';
import type { Policy } from './policy.ts';

/** Stands where the data's own word would be. */
const unnamed = '(not named)';

const isTelling = (basis: number | undefined, { threshold }: Policy): boolean =>
  basis !== undefined && basis < threshold;

/**
 * A table without the words that fewer than the threshold of persons have: the name of a rare level, such as a note, is
 * itself a value of a patient, whether its count is shown or not. An analysis puts such levels together or leaves them
 * out; this is the second guard, for one that does not.
 *
 * Source: the smallest count applied to labels (ACRO and tau-Argus take categories as public; here they come from data).
 */
export function namedTable(table: ReleaseTable, policy: Policy): { table: ReleaseTable; changes: CheckChange[] } {
  let few = 0;
  const nameOf = (text: string, basis: number | undefined): string => {
    if (!isTelling(basis, policy)) return text;
    few++;
    return unnamed;
  };
  const columns = table.columns.map(({ label, align, basis }) => ({ label: nameOf(label, basis), align }));
  const rows = table.rows.map((row) =>
    row.map((cell) => (cell.kind === 'text' ? { kind: cell.kind, text: nameOf(cell.text, cell.basis) } : cell)),
  );
  return { table: { ...table, columns, rows }, changes: few === 0 ? [] : [change(table.title)] };
}

/** A curve without the names of series that begin with fewer than the threshold of persons. */
export function namedCurve(curve: ReleaseCurve, policy: Policy): ReleaseCurve {
  const series = curve.series.map((one) => {
    const persons = one.points.reduce((most, { atRisk }) => Math.max(most, atRisk), 0);
    return isTelling(persons, policy) ? { ...one, label: unnamed } : one;
  });
  return { ...curve, series };
}

const change = (where: string): CheckChange => ({
  where,
  rule: 'rare labels',
  action: 'withheld',
  reason: 'Values that too few persons have are not named.',
});
