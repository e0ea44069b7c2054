import type { Command } from 'commander';
import type { AnalysisSource } from '../../contract/analysis.ts';
import { Failure } from '../../contract/index.ts';
import { jsonObject } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface AnalyseOptions {
  readonly study?: string;
  readonly cohort?: string[];
  readonly dataset?: string;
  readonly table?: string;
  readonly params: Record<string, unknown>;
  readonly json?: boolean;
}

function sourceOf({ table, cohort, dataset, study }: AnalyseOptions): AnalysisSource {
  if (table) return { kind: 'table', path: table };
  if (study && cohort?.length) return { kind: 'cohort', cohorts: cohort, dataset };
  if (study) return { kind: 'dataset', dataset };
  throw new Failure(
    'usage',
    'Say what to analyse: --table FILE, or --study FOLDER with one or more --cohort NAME (none for an analysis of a whole dataset).',
  );
}

async function analyse(terminal: Terminal, name: string | undefined, options: AnalyseOptions): Promise<void> {
  if (!name) {
    const list = await terminal.backend.call('analysis.list', {});
    if (options.json) return terminal.print(JSON.stringify(list));
    return terminal.print(
      textTable(
        ['name', 'what it answers', 'runs on'],
        list.map((a) => [a.name, a.summary, a.sources.join(', ')]),
      ),
    );
  }
  const source = sourceOf(options);
  if (options.study) await terminal.backend.call('study.open', { path: options.study });
  const run = await terminal.backend.call('analysis.run', { name, source, params: options.params }, terminal);
  if (options.json)
    return terminal.print(
      JSON.stringify({ ...(run.result as object), run: run.run, sentence: run.sentence, elapsedMs: run.elapsedMs }),
    );
  terminal.print(`${run.title}\n\n${run.sentence}`);
  if (run.run) terminal.print(`\nKept as run ${run.run}: stillroom finding add ${run.run} --study ${options.study}`);
}

export function addAnalyseCommand(program: Command): void {
  program
    .command('analyse')
    .description('run one analysis on cohorts or on a plain table; without a name, list them')
    .argument('[name]')
    .option('--study <folder>', 'the study')
    .option('--cohort <name...>', 'one or more cohorts of the study')
    .option('--dataset <name>', 'the dataset, where there are several')
    .option('--table <file>', 'a CSV, TSV, Parquet or JSON lines file')
    .option('--params <json>', 'parameters as a JSON object', jsonObject, {})
    .option('--json', 'one JSON document on standard output')
    .action((name: string | undefined, options: AnalyseOptions) =>
      onTerminal((terminal) => analyse(terminal, name, options), options.json === true),
    );
}
