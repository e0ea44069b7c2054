import type { Decision, Verdict } from '../../contract/data.ts';
import type { GateTable } from './gate-table.ts';

/** Under which rule a dataset could be called de-identified, and what a person must still say. */
export interface Regime {
  readonly regime: string;
  readonly notes: readonly string[];
  /** Whether full dates of events are among the columns. */
  readonly dated: boolean;
}

const isDated = (table: GateTable): boolean =>
  !table.impersonal &&
  table.columns.some(({ name, type }) => /^(DATE|TIMESTAMP)/.test(type) || /(?:^|_)date(?:time)?$/i.test(name));

/** Full dates rule out Safe Harbor unless they are shifted; OMOP cannot do without them, so the regime is stated. */
export function regimeOf(tables: readonly GateTable[], personsAbove: number): Regime {
  const dated = tables.filter((table) => isDated(table) && table.parts.some((part) => part.rows > 0));
  const regime = dated.length
    ? 'Dates of events present: shifted dates or a limited data set, to be attested (45 CFR 164.514(b)(1) or (e))'
    : 'Safe Harbor, as far as a table shows (45 CFR 164.514(b)(2))';
  const notes: string[] = [];
  if (dated.length) {
    notes.push(
      `${dated.length} ${dated.length === 1 ? 'table holds' : 'tables hold'} full dates. Safe Harbor allows years only: say whether the dates were shifted per person or the data came under a data use agreement.`,
    );
  }
  if (personsAbove > 0) {
    notes.push(
      'Some persons are followed past the age of 89, and their year of birth shows it. Safe Harbor allows “90 or over” only.',
    );
  }
  notes.push('Photographs, voices and fingerprints cannot be seen in a table; that there are none is yours to know.');
  return { regime, notes, dated: dated.length > 0 };
}

/** The regime once the decisions stand: dates that move with each person are no dates of the calendar any more. */
export function regimeAfter(regime: string, decisions: readonly Decision[]): string {
  const shiftsAll = decisions.some(
    ({ table, column, action }) => table === '*' && column === '*' && action === 'shift',
  );
  return shiftsAll
    ? 'Dates of events shifted by a secret number of days for each person; intervals are kept (expert determination, 45 CFR 164.514(b)(1))'
    : regime;
}

/** One line of plain words. */
export function summaryOf(verdict: Verdict, strong: readonly string[], weak: number): string {
  const columns = (n: number) => `${n} ${n === 1 ? 'column' : 'columns'}`;
  switch (verdict) {
    case 'blocked':
      return `${columns(strong.length)} ${strong.length === 1 ? 'holds' : 'hold'} identifiers and must be resolved first: ${strong.slice(0, 6).join(', ')}${strong.length > 6 ? ` and ${strong.length - 6} more` : ''}.`;
    case 'review':
      return weak
        ? `No certain identifier was found; ${columns(weak)} ${weak === 1 ? 'needs' : 'need'} a look.`
        : 'No certain identifier was found; the notes need a look.';
    case 'clear':
      return 'No identifier was found by name or by value.';
  }
}
