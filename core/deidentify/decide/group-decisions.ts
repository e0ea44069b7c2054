import type { Decision, ImportPlan, InspectedColumn } from '../../../contract/data.ts';

const bare = (name: string): string => name.trim().toLowerCase();

interface Place {
  readonly table: string;
  readonly column: InspectedColumn;
}

const covers = ({ table, column }: Decision, at: Place): boolean =>
  (table === '*' || bare(table) === bare(at.table)) && (column === '*' || bare(column) === bare(at.column.name));

/** A way that a column does not have (three digits of a street) would leave nothing of it: it is left open instead. */
function fits({ action, to, category, strength }: Decision, { choices = [], identifiers }: InspectedColumn): boolean {
  const isFound = identifiers.some(
    (finding) => finding.category === category && (!strength || finding.strength === strength),
  );
  const isWay =
    action === 'drop' || action === 'attest' || choices.some((one) => one.action === action && one.to === to);
  return isFound && isWay;
}

/**
 * Decisions about whole classes of identifiers, written out column by column as the gate's report has them; the first
 * that fits a column counts, and one about the column itself before any. What stands in the ledger names every column.
 */
export function expandDecisions(plan: Pick<ImportPlan, 'tables'>, decisions: readonly Decision[]): Decision[] {
  const own = decisions.filter(({ category }) => category === undefined);
  const groups = decisions.filter(({ category }) => category !== undefined);
  if (groups.length === 0) return [...decisions];
  const places = plan.tables.flatMap(({ name, columns }) => columns.map((column): Place => ({ table: name, column })));
  const isAll = ({ table, column }: Decision) => table === '*' && column === '*';
  const open = places.filter((at) => !own.some((one) => !isAll(one) && covers(one, at)));
  const written = open.flatMap((at): Decision[] => {
    const group = groups.find((one) => covers(one, at) && fits(one, at.column));
    if (!group) return [];
    const { action, to, reason } = group;
    return [{ table: at.table, column: at.column.name, action, ...(to ? { to } : {}), reason }];
  });
  return [...own, ...written];
}

/**
 * What the gate advises, column by column: the first of each column's choices, with what was found as the reason.
 * Strong findings only, since they must be decided; with `isWeakToo` the others as well.
 */
export function advisedDecisions(plan: Pick<ImportPlan, 'tables'>, isWeakToo = false): Decision[] {
  return plan.tables.flatMap(({ name, columns }) =>
    columns.flatMap(({ name: column, identifiers, choices = [] }): Decision[] => {
      const strong = identifiers.filter(({ strength }) => strength === 'strong');
      const found = strong.length > 0 ? strong : isWeakToo ? identifiers : [];
      if (found.length === 0) return [];
      const { action, to } = choices[0] ?? { action: 'drop' as const };
      const reason = found
        .map(({ category, label, strength, evidence }) => `${category}, ${label} (${strength}, by ${evidence})`)
        .join('; ');
      return [{ table: name, column, action, ...(to ? { to } : {}), reason }];
    }),
  );
}
