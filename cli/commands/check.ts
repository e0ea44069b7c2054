import type { Command } from 'commander';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface CheckOptions {
  readonly dimensions: string;
  readonly count?: string;
  readonly settings?: string;
  readonly json?: boolean;
}

async function check(
  terminal: Terminal,
  path: string,
  { dimensions, count, settings, json }: CheckOptions,
): Promise<void> {
  const names = dimensions.split(',').map((name) => name.trim());
  const result = await terminal.backend.call(
    'disclosure.check',
    { path, dimensions: names, count, settings },
    terminal,
  );
  if (json) return terminal.print(JSON.stringify(result));
  const rows = [...result.cells, ...result.totals].map(({ at, published, status }) => [
    ...names.map((name) => at[name] ?? 'total'),
    published ?? '—',
    status,
  ]);
  terminal.print(textTable([...names, 'published', 'status'], rows));
  const { primary, secondary } = result.summary;
  terminal.print(`\n${primary} small counts are withheld, and ${secondary} more so that they can't be worked out.`);
}

export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description('the disclosure rules on a table, by hand')
    .argument('<table>', 'CSV, TSV, Parquet or JSON lines')
    .requiredOption('--dimensions <a,b>', 'columns the table is broken down by')
    .option('--count <column>', 'the column of counts; without it a line is a person')
    .option('--settings <file>', "an institution's own rules")
    .option('--json', 'one JSON document on standard output')
    .action((path: string, options: CheckOptions) =>
      onTerminal((terminal) => check(terminal, path, options), options.json === true),
    );
}
