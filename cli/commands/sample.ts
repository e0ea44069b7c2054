import { type Command, Option } from 'commander';
import { generateSample } from '../../datasets/generate.ts';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface SampleOptions {
  readonly persons: number;
  readonly seed: number;
  readonly out: string;
  readonly format: 'parquet' | 'csv';
  readonly json?: boolean;
}

async function sample(terminal: Terminal, { json, ...options }: SampleOptions): Promise<void> {
  const made = await generateSample(options, { signal: terminal.signal, progress: terminal.onProgress });
  if (json) return terminal.print(JSON.stringify(made));
  terminal.print(
    textTable(
      ['table', 'rows'],
      made.tables.map((t) => [t.name, t.rows]),
    ),
  );
  terminal.print(`\n${options.out}, ${(made.elapsedMs / 1000).toFixed(1)} s.`);
}

export function addSampleCommand(program: Command): void {
  program
    .command('sample')
    .description('make a synthetic OMOP population of any size')
    .option('--persons <n>', 'how many', wholeNumber(1, 10_000_000), 2000)
    .option('--seed <n>', 'seed', wholeNumber(0, 2 ** 31), 1)
    .requiredOption('--out <folder>', 'where the files go')
    .addOption(new Option('--format <format>').choices(['parquet', 'csv']).default('parquet'))
    .option('--json', 'one JSON document on standard output')
    .action((options: SampleOptions) => onTerminal((terminal) => sample(terminal, options), options.json === true));
}
