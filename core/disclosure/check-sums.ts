import { amountReason, amountRuleChecks, amountRules, amountsOf } from './amount-rules.ts';
import type { Amounts, TableCell } from './cell-rows.ts';
import { type CrossTable, crossTable } from './cross-table.ts';
import type { Interval } from './interval.ts';
import type { Policy } from './policy.ts';
import { leastWithheld } from './protect.ts';
import type { Published } from './publish.ts';
import { readerBounds } from './reader-bounds.ts';
import { type AmountStatistic, refuseAmounts } from './refusals.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import type { Task } from './solve/task.ts';
import { type CellCheck, type TableCheck, tableCheck } from './table-report.ts';

/** Costs are whole numbers: what is withheld weighs so many parts of the table's sum. */
const parts = 10_000;

interface SumOptions {
  readonly policy: Policy;
  readonly solver: LinearSolver | null;
  readonly statistic: AmountStatistic;
}

type Reason = 'primary' | 'dominance' | null;

/**
 * The rules on a table of sums or means: cells of few persons and cells that one or two persons dominate are withheld, and
 * others with them until no withheld sum can be bounded from above or below within `pPercent` of it. Means are protected as
 * the sums they give together with their counts. Where values may be below zero a reader knows no least sum.
 *
 * Source: tau-Argus, protection of magnitude tables; Fischetti & Salazar (2001).
 *
 * @throws Failure `disclosure` for values below zero or missing, or where nothing could make the table safe.
 */
export function checkSums(
  cells: readonly TableCell[],
  dimensions: readonly string[],
  { policy, solver, statistic }: SumOptions,
): TableCheck {
  const counts = crossTable(cells, dimensions);
  const amounts = amountsOf(counts);
  refuseAmounts(
    counts.given.map((cell, at) => ({ count: cell?.count ?? 0, amounts: amounts[at]! })),
    policy,
  );
  const rules = amountRules(counts, amounts, policy);
  const reasons = rules.map(amountReason);
  const limits = { seconds: policy.seconds, rounds: 200, nodes: 1_000_000 };
  const choice = leastWithheld(sumTask(counts, amounts, reasons, policy), solver, limits);
  const bounds = boundsOfSums(counts, amounts, choice.withheld, solver);
  const of = (at: number, sum: number): number => (statistic === 'sum' ? sum : sum / Math.max(1, amounts[at]!.given));
  const checks = counts.nodes.map(({ value: count }, at): CellCheck => {
    const { lo, hi } = bounds[at]!;
    return {
      at: counts.at[at]!,
      count,
      status: reasons[at] ?? (choice.withheld[at] ? 'secondary' : 'published'),
      published: choice.withheld[at] ? null : of(at, amounts[at]!.sum),
      interval: [Number.isFinite(lo) ? of(at, lo) : null, Number.isFinite(hi) ? of(at, hi) : null],
    };
  });
  return tableCheck(checks, counts.inner, {
    loss: checks.reduce((sum, { status }, at) => sum + (status === 'secondary' ? amounts[at]!.size : 0), 0),
    protection: choice,
    rules: (flagged) => [
      ...amountRuleChecks(rules, policy),
      { name: 'secondary suppression', setting: `least ${policy.objective}`, flagged: flagged('secondary') },
    ],
  });
}

const maySink = (amounts: readonly Amounts[]): boolean => amounts.some(({ negative }) => negative > 0);

/** What a reader who sees the sums that are not withheld can bound each by. */
function boundsOfSums(
  table: CrossTable,
  amounts: readonly Amounts[],
  withheld: readonly boolean[],
  solver: LinearSolver | null,
): Interval[] {
  const least = maySink(amounts) ? Number.NEGATIVE_INFINITY : 0;
  const published = amounts.map(
    ({ sum }, at): Published =>
      withheld[at]
        ? { value: null, reading: { lo: least, hi: Number.POSITIVE_INFINITY } }
        : { value: sum, reading: { lo: sum, hi: sum } },
  );
  const nodes = table.nodes.map((node, at) => ({ ...node, value: amounts[at]!.sum }));
  return readerBounds({ nodes, relations: table.relations }, published, solver);
}

/** How far a withheld sum must be able to move; a sum that may sink below zero may sink without end. */
function sumTask(table: CrossTable, amounts: readonly Amounts[], reasons: readonly Reason[], policy: Policy): Task {
  const inner = amounts.slice(0, table.inner).reduce((all, { size }) => all + size, 0);
  const range = (policy.pPercent ?? 10) / 100;
  const least = (inner / Math.max(1, table.inner)) * range * 0.01;
  const room = (node: number): number => (maySink(amounts) ? inner * parts : amounts[node]!.size);
  const down = (size: number): number => (maySink(amounts) ? Math.max(size * range, least) : size * range);
  return {
    system: {
      nodes: table.nodes.map((node, at) => ({ ...node, value: room(at) })),
      relations: table.relations,
    },
    choice: reasons.map((reason) => (reason === null ? 'open' : 'gone')),
    cost: amounts.map(({ size }) =>
      policy.objective === 'cells' ? 1 : Math.max(1, Math.round((size / Math.max(1, inner)) * parts)),
    ),
    targets: amounts.flatMap(({ size }, node) =>
      reasons[node] === null ? [] : [{ node, up: Math.max(size * range, least), down: down(size) }],
    ),
    together: [],
  };
}
