import type { Decision, ImportPlan, Verdict } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';

const key = (table: string, column: string): string => `${table}\n${column}`.toLowerCase();

/** Columns that must be resolved before anything is loaded: those with a strong finding. */
export function blockingColumns(plan: ImportPlan): { table: string; column: string; categories: string[] }[] {
  return plan.tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const strong = column.identifiers.filter((finding) => finding.strength === 'strong');
      const categories = strong.map(({ category, label }) => `${category} (${label})`);
      return strong.length ? [{ table: table.name, column: column.name, categories }] : [];
    }),
  );
}

/** Failure `invalid_input` for a decision about a column that is not there, or an attestation without a reason. */
export function checkDecisions(plan: ImportPlan, decisions: readonly Decision[]): void {
  const known = new Set(plan.tables.flatMap((table) => table.columns.map((column) => key(table.name, column.name))));
  const seen = new Set<string>();
  const anywhere = new Set(plan.tables.flatMap((table) => table.columns.map(({ name }) => name.toLowerCase())));
  for (const { table, column, action, to, reason } of decisions) {
    const at = key(table, column);
    const isAll = table === '*' && (anywhere.has(column.toLowerCase()) || (column === '*' && action === 'shift'));
    if (!known.has(at) && !isAll)
      throw new Failure('invalid_input', `A decision names ${table}.${column}, which is not in these files.`);
    if (seen.has(at)) throw new Failure('invalid_input', `There are two decisions about ${table}.${column}. Keep one.`);
    seen.add(at);
    if (action === 'generalise' && to === undefined) {
      throw new Failure(
        'invalid_input',
        `Say to what ${table}.${column} is generalised: "to" is one of "year", "zip3", "age-band", "age-90".`,
      );
    }
    if (action === 'attest' && reason.trim() === '') {
      throw new Failure('invalid_input', `Keeping ${table}.${column} needs a reason. Write why it may be kept.`);
    }
  }
}

/**
 * The gate: what a plan's verdict is once the decisions stand. Failure `gate` while a blocking column has none, with
 * the plan in `details.plan`.
 */
export function passGate(plan: ImportPlan, decisions: readonly Decision[]): Verdict {
  checkDecisions(plan, decisions);
  const decided = new Set(decisions.map(({ table, column }) => key(table, column)));
  const open = blockingColumns(plan).filter(
    ({ table, column }) => !decided.has(key(table, column)) && !decided.has(key('*', column)),
  );
  if (open.length === 0) return plan.verdict === 'blocked' ? 'review' : plan.verdict;
  const listed = open.map(({ table, column, categories }) => `${table}.${column}: ${categories.join(', ')}`);
  throw new Failure(
    'gate',
    `Nothing was loaded: ${open.length} ${open.length === 1 ? 'column holds' : 'columns hold'} identifiers. ${listed.join('; ')}. ` +
      'Decide for each: drop it, generalise, shift or hash it, quarantine its text, or attest with a reason that it may stay; or have the data office remove it.',
    { columns: open, plan },
  );
}

/** A lookup of the columns that decisions drop. */
export function droppedColumns(decisions: readonly Decision[]): (table: string, column: string) => boolean {
  const dropped = new Set(decisions.filter((d) => d.action === 'drop').map((d) => key(d.table, d.column)));
  const decided = new Set(decisions.map((d) => key(d.table, d.column)));
  return (table, column) =>
    dropped.has(key(table, column)) || (dropped.has(key('*', column)) && !decided.has(key(table, column)));
}
