import type { Choice } from './protect.ts';

/** One cell after the rules. `interval` is what a reader can bound it by; null means without limit. */
export interface CellCheck {
  readonly at: Readonly<Record<string, string>>;
  readonly count: number;
  readonly status: 'published' | 'primary' | 'secondary' | 'class' | 'dominance';
  readonly published: number | null;
  readonly interval: readonly [lo: number | null, hi: number | null];
}

/** How often a rule took hold, and at which setting. */
export interface RuleCheck {
  readonly name: string;
  readonly setting: number | string;
  readonly flagged: number;
}

/** The rules on a cross-table, as `stillroom check --json` prints it; who calls adds the time it took. */
export interface TableCheck {
  readonly cells: readonly CellCheck[];
  /** Cells whose `at` lacks the dimensions they sum over. */
  readonly totals: readonly CellCheck[];
  readonly rules: readonly RuleCheck[];
  readonly summary: {
    readonly primary: number;
    readonly secondary: number;
    readonly suppressed: number;
    /** Sum of what is withheld only to protect others. */
    readonly loss: number;
    /** Whether nothing safe withholds less. */
    readonly proved: boolean;
    /** Where it is not proved, the most that a better choice could save, in what is withheld least of; null: not known. */
    readonly gap: number | null;
  };
}

interface Found {
  readonly loss: number;
  readonly protection: Omit<Choice, 'withheld'>;
  readonly rules: (flagged: (status: CellCheck['status']) => number) => readonly RuleCheck[];
}

/** Checks of single cells, the inner ones first, as one report. */
export function tableCheck(
  checks: readonly CellCheck[],
  inner: number,
  { loss, protection, rules }: Found,
): TableCheck {
  const flagged = (status: CellCheck['status']): number => checks.filter((check) => check.status === status).length;
  const [primary, secondary] = [flagged('primary') + flagged('dominance'), flagged('secondary')];
  const { proved, cost, bound } = protection;
  return {
    cells: checks.slice(0, inner),
    totals: checks.slice(inner),
    rules: rules(flagged),
    summary: {
      primary,
      secondary,
      suppressed: primary + secondary,
      loss,
      proved,
      gap: proved ? 0 : bound === null ? null : cost - bound,
    },
  };
}
