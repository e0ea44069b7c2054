import type { JobContext } from '../../../contract/context.ts';
import type { Cells } from '../cells/conditional.ts';
import type { Asked } from '../cells/expectation.ts';
import type { LoadedModel } from '../session.ts';
import type { Fact } from './structural-rules.ts';

/** A table that is being made, column after column, beside the one it is made from. */
export interface Growing {
  readonly model: LoadedModel;
  readonly cells: Cells;
  readonly values: Float64Array[];
  readonly rows: number;
  /** What is known of the rows so far. */
  readonly facts: Fact[];
  readonly seed: number;
  readonly context: JobContext;
}

/** Nothing made yet. `columns` are those read, with the patterns of gaps behind them. */
export function growing(model: LoadedModel, cells: Cells, rows: number, seed: number, { signal }: JobContext): Growing {
  const values = cells.columns.map(() => new Float64Array(rows).fill(Number.NaN));
  const context: JobContext = { signal, progress: () => {} };
  return { model, cells, rows, seed, context, values, facts: [] };
}

/**
 * Cells with their gaps as they are, for the straight line too: it would be steeper on expected cells, which vary less than
 * cells that are drawn, and what is made of it too wide.
 */
export const withGaps = (values: readonly Float64Array[]): Asked => ({ values, completed: values });

/** Remembers where a column has a level, of the rows read and of those made. */
export function learn(
  { facts }: Growing,
  read: ArrayLike<number>,
  made: ArrayLike<number>,
  levels: Iterable<number>,
): void {
  for (const level of levels) facts.push({ read: flags(read, level), made: flags(made, level) });
}

const flags = (values: ArrayLike<number>, wanted: number): Uint8Array =>
  Uint8Array.from(values, (value) => (value === wanted ? 1 : 0));
