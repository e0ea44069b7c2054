import { tableFromIPC } from '@uwdata/flechette';
import { type Command, Option } from 'commander';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface SqlOptions {
  readonly study: string;
  readonly dataset?: string;
  readonly format: 'json' | 'csv' | 'table';
  readonly limit: number;
}

type Cell = string | number | boolean | null;

/** A value of an Arrow column as JSON can carry it. */
function cellOf(value: unknown, type: string): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof Date) return type === 'DATE' ? value.toISOString().slice(0, 10) : value.toISOString();
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

const csvField = (cell: Cell) =>
  cell === null ? '' : /[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);

async function sql(terminal: Terminal, query: string, { study, dataset, format, limit }: SqlOptions): Promise<void> {
  await terminal.backend.call('study.open', { path: study });
  const { columns, rows, truncated, table, notes } = await terminal.backend.call(
    'sql.run',
    { sql: query, dataset, limit },
    terminal,
  );
  const arrow = tableFromIPC(table, { useBigInt: true, useDate: true });
  const vectors = columns.map((_, c) => arrow.getChildAt(c));
  const body = Array.from({ length: rows }, (_, r) => columns.map(({ type }, c) => cellOf(vectors[c]?.at(r), type)));
  if (format === 'json') terminal.print(JSON.stringify({ columns, rows: body, truncated }));
  else if (format === 'csv')
    terminal.print(
      [columns.map((c) => csvField(c.name)), ...body.map((row) => row.map(csvField))]
        .map((row) => row.join(','))
        .join('\n'),
    );
  else
    terminal.print(
      textTable(
        columns.map((c) => c.name),
        body,
      ),
    );
  for (const note of notes) terminal.note(note);
  if (truncated) terminal.note(`Only the first ${limit} rows are shown; raise --limit for more.`);
}

export function addSqlCommand(program: Command): void {
  program
    .command('sql')
    .description('one locked SELECT over the dataset and results.cohort')
    .argument('<query>')
    .requiredOption('--study <folder>', 'the study')
    .option('--dataset <name>', 'the dataset, where there are several')
    .addOption(new Option('--format <format>').choices(['json', 'csv', 'table']).default('table'))
    .option('--json', 'the same as --format json')
    .option('--limit <n>', 'most rows', wholeNumber(1, 1_000_000), 10_000)
    .action((query: string, options: SqlOptions & { json?: boolean }) => {
      const format = options.json ? 'json' : options.format;
      return onTerminal((terminal) => sql(terminal, query, { ...options, format }), format === 'json');
    });
}
