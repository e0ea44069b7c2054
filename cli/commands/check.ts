import type { Command } from 'commander';
import type { TableCheck } from '../../contract/disclosure.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { addCheckAcroCommand } from './check-acro.ts';
import { addCheckAttackCommand } from './check-attack.ts';
import { addCheckCasesCommand } from './check-cases.ts';

interface CheckOptions {
  readonly dimensions: string;
  readonly count?: string;
  readonly value?: string;
  readonly statistic?: string;
  readonly settings?: string;
  readonly json?: boolean;
}

async function check(terminal: Terminal, path: string, { dimensions, json, ...asked }: CheckOptions): Promise<void> {
  const names = dimensions.split(',').map((name) => name.trim());
  const result = await terminal.backend.call('disclosure.check', { path, dimensions: names, ...asked }, terminal);
  if (json) return terminal.print(JSON.stringify(result));
  const rows = [...result.cells, ...result.totals].map(({ at, published, status }) => [
    ...names.map((name) => at[name] ?? 'total'),
    published ?? '—',
    status,
  ]);
  terminal.print(textTable([...names, 'published', 'status'], rows));
  terminal.print(`\n${inWords(result.summary)}`);
}

function inWords({ primary, secondary, proved, gap }: TableCheck['summary']): string {
  const what = `${primary} cells are withheld by the rules for single cells, and ${secondary} more so that they can't be worked out.`;
  if (primary === 0) return what;
  if (proved) return `${what} Nothing safe withholds less: proved.`;
  return `${what} Whether less would do was not proved${gap === null ? '' : `; at most ${gap} could be saved`}.`;
}

export function addCheckCommand(program: Command): void {
  addCheckAttackCommand(program);
  addCheckCasesCommand(program);
  addCheckAcroCommand(program);
  program
    .command('check')
    .description('the disclosure rules on a table, by hand')
    .argument('<table>', 'CSV, TSV, Parquet or JSON lines')
    .requiredOption('--dimensions <a,b>', 'columns the table is broken down by')
    .option('--count <column>', 'the column of counts; without it a line is a person')
    .option('--value <column>', 'a value of each person, a line a person; with --statistic')
    .option('--statistic <sum|mean>', 'what of the value would be published')
    .option('--settings <file>', "an institution's own rules")
    .option('--json', 'one JSON document on standard output')
    .action((path: string, options: CheckOptions) =>
      onTerminal((terminal) => check(terminal, path, options), options.json === true),
    );
}
