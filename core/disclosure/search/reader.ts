import { Failure } from '../../../contract/failure.ts';
import type { CheckedTable, ReleaseTable } from '../../../contract/release.ts';
import type { Policy } from '../policy.ts';
import type { LinearSolver } from '../solve/linear-solver.ts';

/** What a reader takes a printed count for: what it is, or what the rounding leaves open. */
export type Knowledge = 'exact' | 'rounded';

interface Sums {
  /** Counts, printed ones first: their true value, and the printed text or null. */
  readonly values: number[];
  readonly texts: (string | null)[];
  readonly rows: { readonly columns: number[]; readonly weights: number[] }[];
}

/** The counts and sums of a table as a reader of it writes them down, those that are only implied as well. */
function sumsOf(table: ReleaseTable, checked: CheckedTable): Sums {
  const sums: Sums = { values: [], texts: [], rows: [] };
  const at = new Map<string, number>();
  const add = (value: number, text: string | null): number => {
    sums.texts.push(text);
    return sums.values.push(value) - 1;
  };
  const tie = (parts: number[], total: number): void => {
    sums.rows.push({ columns: [...parts, total], weights: [...parts.map(() => 1), -1] });
  };
  for (const [r, row] of table.rows.entries())
    for (const [c, cell] of row.entries())
      if (cell.kind === 'count') at.set(`${r},${c}`, add(cell.n, checked.rows[r]![c]!.text));
  const node = (place: readonly number[]): number => at.get(place.join())!;
  for (const relation of table.relations) {
    if (relation.kind === 'sum') tie(relation.parts.map(node), node(relation.total));
    if (relation.kind === 'chain')
      for (const [step, cell] of relation.cells.slice(1).entries()) {
        const [before, after] = [node(relation.cells[step]!), node(cell)];
        tie([after, add(sums.values[before]! - sums.values[after]!, null)], before);
      }
    if (relation.kind === 'share') {
      const share = table.rows[relation.share[0]]![relation.share[1]]!;
      if (share.kind !== 'share' || checked.rows[relation.share[0]]![relation.share[1]]!.text === null) continue;
      tie([node(relation.count), add(share.among - share.of, null)], add(share.among, String(share.among)));
    }
  }
  return sums;
}

/** The counts that round to what is printed. A total may be the sum of rounded parts: then its own print says little. */
function readingOf(sums: Sums, node: number, knowledge: Knowledge, policy: Policy): [number, number] {
  const { texts, values, rows } = sums;
  const text = texts[node]!;
  if (text === null) return [0, Number.POSITIVE_INFINITY];
  if (knowledge === 'exact') return [values[node]!, values[node]!];
  return printedCounts(
    text,
    rows.some(({ columns }) => columns.at(-1) === node),
    policy,
  );
}

/** The counts that are printed as this text. */
export function printedCounts(text: string, isTotal: boolean, policy: Policy): [number, number] {
  const printed = Number(text.replaceAll(',', ''));
  if (policy.rounding === 0 || printed === 0) return [printed, printed];
  if (isTotal) return [policy.threshold, Number.POSITIVE_INFINITY];
  const half = policy.rounding / 2;
  const first = Math.ceil(policy.threshold / policy.rounding) * policy.rounding;
  return [
    printed === first ? policy.threshold : Math.ceil(printed - half),
    Math.max(policy.threshold, Math.ceil(printed + half) - 1),
  ];
}

/** One small count that a reader bounds closer than the rule allows. */
export interface Exposure {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

/**
 * What somebody who reads one checked table, knows its sums and the rules, and has a linear programme, learns of its small
 * counts, printed or implied, beyond what the rule allows. Written apart from the code that protects.
 */
export function exposures(
  table: ReleaseTable,
  checked: CheckedTable,
  { knowledge, policy, solver }: { knowledge: Knowledge; policy: Policy; solver: LinearSolver },
): Exposure[] {
  const sums = sumsOf(table, checked);
  const readings = sums.values.map((_, node) => readingOf(sums, node, knowledge, policy));
  const far = sums.values.reduce((all, value) => all + value, 100 * policy.threshold);
  const model = solver.open(
    { cost: readings.map(() => 0), lo: readings.map(([lo]) => lo), hi: readings.map(([, hi]) => Math.min(hi, far)) },
    sums.rows.map((row) => ({ ...row, lo: 0, hi: 0 })),
  );
  const end = (node: number, way: 1 | -1): number => {
    model.price(node, way);
    const answer = model.solve('any');
    model.price(node, 0);
    if (answer.kind === 'optimal') return answer.values[node]!;
    throw new Failure('internal', `The reader of an attack search found no answer (${answer.kind}).`);
  };
  try {
    return sums.values.flatMap((value, node): Exposure[] => {
      if (value === 0 || value >= policy.threshold) return [];
      const [lo, hi] = [end(node, 1), end(node, -1)];
      const isSafe = sums.texts[node] === null && lo <= value - 1 + 1e-6 && hi >= policy.threshold - 1e-6;
      return isSafe ? [] : [{ value, lo, hi }];
    });
  } finally {
    model.close();
  }
}
