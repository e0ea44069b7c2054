import type { Amounts, TableCell } from './cell-rows.ts';
import { crossTable } from './cross-table.ts';
import { isDominated, isWithinPercent, together } from './dominance.ts';
import type { Policy } from './policy.ts';
import { leastWithheld } from './protect.ts';
import { readerBounds } from './reader-bounds.ts';
import { type AmountStatistic, refuseAmounts } from './refusals.ts';
import { isSmall } from './small-count.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import type { Task } from './solve/task.ts';
import { type CellCheck, type TableCheck, tableCheck } from './table-report.ts';

const nothing: Amounts = { sum: 0, given: 0, negative: 0, largest: [] };

/** Costs are whole numbers: what is withheld weighs so many parts of the table's sum. */
const parts = 10_000;

interface SumOptions {
  readonly policy: Policy;
  readonly solver: LinearSolver | null;
  readonly statistic: AmountStatistic;
}

/**
 * The rules on a table of sums or means: cells of few persons and cells that one or two persons dominate are withheld, and
 * others with them until no withheld sum can be bounded from above or below within `pPercent` of it. Means are protected as
 * the sums they give together with their counts.
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
  const given = cells.map((cell) => ({ ...cell, amounts: cell.amounts ?? nothing }));
  refuseAmounts(given, policy);
  const counts = crossTable(cells, dimensions);
  const amounts = amountsOf(counts, given, dimensions);
  const sums = { ...counts, nodes: counts.nodes.map((node, at) => ({ ...node, value: Math.abs(amounts[at]!.sum) })) };
  const reasons = counts.nodes.map(({ value }, at): 'primary' | 'dominance' | null => {
    if (isSmall(value, policy)) return 'primary';
    return isDominated(amounts[at]!, policy) || isWithinPercent(amounts[at]!, policy) ? 'dominance' : null;
  });
  const limits = { seconds: policy.seconds, rounds: 200, nodes: 1_000_000 };
  const choice = leastWithheld(sumTask(sums, reasons, policy), solver, limits);
  const published = sums.nodes.map(({ value }, at) =>
    choice.withheld[at]
      ? { value: null, reading: { lo: 0, hi: Number.POSITIVE_INFINITY } }
      : { value, reading: { lo: value, hi: value } },
  );
  const bounds = readerBounds(sums, published, solver);
  const of = (at: number, sum: number): number => (statistic === 'sum' ? sum : sum / Math.max(1, amounts[at]!.given));
  const checks = counts.nodes.map(({ value: count }, at): CellCheck => {
    const { lo, hi } = bounds[at]!;
    return {
      at: counts.at[at]!,
      count,
      status: reasons[at] ?? (choice.withheld[at] ? 'secondary' : 'published'),
      published: choice.withheld[at] ? null : of(at, amounts[at]!.sum),
      interval: [of(at, lo), Number.isFinite(hi) ? of(at, hi) : null],
    };
  });
  return tableCheck(checks, counts.inner, {
    loss: checks.reduce((sum, { status }, at) => sum + (status === 'secondary' ? sums.nodes[at]!.value : 0), 0),
    protection: choice,
    rules: (flagged) => [
      { name: 'smallest count', setting: policy.threshold, flagged: flagged('primary') },
      {
        name: 'dominance (NK)',
        setting: nkText(policy),
        flagged: amounts.filter((one) => isDominated(one, policy)).length,
      },
      {
        name: 'p%',
        setting: policy.pPercent ?? 'off',
        flagged: amounts.filter((one) => isWithinPercent(one, policy)).length,
      },
      { name: 'secondary suppression', setting: `least ${policy.objective}`, flagged: flagged('secondary') },
    ],
  });
}

const nkText = ({ nk }: Policy): string => (nk === null ? 'off' : `${nk.largest}, ${nk.percent} %`);

/** The amounts of each cell and total, in the table's order. */
function amountsOf(
  table: ReturnType<typeof crossTable>,
  cells: readonly { at: Readonly<Record<string, string>>; amounts: Amounts }[],
  dimensions: readonly string[],
): Amounts[] {
  return table.at.map((at) => {
    const named = dimensions.filter((dimension) => dimension in at);
    return together(
      cells.filter((cell) => named.every((name) => cell.at[name] === at[name])).map((cell) => cell.amounts),
    );
  });
}

function sumTask(
  system: ReturnType<typeof crossTable>,
  reasons: readonly ('primary' | 'dominance' | null)[],
  policy: Policy,
): Task {
  const inner = system.nodes.slice(0, system.inner).reduce((sum, { value }) => sum + value, 0);
  const range = (policy.pPercent ?? 10) / 100;
  const least = (inner / Math.max(1, system.inner)) * range * 0.01;
  return {
    system,
    choice: reasons.map((reason) => (reason === null ? 'open' : 'gone')),
    cost: system.nodes.map(({ value }) =>
      policy.objective === 'cells' ? 1 : Math.max(1, Math.round((value / Math.max(1, inner)) * parts)),
    ),
    targets: system.nodes.flatMap(({ value }, node) =>
      reasons[node] === null ? [] : [{ node, up: Math.max(value * range, least), down: value * range }],
    ),
    together: [],
  };
}
