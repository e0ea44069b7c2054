import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Failure } from '../../contract/index.ts';
import type { Bench, BenchResult } from '../bench/bench.ts';
import { importBench } from '../bench/import.ts';
import { windowBench } from '../bench/window.ts';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

const benches: readonly Bench[] = [importBench, windowBench];

interface Options {
  readonly persons: number;
  readonly rounds: number;
  readonly json?: boolean;
}

function chosen(names: readonly string[]): readonly Bench[] {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0)
    throw new Failure(
      'usage',
      `There is no benchmark “${unknown.join(', ')}”. There are: ${benches.map(({ name }) => name).join(', ')}.`,
    );
  return names.length === 0 ? benches : benches.filter(({ name }) => names.includes(name));
}

const seconds = (values: readonly number[]) => values.map((ms) => (ms / 1000).toFixed(2)).join(' ');

async function bench(terminal: Terminal, names: readonly string[], { persons, rounds, json }: Options): Promise<void> {
  const { threads, memoryLimit } = terminal.backend.session.options.limits;
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    threads,
    memoryLimit,
    node: process.versions.node,
  };
  const results: BenchResult[] = [];
  for (const one of chosen(names)) {
    const folder = mkdtempSync(join(tmpdir(), 'stillroom-bench-'));
    try {
      results.push(await one.run(terminal, folder, { persons, rounds }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (json) return terminal.print(JSON.stringify({ machine, results }));
  terminal.print(
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB; ${threads} threads, ${memoryLimit} for DuckDB\n`,
  );
  terminal.print(
    textTable(
      ['benchmark', 'work', 'ours (s)', 'peer (s)', 'peer / ours', 'peer'],
      results.map((r) => [r.name, r.work, seconds(r.ours), seconds(r.theirs), Number(r.ratio.toFixed(2)), r.peer]),
    ),
  );
}

export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description('benchmarks, each beside a named peer in one run; without a name, all')
    .argument('[name...]')
    .option('--persons <n>', 'size of the population', wholeNumber(1, 10_000_000), 20_000)
    .option('--rounds <n>', 'times each', wholeNumber(1, 50), 3)
    .option('--json', 'one JSON document on standard output')
    .action((names: string[], options: Options) =>
      onTerminal((terminal) => bench(terminal, names, options), options.json === true),
    );
}
