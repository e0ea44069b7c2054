import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { ModelNotice } from '../../../contract/model-results.ts';
import type { LoadedModel } from '../session.ts';
import { sharesOf } from '../shares.ts';
import type { ModelTable } from '../table.ts';
import { completed } from './completed.ts';
import { drawCells } from './draw-cells.ts';
import { type Expectation, filledValue, likeliest, quantileAt } from './expectation.ts';
import { expectGaps } from './fill-cells.ts';
import { countKnown, fewestKnown, type Gaps, gapsOf } from './gaps.ts';
import type { Imputation, ImputeRequest } from './impute-input.ts';
import { scoreImputation } from './impute-scores.ts';

const mostDrawn = 2 ** 26;

/**
 * Fills every missing cell from the rest of its row, as the other rows show it: a class by its probability, a number by
 * the mean of its density; with `draws`, also drawn. Columns with fewer than ten known cells stay as they are. Failures:
 * `invalid_input` where nothing is known or the draws do not fit in memory, `model`, `cancelled`.
 */
export async function impute(model: LoadedModel, request: ImputeRequest, context: JobContext): Promise<Imputation> {
  const started = performance.now();
  const { table, draws, hidden, seed } = request;
  if (table.columns.length < 2 || table.rows < fewestKnown) {
    throw new Failure(
      'invalid_input',
      `To fill gaps the model needs at least two columns and ${fewestKnown} rows; there are ${table.columns.length} and ${table.rows}.`,
    );
  }
  const gaps = gapsOf(table);
  // Columns to be read in each part; a draw predicts again, but reads nothing.
  const scored = hidden > 0 ? gaps.length || table.columns.length : 0;
  const drawing = draws > 0 ? gaps.length * (1 + draws / 10) : 0;
  const shares = sharesOf(context, scored + gaps.length + drawing);
  const scores =
    hidden > 0 ? await scoreImputation(model, table, hidden, seed, shares.next('Filling hidden cells', scored)) : null;
  const starts = startsOf(gaps);
  const cells = gaps.reduce((sum, { rows }) => sum + rows.length, 0);
  checkDraws(cells, draws);
  const out = cellsOf(gaps, starts, cells);
  const whole = completed(table);
  await expectGaps(
    model,
    whole,
    gaps,
    seed,
    shares.next('Filling missing cells', gaps.length),
    (gap, at, expected, row) => {
      const cell = starts.get(gap)! + at;
      out.cellValue[cell] = filledValue(expected, row);
      out.cellDoubt[cell] = doubtOf(expected, row);
    },
  );
  const drawn = new Float64Array(draws * cells);
  if (draws > 0) {
    await drawCells(model, whole, gaps, draws, seed, shares.next('Drawing', drawing), (draw, gap, at, value) => {
      drawn[draw * cells + starts.get(gap)! + at] = value;
    });
  }
  return {
    model: model.identity,
    rows: table.rows,
    columns: columnsOf(table, gaps),
    ...out,
    drawn,
    draws,
    scores,
    notices: noticesOf(table, cells),
    elapsedMs: Math.round(performance.now() - started),
  };
}

function doubtOf(expected: Expectation, row: number): number {
  if (expected.kind === 'class') return likeliest(expected, row).sureness!;
  return (quantileAt(expected, row, 0.9) - quantileAt(expected, row, 0.1)) / 2;
}

function startsOf(gaps: readonly Gaps[]): Map<Gaps, number> {
  const starts = new Map<Gaps, number>();
  let at = 0;
  for (const gap of gaps) {
    starts.set(gap, at);
    at += gap.rows.length;
  }
  return starts;
}

function cellsOf(gaps: readonly Gaps[], starts: ReadonlyMap<Gaps, number>, cells: number) {
  const cellColumn = new Int32Array(cells);
  const cellRow = new Int32Array(cells);
  for (const gap of gaps) {
    const from = starts.get(gap)!;
    cellColumn.fill(gap.place, from, from + gap.rows.length);
    cellRow.set(gap.rows, from);
  }
  return { cellColumn, cellRow, cellValue: new Float64Array(cells), cellDoubt: new Float64Array(cells) };
}

function checkDraws(cells: number, draws: number): void {
  if (cells * draws <= mostDrawn) return;
  throw new Failure(
    'invalid_input',
    `${draws} draws of ${cells} missing cells do not fit in memory. Ask for fewer draws, or leave columns out.`,
  );
}

function columnsOf(table: ModelTable, gaps: readonly Gaps[]): Imputation['columns'] {
  return table.columns.map((column, place) => ({
    name: column.name,
    missing: table.rows - countKnown(column),
    filled: gaps.find((gap) => gap.place === place)?.rows.length ?? 0,
  }));
}

function noticesOf(table: ModelTable, cells: number): ModelNotice[] {
  const empty = table.columns.filter((column) => countKnown(column) < fewestKnown && table.rows > countKnown(column));
  const notices: ModelNotice[] = [];
  if (empty.length > 0) {
    const names = empty.map(({ name }) => `“${name}”`).join(', ');
    notices.push({
      kind: 'columns-dropped',
      message: `Not filled, as fewer than ${fewestKnown} cells are known: ${names}.`,
    });
  }
  if (cells === 0) notices.push({ kind: 'nothing-missing', message: 'No cell that could be filled is missing.' });
  return notices;
}
