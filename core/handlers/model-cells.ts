import { resolve } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { modelTaskMethods, RowsSource, UnusualCells } from '../../contract/model-tasks.ts';
import type { Imputation } from '../inference/cells/impute-input.ts';
import type { Outliers } from '../inference/cells/outliers-input.ts';
import { modelFolderOf } from '../inference/installed-models.ts';
import { rowsCsv } from '../report/rows-csv.ts';
import type { Session } from '../session.ts';
import { publishFile } from '../study/publish-file.ts';
import { keepRun } from './analysis.ts';
import { cellText } from './cell-text.ts';
import { filledPreview } from './filled-preview.ts';
import type { HandlersOf } from './handlers.ts';
import { type PreparedRows, personsIn, prepareRows } from './model-rows.ts';
import { modelRun } from './model-run.ts';
import { imputationRelease } from './task-releases.ts';

type Methods = Pick<typeof modelTaskMethods, 'model.impute' | 'model.outliers'>;

export function cellHandlers(session: Session): HandlersOf<Methods> {
  const { modelsFolder, inference, limits } = session.options;
  const { threads } = limits;

  return {
    'model.impute': async ({ source, model, draws, hidden, seed, out }, context) => {
      refuseFilledRows(source, out);
      const study = session.current();
      const prepared = await prepareRows(session, source, context);
      const { table } = prepared;
      const modelDir = modelFolderOf(modelsFolder, model);
      const filled = await inference.impute(
        { modelDir, table, draws, hidden, seed, threads },
        begun(context, 'Filling hidden cells'),
      );
      const files = out === undefined ? [] : writeFilled(prepared, filled, out);
      const { scores, columns, rows } = filled;
      const cells = filled.cellRow.length;
      const title = `Missing cells of ${prepared.title}`;
      const sentence = sentenceOf(filled);
      const shown = { model: filled.model, notices: [...filled.notices], elapsedMs: filled.elapsedMs, rows, cells };
      const values = filledOf(filled);
      const previewed = columns.map((column, place) => ({
        ...column,
        preview: filledPreview(table.columns[place]!, values[place]!),
      }));
      const result = { ...shown, columns: previewed, scores, preparation: prepared.preparation };
      const run = modelRun(session, {
        name: 'impute',
        title,
        sentence,
        result,
        release: imputationRelease(scores, personsIn(table)),
        model: filled.model,
        prepared,
        params: { draws, hidden, seed },
      });
      return { ...result, run: keepRun(session, run, study), title, sentence, sql: prepared.sql, files };
    },
    'model.outliers': async ({ source, model, most, plant, seed }, context) => {
      const prepared = await prepareRows(session, source, context);
      const { table } = prepared;
      if (source.kind === 'cohort') {
        session.study().record({ act: 'view', summary: 'Unusual cells viewed', detail: { cohort: source.cohort } });
      }
      const modelDir = modelFolderOf(modelsFolder, model);
      const found = await inference.outliers(
        { modelDir, table, most, plant, seed, threads },
        begun(context, 'Judging cells'),
      );
      return {
        insideStudy: true as const,
        model: found.model,
        notices: [...found.notices],
        elapsedMs: found.elapsedMs,
        rows: found.rows,
        cells: namedCells(prepared, found),
        top: Array.from(found.topRows, (row) => ({ whom: prepared.whom(row), score: found.rowScores[row]! })),
        scores: found.scores,
      };
    },
  };
}

/** What the gaps of each column are filled with. */
function filledOf({ columns, cellColumn, cellValue }: Imputation): Float64Array[] {
  const values = columns.map(({ filled }) => new Float64Array(filled));
  const taken = new Int32Array(columns.length);
  for (const [cell, place] of cellColumn.entries()) values[place]![taken[place]!++] = cellValue[cell]!;
  return values;
}

/** A stage that shows before the model's process has started. */
function begun(context: JobContext, name: string): JobContext {
  context.progress({ stage: name, done: 0 });
  return context;
}

/** Filled rows are rows of patients: those of a study stay in it. */
function refuseFilledRows(source: RowsSource, out: string | undefined): void {
  if (out === undefined || source.kind === 'table') return;
  throw new Failure(
    'disclosure',
    "Rows of a cohort with their gaps filled are patients' rows: they cannot be written outside the study.",
  );
}

function sentenceOf({ cellRow, rows, scores }: Imputation): string {
  const made = `${cellRow.length.toLocaleString('en')} missing cells in ${rows.toLocaleString('en')} rows.`;
  if (!scores) return made;
  const { numbers, classes } = scores;
  const parts = [
    numbers &&
      `error of hidden numbers ${numbers.model.toFixed(3)} (chained ridge ${numbers.chainedRidge.toFixed(3)}, mean ${numbers.mean.toFixed(3)})`,
    classes &&
      `hidden categories right in ${(100 * classes.model).toFixed(1)} % (${(100 * classes.chainedRidge).toFixed(1)} %, ${(100 * classes.mean).toFixed(1)} %)`,
  ].filter(Boolean);
  return `${made} Checked on hidden cells: ${parts.join('; ')}.`;
}

/** The filled table, and one beside it for each draw: `filled.csv`, `filled-1.csv` … */
function writeFilled({ table }: PreparedRows, filled: Imputation, out: string): string[] {
  const cells = filled.cellRow.length;
  const write = (path: string, fillOf: (cell: number) => number) => {
    const columns = table.columns.map((column) => ({ ...column, values: column.values.slice() }));
    for (let cell = 0; cell < cells; cell++) {
      columns[filled.cellColumn[cell]!]!.values[filled.cellRow[cell]!] = fillOf(cell);
    }
    publishFile(path, new TextEncoder().encode(rowsCsv(columns, table.rows)));
    return path;
  };
  const path = resolve(out);
  const beside = (draw: number) => path.replace(/(\.[a-z]+)?$/i, `-${draw + 1}$1`);
  return [
    write(path, (cell) => filled.cellValue[cell]!),
    ...Array.from({ length: filled.draws }, (_, draw) =>
      write(beside(draw), (cell) => filled.drawn[draw * cells + cell]!),
    ),
  ];
}

/** Cells by whose they are and what a reader calls their column. */
function namedCells({ table, whom, preparation }: PreparedRows, found: Outliers): UnusualCells['cells'] {
  const labels = new Map(preparation.columns.map(({ name, label }) => [name, label]));
  return Array.from(found.cellRow, (row, i) => {
    const column = table.columns[found.cellColumn[i]!]!;
    const bound = (value: number) => (Number.isNaN(value) ? null : value);
    return {
      whom: whom(row),
      column: labels.get(column.name) ?? column.name,
      score: found.cellScore[i]!,
      cell: cellText(column, column.values[row]!) ?? '',
      expected: cellText(column, found.cellExpected[i]!) ?? '',
      low: bound(found.cellLow[i]!),
      high: bound(found.cellHigh[i]!),
    };
  });
}
