import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Failure } from '../../contract/index.ts';
import { quantileOfSorted } from '../../core/inference/ranks.ts';
import { type Bench, type BenchOptions, type BenchResult, type Sides, summarised } from '../bench/bench.ts';
import { cohortBench } from '../bench/cohort.ts';
import { encryptionBench } from '../bench/encryption.ts';
import { type Growth, measureGrowth } from '../bench/growth.ts';
import { importBench } from '../bench/import.ts';
import { modelBench } from '../bench/model.ts';
import { measureRelease, type ReleaseStep } from '../bench/release.ts';
import { vocabularyBench } from '../bench/vocabulary.ts';
import { windowBench } from '../bench/window.ts';
import { wholeNumber, wholeNumbers } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

const benches: readonly Bench[] = [importBench, windowBench, cohortBench, vocabularyBench, modelBench, encryptionBench];
const growth = 'growth';
const release = 'release';

interface Options extends Omit<BenchOptions, 'threads' | 'memoryLimit' | 'data'> {
  readonly data?: readonly string[];
  readonly sizes: readonly number[];
  readonly threads?: number;
  readonly memory?: string;
  readonly json?: boolean;
}

function chosen(names: readonly string[]): readonly Bench[] {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0)
    throw new Failure(
      'usage',
      `There is no benchmark “${unknown.join(', ')}”. There are: ${benches.map(({ name }) => name).join(', ')}, ${growth}, ${release}.`,
    );
  return names.length === 0 ? benches : benches.filter(({ name }) => names.includes(name));
}

async function inFreshFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'stillroom-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bench(terminal: Terminal, names: readonly string[], asked: Options): Promise<void> {
  const { limits } = terminal.backend.session.options;
  const { json, threads = limits.threads, memory: memoryLimit = limits.memoryLimit, sizes, data, ...rest } = asked;
  const options: BenchOptions = { ...rest, threads, memoryLimit };
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    threads,
    memoryLimit,
    node: process.versions.node,
  };
  const line = `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB; ${threads} threads, ${memoryLimit} for DuckDB\n`;
  if (names.includes(growth)) {
    if (names.length > 1) throw new Failure('usage', `“${growth}” has no peer and is measured alone.`);
    const populations = data ?? sizes;
    const found = await inFreshFolder((folder) => measureGrowth(terminal, folder, populations, options));
    if (json) return terminal.print(JSON.stringify({ machine, growth: found }));
    terminal.print(line);
    return printGrowth(terminal, found);
  }
  if (names.includes(release)) {
    if (names.length > 1) throw new Failure('usage', `“${release}” has no peer and is measured alone.`);
    const found = await inFreshFolder((folder) => measureRelease(terminal, folder));
    return json ? terminal.print(JSON.stringify({ machine, release: found })) : printRelease(terminal, found);
  }
  const results: BenchResult[] = [];
  const measured = data?.[0] === undefined ? options : { ...options, data: data[0] };
  for (const one of chosen(names))
    results.push(...(await inFreshFolder((folder) => one.run(terminal, folder, measured))));
  const summaries = [...new Set(results.map(({ name }) => name))].map((name) =>
    summarised(
      name,
      results.filter((result) => result.name === name),
    ),
  );
  if (json) terminal.print(JSON.stringify({ machine, results, summaries }));
  else {
    terminal.print(line);
    printResults(terminal, results, summaries);
  }
  refuseProblems(results);
}

const printGrowth = ({ print }: Terminal, found: readonly Growth[]) =>
  print(
    textTable(
      ['population', 'persons', 'definitions', 'rows', 'seconds', 'DuckDB at most (MB)', 'process at most (MB)'],
      found.map((g) => [g.data, g.persons, g.definitions, g.rows, rounded(g.seconds), g.duckdbMb, g.processMb]),
    ),
  );

const printRelease = ({ print }: Terminal, found: readonly ReleaseStep[]) =>
  print(
    textTable(
      ['step', 'seconds'],
      found.map(({ step, seconds: taken }) => [step, rounded(taken)]),
    ),
  );

/** More rounds than can be asked for are told by two of their percentiles. */
const mostRounds = 50;
function seconds(values: readonly number[]): string {
  if (values.length <= mostRounds) return values.map((ms) => (ms / 1000).toFixed(3)).join(' ');
  const sorted = Float64Array.from(values).sort();
  const at = (level: number) => (quantileOfSorted(sorted, level) / 1000).toFixed(4);
  return `${at(0.5)}, 95 of 100 up to ${at(0.95)} (${values.length} times)`;
}
/** What some benchmarks tell of both sides beside their times. */
const moreColumns: readonly { name: string; digits: number; of: (result: BenchResult) => Sides | undefined }[] = [
  { name: 'AUC', digits: 3, of: ({ auc }) => auc },
  { name: 'processor (s)', digits: 1, of: ({ cpuSeconds }) => cpuSeconds },
  { name: 'peak MB', digits: 0, of: ({ peakMb }) => peakMb },
];
const rounded = (value: number) => Number(value.toFixed(2));

function printResults(
  { print }: Terminal,
  results: readonly BenchResult[],
  summaries: readonly ReturnType<typeof summarised>[],
): void {
  const more = moreColumns.filter(({ of }) => results.some((result) => of(result) !== undefined));
  const pair = (sides: Sides | undefined, digits: number) =>
    [sides?.ours, sides?.theirs].map((value) => value?.toFixed(digits) ?? '—').join(' / ');
  print(
    textTable(
      ['benchmark', 'work', 'ours (s)', 'peer (s)', 'peer / ours', 'peer', ...more.map(({ name }) => name)],
      results.map((r) => [
        r.name,
        r.work,
        seconds(r.ours),
        seconds(r.theirs),
        Number.isFinite(r.ratio) ? rounded(r.ratio) : null,
        r.problem ?? r.peer,
        ...more.map(({ of, digits }) => pair(of(r), digits)),
      ]),
    ),
  );
  const several = summaries.filter(({ compared, withProblem }) => compared + withProblem > 1);
  if (several.length === 0) return;
  print('');
  print(
    textTable(
      ['benchmark', 'compared', 'with a problem', 'geometric mean', 'worst', 'of', 'slower', 'ours (s)', 'peer (s)'],
      several.map((s) => [
        s.name,
        s.compared,
        s.withProblem,
        s.worst && rounded(s.geometricMean),
        s.worst && rounded(s.worst.ratio),
        s.worst?.work,
        s.slower,
        rounded(s.oursMs / 1000),
        rounded(s.theirsMs / 1000),
      ]),
    ),
  );
}

function refuseProblems(results: readonly BenchResult[]): void {
  const wrong = results.filter(({ problem }) => problem !== undefined);
  if (wrong.length === 0) return;
  const lines = wrong.map(({ work, problem }) => `  ${work}: ${problem}`);
  throw new Failure('sql', `${wrong.length} of ${results.length} could not be compared:\n${lines.join('\n')}`);
}

export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description('benchmarks, each beside a named peer in one run; without a name, all')
    .addHelpText(
      'after',
      `
Benchmarks:
${benches.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}
  ${growth.padEnd(8)} time and memory of the sample's cohort definitions as the population grows, without a peer
  ${release.padEnd(8)} eleven findings of the sample: made, checked, exported as one signed bundle, verified; without a peer

“cohort” reads definitions (<name>.json) and reference SQL (<name>.sql: DuckDB statements, a line “--;;” between two) as
OHDSI's generator and SqlRender emit it: it reads the catalog cdm and writes to the tables of the catalog results. Both
sides must give the same rows, persons, dates and inclusion statistics; a difference is an exit code other than 0.`,
    )
    .argument('[name...]')
    .option('--persons <n>', 'size of the population', wholeNumber(1, 10_000_000), 20_000)
    .option('--rounds <n>', 'times each', wholeNumber(1, mostRounds), 3)
    .option('--threads <n>', 'threads for DuckDB; both sides have the same', wholeNumber(1, 1024))
    .option('--memory <size>', 'memory for DuckDB, such as 4GB')
    .option('--definitions <folder>', 'cohort, growth: definitions')
    .option('--reference <folder>', 'cohort: reference SQL of these definitions')
    .option('--data <path...>', 'import, cohort, growth: OMOP folders or DuckDB files, in place of made populations')
    .option('--sizes <n,n>', 'growth: sizes of the populations', wholeNumbers, [10_000, 100_000])
    .option('--study <folder>', 'cohort: a study, in place of a made population')
    .option('--dataset <name>', 'cohort: its dataset, where there are several')
    .option('--json', 'one JSON document on standard output')
    .action((names: string[], options: Options) =>
      onTerminal((terminal) => bench(terminal, names, options), options.json === true),
    );
}
