import type { TableCell } from './cell-rows.ts';
import { type CrossTable, crossTable } from './cross-table.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { type Protection, protect } from './protect.ts';

/** One cell after the rules. `interval` is what a reader can bound the count by; null above means without limit. */
export interface CellCheck {
  readonly at: Readonly<Record<string, string>>;
  readonly count: number;
  readonly status: 'published' | 'primary' | 'secondary' | 'class';
  readonly published: number | null;
  readonly interval: readonly [lo: number, hi: number | null];
}

/** The rules on a cross-table, as `stillroom check --json` prints it; who calls adds the time it took. */
export interface TableCheck {
  readonly cells: readonly CellCheck[];
  /** Cells whose `at` lacks the dimensions they sum over. */
  readonly totals: readonly CellCheck[];
  readonly rules: readonly { readonly name: string; readonly setting: number | string; readonly flagged: number }[];
  readonly summary: {
    readonly primary: number;
    readonly secondary: number;
    readonly suppressed: number;
    /** Sum of the counts that are withheld only to protect others. */
    readonly loss: number;
    /** Whether the loss is proved to be the least possible: not sought yet. */
    readonly proved: false;
  };
}

/**
 * The rules for counts on a table of one or two dimensions with its totals. It holds exact counts: for the person who
 * prepares the table, not for those who receive it.
 *
 * @throws Failure `unsupported` for more dimensions, `disclosure` where nothing could make the table safe.
 */
export function checkTableByHand(
  cells: readonly TableCell[],
  dimensions: readonly string[],
  policy: Policy = defaultPolicy,
): TableCheck {
  const table = crossTable(cells, dimensions);
  const protection = protect(table, policy);
  const checks = table.nodes.map((_, index) => cellCheck(table, protection, index));
  const withheld = (status: CellCheck['status']): CellCheck[] => checks.filter((check) => check.status === status);
  const [primary, secondary] = [withheld('primary'), withheld('secondary')];
  const rounded =
    policy.rounding === 0 ? 0 : checks.filter(({ published }) => published !== null && published > 0).length;
  return {
    cells: checks.slice(0, table.inner),
    totals: checks.slice(table.inner),
    rules: [
      { name: 'smallest count', setting: policy.threshold, flagged: primary.length },
      { name: 'secondary suppression', setting: 'attacked', flagged: secondary.length },
      { name: 'class disclosure', setting: policy.zeros, flagged: withheld('class').length },
      { name: 'rounding', setting: policy.rounding, flagged: rounded },
    ],
    summary: {
      primary: primary.length,
      secondary: secondary.length,
      suppressed: primary.length + secondary.length,
      loss: secondary.reduce((sum, { count }) => sum + count, 0),
      proved: false,
    },
  };
}

function cellCheck(table: CrossTable, { status, published, bounds }: Protection, index: number): CellCheck {
  const { lo, hi } = bounds[index]!;
  const isClass = status[index] === null && index < table.inner && isNobodyOrEverybody(table, index);
  return {
    at: table.at[index]!,
    count: table.nodes[index]!.value,
    status: status[index] ?? (isClass ? 'class' : 'published'),
    published: published[index]!.value,
    interval: [lo, Number.isFinite(hi) ? hi : null],
  };
}

/** Whether a cell is 0 % or 100 % of a group that has anybody in it. */
function isNobodyOrEverybody({ nodes, relations }: CrossTable, index: number): boolean {
  const { value } = nodes[index]!;
  const groups = relations.filter(({ parts }) => parts.length > 1 && parts.includes(index));
  return groups.some(({ total }) => nodes[total]!.value > 0 && (value === 0 || value === nodes[total]!.value));
}
