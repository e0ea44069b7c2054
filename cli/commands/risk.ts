import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { Failure } from '../../contract/index.ts';
import { type RiskOfSet, type RiskReport, type RiskSource, riskLevel } from '../../contract/risk.ts';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface RiskOptions {
  readonly study?: string;
  readonly dataset?: string;
  readonly qi?: string;
  readonly sensitive?: string;
  readonly ordered?: string;
  readonly population?: number;
  readonly ladders?: string;
  readonly k?: number;
  readonly suppression: number;
  readonly rows?: boolean;
  readonly json?: boolean;
}

const names = (text: string | undefined) =>
  text
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);

function readLadders(path: string | undefined) {
  if (!path) return {};
  if (!existsSync(path)) throw new Failure('not_found', `There is no file of ladders “${path}”.`);
  try {
    return z.record(z.string(), z.array(riskLevel).min(1)).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new Failure(
        'invalid_input',
        `“${path}” is not a file of ladders. It maps a column to its levels, for example {"age": [{"kind": "band", "width": 5}, {"kind": "all"}]}.`,
        {},
        { cause: error },
      );
    throw error;
  }
}

async function sourceOf(terminal: Terminal, path: string | undefined, options: RiskOptions): Promise<RiskSource> {
  if (path) return { kind: 'table', path };
  if (!options.study)
    throw new Failure('usage', 'Say what to look at: a file with one row a person, or --study FOLDER.');
  await terminal.backend.call('study.open', { path: options.study });
  return { kind: 'dataset', dataset: options.dataset };
}

async function risk(terminal: Terminal, path: string | undefined, options: RiskOptions): Promise<void> {
  const source = await sourceOf(terminal, path, options);
  const sensitive = [
    ...(names(options.sensitive) ?? []).map((column) => ({ column, distance: 'equal' as const })),
    ...(names(options.ordered) ?? []).map((column) => ({ column, distance: 'ordered' as const })),
  ];
  const { k, suppression, population } = options;
  const report = await terminal.backend.call(
    'risk.assess',
    {
      source,
      quasiIdentifiers: names(options.qi),
      sensitive,
      population,
      ladders: readLadders(options.ladders),
      ...(k !== undefined && { search: { k, suppression } }),
    },
    terminal,
  );
  if (options.json) return terminal.print(JSON.stringify(report));
  terminal.print(textOf(report, options.rows === true));
}

const percent = (share: number) => `${(100 * share).toFixed(share > 0 && share < 0.001 ? 4 : 1)} %`;

function textOf(report: RiskReport, withRows: boolean): string {
  const worst = [...report.subsets].sort((a, b) => b.own.averageRisk - a.own.averageRisk).slice(0, 15);
  return [
    `${report.source}: ${report.summary}`,
    `Verdict: ${report.verdict} (blocked below k = ${report.policy.block}, a look below ${report.policy.warn}).`,
    setsTable([report.whole]),
    ...(report.whole.diversity.length ? [diversityTable(report.whole)] : []),
    ...populationText(report),
    `Sets of up to three with the highest average risk (${worst.length} of ${report.subsets.length})`,
    setsTable(worst),
    'What one step of generalisation would come to',
    stepsTable(report),
    ...optimalText(report),
    ...(withRows ? ['Rows that drive the risk', rowsTable(report)] : []),
  ].join('\n\n');
}

function setsTable(sets: readonly RiskOfSet[]): string {
  return textTable(
    ['columns', 'k', 'k, missing as any', 'unique', 'below 5', 'average', 'highest', 'lowest'],
    sets.map(({ columns, own, wildcard }) => [
      columns.join(', '),
      own.k,
      (wildcard ?? own).k,
      own.uniques,
      own.below.find(({ limit }) => limit === 5)?.rows ?? null,
      percent(own.averageRisk),
      percent(own.highestRisk),
      percent(own.lowestRisk),
    ]),
  );
}

function diversityTable({ diversity }: RiskOfSet): string {
  return textTable(
    ['sensitive', 'distinct l', 'entropy l', 't', 'distance', 'rows in classes of one value'],
    diversity.map((d) => [d.column, d.distinctL, d.entropyL.toFixed(3), d.t.toFixed(3), d.distance, d.rowsOfOneValue]),
  );
}

function populationText({ population }: RiskReport): string[] {
  if (!population) return [];
  const model = { pitman: 'Pitman (Hoshino 2001)', zayatz: 'Zayatz (1991)' }[population.model];
  return [
    `Of a population of ${population.size.toLocaleString('en')}, about ${percent(population.share)} are expected to be unique (${model}).`,
  ];
}

function stepsTable({ steps }: RiskReport): string {
  return textTable(
    ['column', 'becomes', 'k', 'unique', 'below 5', 'average'],
    steps.map(({ column, to, after }) => [
      column,
      to,
      after.k,
      after.uniques,
      after.below.find(({ limit }) => limit === 5)?.rows ?? null,
      percent(after.averageRisk),
    ]),
  );
}

function optimalText({ optimal }: RiskReport): string[] {
  if (!optimal) return [];
  const looked = `${optimal.evaluated} of ${optimal.nodes} combinations looked at`;
  if (!optimal.best) return [`No generalisation reaches k = ${optimal.k} (${looked}).`];
  const { levels, suppressed, after, loss } = optimal.best;
  return [
    `Least generalisation for k = ${optimal.k}: ${percent(loss)} of the ladders climbed, ${suppressed} rows suppressed, k = ${after.k} (${looked})`,
    textTable(
      ['column', 'level', 'becomes'],
      levels.map(({ column, level, label }) => [column, level, label]),
    ),
  ];
}

function rowsTable({ drivers }: RiskReport): string {
  const more = drivers.more > 0 ? `\n… and ${drivers.more.toLocaleString('en')} more rows in small classes.` : '';
  const table = textTable(
    ['row', 'class size', 'minimal sets of columns'],
    drivers.rows.map(({ row, classSize, minimalSets }) => [row, classSize, minimalSets]),
  );
  return `${table}${more}`;
}

export function addRiskCommand(program: Command): void {
  program
    .command('risk')
    .description('re-identification risk of a table with one row a person, or of the persons of a dataset')
    .argument('[table]', 'a CSV, TSV, Parquet or JSON lines file')
    .option('--study <folder>', 'the study, instead of a file')
    .option('--dataset <name>', 'the dataset, where there are several')
    .option('--qi <a,b>', 'quasi-identifiers; guessed by their names where left out')
    .option('--sensitive <a,b>', 'sensitive columns whose values are equally far apart')
    .option('--ordered <a,b>', 'sensitive columns whose values have an order')
    .option('--population <n>', 'persons the rows are a sample of', wholeNumber(1, 10_000_000_000))
    .option('--ladders <file>', 'levels of generalisation by column, as JSON')
    .option('--k <n>', 'search the least generalisation that reaches this k', wholeNumber(2, 1000))
    .option('--suppression <share>', 'share of rows that may be suppressed for it', Number, 0)
    .option('--rows', 'list the numbers of the rows that drive the risk')
    .option('--json', 'one JSON document on standard output')
    .action((path: string | undefined, options: RiskOptions) =>
      onTerminal((terminal) => risk(terminal, path, options), options.json === true),
    );
}
