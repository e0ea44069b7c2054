import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { LoadedModel } from '../session.ts';
import { sharesOf } from '../shares.ts';
import { cellSurprises } from './cell-surprises.ts';
import { type Expectation, likeliest, quantileAt } from './expectation.ts';
import type { Outliers, OutliersRequest } from './outliers-input.ts';
import { rowScoresOf, scorePlanted } from './planted-errors.ts';

/** Scores of so many cells are held at once. */
const mostCells = 2 ** 24;

/**
 * Finds the cells that the rest of their row does not lead one to expect, and the rows that have them: errors of entry or
 * of unit, and unusual patients. Every row is judged by other persons' rows. Failures: `invalid_input` for a table too
 * small or too large, `model`, `cancelled`.
 */
export async function outliers(model: LoadedModel, request: OutliersRequest, context: JobContext): Promise<Outliers> {
  const started = performance.now();
  const { table, folds, seed, most, plant } = request;
  check(table.rows, table.columns.length, folds);
  const plan = { folds, seed };
  const shares = sharesOf(context, plant ? 2 : 1);
  const scores = plant ? await scorePlanted(model, table, plan, shares.next('Finding planted errors', 1)) : null;
  const width = table.columns.length;
  const found = new Float64Array(table.rows * width).fill(Number.NaN);
  const named = createNamed(most);
  await cellSurprises(model, table, plan, shares.next('Judging cells', 1), (place, row, score, expected, at) => {
    found[row * width + place] = score;
    named.offer(score, place, row, expected, at);
  });
  const rowScores = rowScoresOf(found, width);
  const order = Int32Array.from(rowScores.keys()).sort((a, b) => rowScores[b]! - rowScores[a]! || a - b);
  return {
    model: model.identity,
    rows: table.rows,
    columns: table.columns.map(({ name }) => name),
    rowScores,
    topRows: order.slice(0, most),
    ...named.cells(),
    scores,
    notices: [],
    elapsedMs: Math.round(performance.now() - started),
  };
}

function check(rows: number, columns: number, folds: number): void {
  if (columns < 2 || rows < 4 * folds) {
    throw new Failure(
      'invalid_input',
      `To tell what is unusual the model needs at least two columns and ${4 * folds} rows; there are ${columns} and ${rows}.`,
    );
  }
  if (rows * columns > mostCells) {
    throw new Failure(
      'invalid_input',
      `${rows} rows of ${columns} columns are more than can be judged at once. Leave columns out, or draw a sample of the rows.`,
    );
  }
}

interface Named {
  readonly score: number;
  readonly place: number;
  readonly row: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** Keeps the cells with the highest scores; what was expected of them is looked up for those alone. */
function createNamed(most: number) {
  let kept: Named[] = [];
  let bar = 0;
  const trim = () => {
    kept = kept.sort((a, b) => b.score - a.score || a.row - b.row || a.place - b.place).slice(0, most);
    if (kept.length === most) bar = kept[most - 1]!.score;
  };
  return {
    offer(score: number, place: number, row: number, expected: Expectation, at: number): void {
      if (score <= bar) return;
      kept.push({ score, place, row, ...rangeOf(expected, at) });
      if (kept.length >= 2 * most) trim();
    },
    cells() {
      trim();
      const column = (pick: (one: Named) => number) => Float64Array.from(kept, pick);
      return {
        cellRow: Int32Array.from(kept, ({ row }) => row),
        cellColumn: Int32Array.from(kept, ({ place }) => place),
        cellScore: column(({ score }) => score),
        cellExpected: column(({ expected }) => expected),
        cellLow: column(({ low }) => low),
        cellHigh: column(({ high }) => high),
      };
    },
  };
}

function rangeOf(expected: Expectation, at: number): Pick<Named, 'expected' | 'low' | 'high'> {
  if (expected.kind === 'class') return { expected: likeliest(expected, at).value, low: Number.NaN, high: Number.NaN };
  const [low, middle, high] = [0.1, 0.5, 0.9].map((level) => quantileAt(expected, at, level));
  return { expected: middle!, low: low!, high: high! };
}
