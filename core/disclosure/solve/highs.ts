import type { Highs, Model } from 'highs';
import { Failure } from '../../../contract/failure.ts';
import type {
  LinearAnswer,
  LinearColumns,
  LinearModel,
  LinearRow,
  LinearSolver,
  SolveLimits,
} from './linear-solver.ts';

/** HiGHS' codes of how a run ended. */
const ended = { empty: 6, optimal: 7, infeasible: 8, unboundedOrInfeasible: 9, unbounded: 10, unknown: 15 } as const;
const limits: ReadonlySet<number> = new Set([11, 12, 13, 14, 16, 17]);

let loaded: Promise<LinearSolver> | null = null;

/**
 * HiGHS, a solver of linear programmes in WebAssembly: loaded from the package at the first call and kept. It runs on
 * the calling thread, with one thread of its own and a fixed seed: the same programme gives the same answer.
 *
 * Source: Huangfu & Hall, "Parallelizing the dual revised simplex method" (2018); highs.dev.
 *
 * @throws Failure `internal` where the solver's file cannot be loaded.
 */
export function loadSolver(): Promise<LinearSolver> {
  loaded ??= import('highs').then(async ({ default: load }) => solverOf(await load()));
  return loaded.catch((error: unknown) => {
    loaded = null;
    throw new Failure(
      'internal',
      'The solver of the disclosure check (highs) could not be loaded. Install Stillroom again.',
      {},
      { cause: error },
    );
  });
}

const solverOf = (highs: Highs): LinearSolver => ({ open: (columns, rows) => open(highs, columns, rows) });

const matrixOf = (rows: readonly LinearRow[], numCols: number) => {
  const starts = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) starts[at + 1] = starts[at]! + row.columns.length;
  return {
    format: 'csr' as const,
    numRows: rows.length,
    numCols,
    starts,
    indices: Int32Array.from(rows.flatMap((row) => row.columns)),
    values: Float64Array.from(rows.flatMap((row) => row.weights)),
  };
};

function open(highs: Highs, columns: LinearColumns, rows: readonly LinearRow[]): LinearModel {
  const count = columns.cost.length;
  const model = highs.createModel({
    numCols: count,
    numRows: rows.length,
    colCost: columns.cost,
    colLower: columns.lo,
    colUpper: columns.hi,
    rowLower: rows.map(({ lo }) => lo),
    rowUpper: rows.map(({ hi }) => hi),
    matrix: matrixOf(rows, count),
  });
  const all = { kind: 'range', from: 0, to: count - 1 } as const;
  const domains = { any: new Int32Array(count), whole: new Int32Array(count).fill(1) };
  let domain: 'any' | 'whole' = 'any';
  // Costs are whole numbers wherever whole numbers are sought: a gap under 1 is none.
  model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99 });
  return {
    add: (more) => {
      if (more.length === 0) return;
      const lower = Float64Array.from(more, ({ lo }) => lo);
      const upper = Float64Array.from(more, ({ hi }) => hi);
      model.addRows({ lower, upper, matrix: matrixOf(more, count) });
    },
    price: (column, cost) => void model.changeColCost(column, cost),
    bound: (column, lo, hi) => void model.changeColBounds(column, lo, hi),
    solve: (numbers, limit = {}) => {
      if (numbers !== domain) model.changeColsIntegrality(all, domains[numbers]);
      domain = numbers;
      return solve(model, numbers, limit);
    },
    close: () => model.dispose(),
  };
}

/** A basis left from the run before can end in “unknown”, mostly where there is no limit: then once more without it. */
function runAgainIfUnknown(model: Model): number {
  const { modelStatus } = model.run();
  if (modelStatus !== ended.unknown) return modelStatus;
  model.clearSolver();
  return model.run().modelStatus;
}

function solve(model: Model, numbers: 'any' | 'whole', { seconds, nodes, start }: SolveLimits): LinearAnswer {
  model.options.set('time_limit', Math.max(0.01, seconds ?? 1e9));
  if (nodes !== undefined) model.options.set('mip_max_nodes', nodes);
  if (start !== undefined) model.setSolution({ colValue: Float64Array.from(start) });
  model.zeroAllClocks();
  const modelStatus = runAgainIfUnknown(model);
  if (modelStatus === ended.optimal || modelStatus === ended.empty) {
    const { colValue, colDual } = model.getSolution();
    return { kind: 'optimal', objective: model.getObjectiveValue(), values: colValue, reduced: colDual };
  }
  if (modelStatus === ended.infeasible) return { kind: 'infeasible' };
  if (modelStatus === ended.unbounded || modelStatus === ended.unboundedOrInfeasible) return { kind: 'unbounded' };
  if (!limits.has(modelStatus)) {
    throw new Failure('internal', `The solver of the disclosure check stopped without an answer (${modelStatus}).`);
  }
  const bound = numbers === 'whole' ? Number(model.info.get('mip_dual_bound')) : Number.NEGATIVE_INFINITY;
  const found = Number(model.info.get('primal_solution_status')) === 2;
  return { kind: 'limit', bound, values: found ? model.getSolution().colValue : null };
}
