import type { Decision, GateChoice, IdentifierFinding, ImportPlan } from '../../contract/data.ts';

/** A column in which the gate suspects identifiers. */
export interface SuspectColumn {
  readonly table: string;
  readonly column: string;
  readonly identifiers: readonly IdentifierFinding[];
  /** Frequent values with every letter and digit masked. */
  readonly examples: readonly string[];
  /** What can be done, the advised way first. */
  readonly choices: readonly GateChoice[];
  /** Nothing is loaded before this one is decided. */
  readonly mustDecide: boolean;
}

/** The suspected columns of a plan; those that must be decided first. */
export function suspectColumns(plan: ImportPlan): readonly SuspectColumn[] {
  const suspects = plan.tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ identifiers }) => identifiers.length > 0)
      .map(({ name: column, identifiers, examples = [], choices = [] }) => ({
        table: name,
        column,
        identifiers,
        examples,
        choices,
        mustDecide: identifiers.some(({ strength }) => strength === 'strong'),
      })),
  );
  return suspects.toSorted((a, b) => Number(b.mustDecide) - Number(a.mustDecide));
}

export const decisionAbout = (
  decisions: readonly Decision[],
  { table, column }: Pick<SuspectColumn, 'table' | 'column'>,
): Decision | undefined => decisions.find((one) => one.table === table && one.column === column);

/** Columns that must be decided and are not. */
export const undecided = (suspects: readonly SuspectColumn[], decisions: readonly Decision[]): number =>
  suspects.filter((suspect) => suspect.mustDecide && !decisionAbout(decisions, suspect)).length;

/** One decision for the whole dataset: the dates of every person move. */
export const shiftsAllDates = (decisions: readonly Decision[]): boolean =>
  decisions.some(({ table, column, action }) => table === '*' && column === '*' && action === 'shift');

/** Keeping a column needs a reason. */
export const lacksReason = ({ action, reason }: Decision): boolean => action === 'attest' && reason.trim() === '';
