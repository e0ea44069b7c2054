import type { Command } from 'commander';
import type { Output } from '../../contract/index.ts';
import { Failure } from '../../contract/index.ts';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { digits, open, show } from './model-answer.ts';
import { type RowsOptions, rowsOf, withRows } from './model-source.ts';

interface SynthesiseOptions extends RowsOptions {
  readonly rows?: number;
  readonly holdout: number;
  readonly orders: number;
  readonly target?: string;
  readonly out?: string;
  readonly decision?: string;
}

async function synthesise(terminal: Terminal, o: SynthesiseOptions): Promise<void> {
  if ((o.out === undefined) !== (o.decision === undefined)) {
    throw new Failure(
      'usage',
      'To write the rows give both --out FILE and --decision TEXT: why they may be given away.',
    );
  }
  await open(terminal, o.study);
  const { rows, orders, target, seed, model, out, decision } = o;
  const asked = { source: rowsOf(o), rows, orders, target, seed, model, holdout: o.holdout / 100 };
  const ofTable = !o.study && out && decision ? { export: { out, decision } } : {};
  const answer = await terminal.backend.call('model.synthesise', { ...asked, ...ofTable }, terminal);
  const exported =
    o.study && out && decision && answer.run
      ? await terminal.backend.call('synthetic.export', { run: answer.run, out, decision }, terminal)
      : answer.exported;
  show(terminal, o.json, { ...answer, exported } as typeof answer, () => {
    terminal.print(`${answer.title}\n\n${answer.sentence}\n`);
    if (answer.scores) terminal.print(scoresTable(answer.scores));
    for (const problem of answer.problems) terminal.note(`May not leave: ${problem}`);
    if (exported) terminal.note(`Written: ${exported.path}\n         ${exported.report}`);
  });
}

type Scores = NonNullable<Output<'model.synthesise'>['scores']>;

function scoresTable({ model, copula, independent, real, target }: Scores): string {
  const row = (label: string, pick: (one: Scores['model']) => number | null, onReal?: number | null) => [
    label,
    ...[pick(model), pick(copula), pick(independent), onReal].map(digits),
  ];
  return textTable(
    ['', 'model', 'Gaussian copula', 'independent', 'real rows'],
    [
      row('likeness of columns (1 best)', ({ marginals }) => marginals),
      row('error of rank correlations (0 best)', ({ correlations }) => correlations),
      row(`AUC for ${target}, forest trained on them`, ({ useful }) => useful.forest, real.forest),
      row(`AUC for ${target}, line trained on them`, ({ useful }) => useful.linear, real.linear),
      row('told from real rows, AUC (0.5 best)', ({ twoSample }) => twoSample),
      row('membership attack, AUC (0.5 best)', ({ attack }) => attack.membership),
      row('distance to closest record / of others', ({ attack }) => attack.closestRatio),
      row('nearest / second-nearest, over others', ({ attack }) => attack.nearestNeighbourRatio),
    ],
  );
}

export function addSynthesiseCommand(model: Command): void {
  withRows(model.command('synthesise').description('synthetic rows, scored beside the real ones and attacked'))
    .option('--rows <n>', 'how many; as many as there are', wholeNumber(1, 100_000))
    .option('--holdout <percent>', 'persons never read, for scores and attacks', wholeNumber(0, 50), 33)
    .option('--orders <n>', '1: columns by dependency; more: so many random orders', wholeNumber(1, 16), 4)
    .option('--target <column>', 'the column that models trained on them are to tell')
    .option('--out <file>', 'write the rows as CSV or Parquet, if the gate lets them')
    .option('--decision <text>', 'why they may be given away: the ledger keeps it')
    .action((options: SynthesiseOptions) => onTerminal((t) => synthesise(t, options), options.json === true));
}
