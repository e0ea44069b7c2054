import type { Command } from 'commander';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { digits, open, show } from './model-answer.ts';
import { type RowsOptions, rowsOf, withRows } from './model-source.ts';

interface ImputeOptions extends RowsOptions {
  readonly draws: number;
  readonly out?: string;
}

interface OutlierOptions extends RowsOptions {
  readonly most: number;
  readonly plant?: boolean;
}

async function impute(terminal: Terminal, o: ImputeOptions): Promise<void> {
  await open(terminal, o.study);
  const { draws, out, seed, model } = o;
  const answer = await terminal.backend.call('model.impute', { source: rowsOf(o), draws, out, seed, model }, terminal);
  show(terminal, o.json, answer, () => {
    terminal.print(`${answer.title}\n\n${answer.sentence}\n`);
    const gaps = new Map(answer.columns.map(({ name, missing }) => [name, missing]));
    const labels = new Map(answer.preparation.columns.map(({ name, label }) => [name, label]));
    const rows = (answer.scores?.columns ?? []).map(({ name, kind, errors }) => [
      labels.get(name) ?? name,
      kind === 'number' ? 'NRMSE' : 'right',
      gaps.get(name) ?? 0,
      ...[errors.model, errors.chainedRidge, errors.mean, errors.median].map(digits),
    ]);
    terminal.print(textTable(['column', 'measure', 'missing', 'model', 'chained ridge', 'mean', 'median'], rows));
    for (const file of answer.files) terminal.note(`Written: ${file}`);
  });
}

async function outliers(terminal: Terminal, o: OutlierOptions): Promise<void> {
  await open(terminal, o.study);
  const { most, plant = false, seed, model } = o;
  const answer = await terminal.backend.call(
    'model.outliers',
    { source: rowsOf(o), most, plant, seed, model },
    terminal,
  );
  show(terminal, o.json, answer, () => {
    if (answer.scores) {
      const { planted, cellAuc, rowAuc } = answer.scores;
      terminal.print(
        `${planted} planted errors: told from other cells with AUC ${digits(cellAuc.model)} (${digits(cellAuc.univariate)} by distance from the median), from other rows with ${digits(rowAuc.model)} (${digits(rowAuc.univariate)}).\n`,
      );
    }
    const rows = answer.cells.map((c) => [
      c.whom,
      c.column,
      c.cell,
      c.low === null ? c.expected : `${c.expected} (${c.low.toPrecision(4)} to ${c.high?.toPrecision(4)})`,
      Number(c.score.toFixed(2)),
    ]);
    terminal.print(textTable(['row', 'column', 'value', 'expected', 'nats'], rows));
  });
}

export function addCellCommands(model: Command): void {
  withRows(model.command('impute').description('fill missing cells, checked on hidden ones'))
    .option('--draws <n>', 'filled tables for multiple imputation', wholeNumber(0, 50), 0)
    .option('--out <file>', 'the filled table as CSV; of a plain table only')
    .action((options: ImputeOptions) => onTerminal((t) => impute(t, options), options.json === true));
  withRows(model.command('outliers').description('cells that the rest of their row contradicts; stays in the study'))
    .option('--most <n>', 'how many are named', wholeNumber(1, 10_000), 20)
    .option('--plant', 'also plant errors into a copy, and say how many are found')
    .action((options: OutlierOptions) => onTerminal((t) => outliers(t, options), options.json === true));
}
