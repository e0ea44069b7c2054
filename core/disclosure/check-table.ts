import type { TableCell } from './cell-rows.ts';
import { checkSums } from './check-sums.ts';
import { crossTable } from './cross-table.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { protect } from './protect.ts';
import { readerBounds } from './reader-bounds.ts';
import type { AmountStatistic } from './refusals.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import { type CellCheck, type TableCheck, tableCheck } from './table-report.ts';

/** What a check by hand may be given beside the table. */
export interface CheckOptions {
  readonly policy?: Policy;
  /** Without it the counts withheld are safe, but not proved the least. */
  readonly solver?: LinearSolver | null;
  /** What of the values in each cell would be published; without it, the counts. */
  readonly statistic?: AmountStatistic;
}

/**
 * The rules on a cross-table with its totals. What comes back holds exact numbers: for the person who
 * prepares the table, not for those who receive it.
 *
 * @throws Failure `unsupported` for more cells than can be checked, `disclosure` where nothing could make the table safe.
 */
export function checkTableByHand(
  cells: readonly TableCell[],
  dimensions: readonly string[],
  { policy = defaultPolicy, solver = null, statistic }: CheckOptions = {},
): TableCheck {
  if (statistic !== undefined) return checkSums(cells, dimensions, { policy, solver, statistic });
  const table = crossTable(cells, dimensions);
  const limits = { seconds: policy.seconds, rounds: 200, nodes: 1_000_000 };
  const protection = protect(table, policy, { solver, zeros: policy.zerosProtect, limits });
  const { status, published } = protection;
  const bounds = readerBounds(table, published, solver);
  const checks = table.nodes.map(({ value: count }, index): CellCheck => {
    const { lo, hi } = bounds[index]!;
    const isClass = status[index] === null && index < table.inner && isNobodyOrEverybody(table, index);
    return {
      at: table.at[index]!,
      count,
      status: status[index] ?? (isClass ? 'class' : 'published'),
      published: published[index]!.value,
      interval: [lo, Number.isFinite(hi) ? hi : null],
    };
  });
  const rounded =
    policy.rounding === 0 ? 0 : checks.filter(({ published: shown }) => shown !== null && shown > 0).length;
  return tableCheck(checks, table.inner, {
    loss: checks.reduce((sum, check) => sum + (check.status === 'secondary' ? check.count : 0), 0),
    protection,
    rules: (of) => [
      { name: 'smallest count', setting: policy.threshold, flagged: of('primary') },
      { name: 'secondary suppression', setting: `least ${policy.objective}`, flagged: of('secondary') },
      { name: 'class disclosure', setting: policy.zeros, flagged: of('class') },
      { name: 'rounding', setting: policy.rounding, flagged: rounded },
    ],
  });
}

/** Whether a cell is 0 % or 100 % of a group that has anybody in it. */
function isNobodyOrEverybody(
  { nodes, relations }: Pick<ReturnType<typeof crossTable>, 'nodes' | 'relations'>,
  index: number,
): boolean {
  const { value } = nodes[index]!;
  const groups = relations.filter(({ parts }) => parts.length > 1 && parts.includes(index));
  return groups.some(({ total }) => nodes[total]!.value > 0 && (value === 0 || value === nodes[total]!.value));
}
