import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { TableCheck } from '../../contract/disclosure.ts';
import acroSettings from '../../core/disclosure/settings/acro.json?raw';
import { parseSettings } from '../../core/disclosure/settings.ts';
import { deviationProblem } from '../../core/disclosure/spread-rules.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { type AcroCase, type AcroCases, flaggedByAcro, personsOf, readAcroCases } from './acro-cases.ts';

/** The statuses of cells that a rule for single cells withholds: what ACRO flags. */
const singleCell: ReadonlySet<string> = new Set(['primary', 'dominance']);

interface Compared {
  readonly table: string;
  readonly statistic: string;
  readonly cells: number;
  /** Cells that ACRO flags and `check` does not, and the other way round. */
  readonly missed: readonly string[];
  readonly beyond: readonly string[];
  readonly flagged: number;
}

async function compare(terminal: Terminal, folder: string, file: AcroCases, one: AcroCase): Promise<Compared> {
  const dimensions = [...one.rows, ...one.cols];
  const value = one.agg === 'sum' || one.agg === 'mean' ? one.values : null;
  const path = join(folder, 'table.jsonl');
  const settings = join(folder, 'settings.json');
  const own = {
    ...(one.cfg?.safe_threshold === undefined ? {} : { threshold: one.cfg.safe_threshold }),
    ...(one.cfg?.zeros_are_disclosive === false ? { zeros: 'publish' } : {}),
  };
  const rules = JSON.stringify({ ...JSON.parse(acroSettings), ...own });
  writeFileSync(settings, rules);
  writeFileSync(
    path,
    personsOf(file, one)
      .map((person) => JSON.stringify(person))
      .join('\n'),
  );
  const asked = { path, dimensions, settings, ...(value && one.agg ? { value, statistic: one.agg } : {}) };
  const { cells } = await terminal.backend.call('disclosure.check', asked, terminal);
  const ours = new Set(oursOf(cells, one, rules).map(({ at }) => dimensions.map((name) => at[name]).join(' × ')));
  const theirs = new Set(flaggedByAcro(one));
  return {
    table: dimensions.join(' × '),
    statistic: one.agg ? `${one.agg} of ${one.values}` : 'persons',
    cells: one.row_labels.length * one.col_labels.length,
    missed: [...theirs].filter((cell) => !ours.has(cell)),
    beyond: [...ours].filter((cell) => !theirs.has(cell)),
    flagged: theirs.size,
  };
}

/** Cells that are flagged. A standard deviation turns away the whole table for one cell of too few degrees of freedom. */
function oursOf(cells: TableCheck['cells'], one: AcroCase, rules: string): TableCheck['cells'] {
  if (one.agg !== 'std') return cells.filter(({ status }) => singleCell.has(status));
  const policy = parseSettings(rules);
  return cells.some(({ count }) => deviationProblem(count, policy) !== null) ? cells : [];
}

async function checkAcro(terminal: Terminal, path: string, json: boolean): Promise<void> {
  const file = readAcroCases(path);
  const folder = mkdtempSync(join(tmpdir(), 'stillroom-acro-'));
  try {
    const compared: Compared[] = [];
    for (const [at, one] of file.cases.entries()) {
      terminal.onProgress({ stage: 'Comparing', done: at, total: file.cases.length });
      compared.push(await compare(terminal, folder, file, one));
    }
    const same = compared.filter(({ missed, beyond }) => missed.length + beyond.length === 0);
    if (same.length < compared.length) process.exitCode = 1;
    if (json) return terminal.print(JSON.stringify({ cases: compared }));
    const rows = compared.map(({ table, statistic, cells, flagged, missed, beyond }, at) => [
      at + 1,
      table,
      statistic,
      cells,
      flagged,
      missed.join('; ') || '—',
      beyond.join('; ') || '—',
    ]);
    terminal.print(textTable(['case', 'table', 'of', 'cells', 'flagged by ACRO', 'missed', 'beyond'], rows));
    terminal.print(`\n${same.length} of ${compared.length} tables have the same cells flagged as ACRO does.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function addCheckAcroCommand(program: Command): void {
  program
    .command('check-acro')
    .description("checks a file of tables that ACRO has checked, under ACRO's settings: the same cells flagged")
    .argument(
      '<cases>',
      'JSON: {"cases": [{"data", "rows", "cols", "values", "agg", "cfg", "flagged"}]}, and their data',
    )
    .option('--json', 'one JSON document on standard output')
    .action((path: string, { json }: { json?: boolean }) =>
      onTerminal((terminal) => checkAcro(terminal, path, json === true), json === true),
    );
}
