import { assertNever, Failure } from '../../contract/failure.ts';
import type {
  CheckChange,
  CheckedCell,
  CheckedTable,
  EarlierRelease,
  ReleaseCell,
  ReleaseTable,
} from '../../contract/release.ts';
import type { CellContext, CountsChecked } from './cell-context.ts';
import { smallSteps } from './chain.ts';
import { classDisclosure } from './class-disclosure.ts';
import { namedTable } from './labels.ts';
import { numberText } from './number-text.ts';
import type { Policy } from './policy.ts';
import { checkShare } from './share.ts';
import { isSmall } from './small-count.ts';
import { checkStatistic } from './statistic.ts';
import { tableChanges } from './table-changes.ts';
import { tableLoss } from './table-loss.ts';
import { cellKey, type TableSystem, tableSystem } from './table-system.ts';
import type { Source } from './who.ts';
import { withheldCell } from './withheld-cell.ts';

/** A table as it is read for the check: rare labels gone, its counts as a system, and what its attritions withhold. */
export interface TableRead {
  readonly table: ReleaseTable;
  readonly changes: readonly CheckChange[];
  readonly system: TableSystem;
  readonly steps: ReadonlySet<number>;
}

/**
 * Reads one table.
 *
 * @throws Failure `disclosure` where it has too many rows, or its relations do not hold.
 */
export function readTable(given: ReleaseTable, policy: Policy, source: Source): TableRead {
  const { table, changes } = namedTable(given, policy);
  if (table.rows.length > policy.maxRows) throw tooLong(table, policy);
  const system = tableSystem(table, source);
  return { table, changes, system, steps: withheldSteps(system, policy) };
}

/** The table as it is printed, once it is known which of its counts are withheld, and what the rules changed in it. */
export function printTable(
  { table, changes, system }: TableRead,
  counts: CountsChecked,
  policy: Policy,
  earlierOf: (node: number) => EarlierRelease | null,
): { table: CheckedTable; changes: CheckChange[] } {
  const withheldSizes = sizesWithheld(table, system, counts);
  const rows = table.rows.map((row, r) =>
    row.map((cell, c) => checkCell(cell, { key: cellKey(r, c), system, counts, withheldSizes, policy })),
  );
  const { id, title, note, columns } = table;
  const proved = system.nodes.every((_, node) => !counts.unproved.has(node));
  const earlierAt = (r: number, c: number) => earlierOf(system.nodeOf.get(cellKey(r, c)) ?? -1);
  return {
    table: { id, title, note, columns, rows, loss: tableLoss(table, rows, proved, policy) },
    changes: [...changes, ...tableChanges(table, rows, policy, earlierAt), ...classDisclosure(table, rows)],
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
function sizesWithheld(table: ReleaseTable, system: TableSystem, { rules }: CountsChecked): ReadonlySet<number> {
  const cells = table.rows.flatMap((row, r) => row.map((cell, c) => ({ cell, key: cellKey(r, c) })));
  const withheld = cells.filter(({ cell, key }) => cell.kind === 'count' && rules[system.nodeOf.get(key)!] !== null);
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

function checkCount(n: number, { key, system, counts, policy }: CellContext): CheckedCell {
  const index = system.nodeOf.get(key)!;
  const rule = counts.rules[index] ?? null;
  const value = counts.published[index]!.value;
  if (rule !== null || value === null) return withheldCell(rule ?? 'secondary');
  return { text: numberText(value, 0), status: policy.rounding === 0 || n === 0 ? 'published' : 'rounded' };
}
