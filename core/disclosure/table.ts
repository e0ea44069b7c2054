import { assertNever, Failure } from '../../contract/failure.ts';
import type { CheckChange, CheckedCell, CheckedTable, ReleaseCell, ReleaseTable } from '../../contract/release.ts';
import type { CellContext } from './cell-context.ts';
import { smallSteps } from './chain.ts';
import { classDisclosure } from './class-disclosure.ts';
import { namedTable } from './labels.ts';
import { numberText } from './number-text.ts';
import type { Policy } from './policy.ts';
import { type Protection, protect } from './protect.ts';
import { checkShare } from './share.ts';
import { isSmall } from './small-count.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import { checkStatistic } from './statistic.ts';
import { tableChanges } from './table-changes.ts';
import { cellKey, type TableSystem, tableSystem } from './table-system.ts';

/**
 * One table after the rules, and what they changed.
 *
 * @throws Failure `disclosure` where it has too many rows, or its relations do not hold.
 */
export function checkTable(
  given: ReleaseTable,
  policy: Policy,
  solver: LinearSolver | null = null,
): { table: CheckedTable; changes: CheckChange[] } {
  const named = namedTable(given, policy);
  const { table } = named;
  if (table.rows.length > policy.maxRows) throw tooLong(table, policy);
  const system = tableSystem(table);
  const protection = protect(system, policy, { also: withheldSteps(system, policy), solver });
  const withheldSizes = sizesWithheld(table, system, protection);
  const rows = table.rows.map((row, r) =>
    row.map((cell, c) => checkCell(cell, { key: cellKey(r, c), system, protection, withheldSizes, policy })),
  );
  const { id, title, note, columns } = table;
  const checked = { id, title, note, columns, rows };
  return {
    table: checked,
    changes: [...named.changes, ...tableChanges(table, rows, policy), ...classDisclosure(table, rows)],
  };
}

function tooLong(table: ReleaseTable, policy: Policy): Failure {
  return new Failure(
    'disclosure',
    `Table “${table.title}” has more than ${policy.maxRows} rows, too many for anybody to check. Group its rows.`,
  );
}

function withheldSteps(system: TableSystem, policy: Policy): Set<number> {
  const withheld = new Set<number>();
  for (const { nodes, wanted } of system.chains) {
    const counts = nodes.map((index) => system.nodes[index]!.value);
    const gone = new Set([...counts.keys()].filter((at) => isSmall(counts[at]!, policy)));
    for (const at of smallSteps(counts, gone, policy, wanted)) withheld.add(nodes[at]!);
  }
  return withheld;
}

/** Sizes of withheld counts: a percentage of a group of that size would tell it again. */
function sizesWithheld(table: ReleaseTable, system: TableSystem, protection: Protection): ReadonlySet<number> {
  const cells = table.rows.flatMap((row, r) => row.map((cell, c) => ({ cell, key: cellKey(r, c) })));
  const withheld = cells.filter(
    ({ cell, key }) => cell.kind === 'count' && protection.status[system.nodeOf.get(key)!] !== null,
  );
  return new Set(withheld.map(({ cell }) => (cell.kind === 'count' ? cell.n : 0)));
}

function checkCell(cell: ReleaseCell, context: CellContext): CheckedCell {
  switch (cell.kind) {
    case 'text':
      return { text: cell.text, status: 'published' };
    case 'empty':
      return { text: '', status: 'published' };
    case 'count':
      return checkCount(cell.n, context);
    case 'share':
      return checkShare(cell, context);
    case 'statistic':
      return checkStatistic(cell, context.policy);
    default:
      return assertNever(cell, 'cell of a release');
  }
}

function checkCount(n: number, { key, system, protection, policy }: CellContext): CheckedCell {
  const index = system.nodeOf.get(key)!;
  const withheld = protection.status[index] ?? null;
  const value = protection.published[index]!.value;
  if (withheld !== null || value === null) return { text: null, status: withheld ?? 'secondary' };
  return { text: numberText(value, 0), status: policy.rounding === 0 || n === 0 ? 'published' : 'rounded' };
}
