import type { Command } from 'commander';
import { Failure } from '../../contract/index.ts';
import type { ModelSource } from '../../contract/model.ts';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface SourceOptions {
  readonly study?: string;
  readonly dataset?: string;
  readonly cohort?: string;
  readonly outcome?: string;
  readonly from: number;
  readonly to: number;
  readonly table?: string;
  readonly target?: string;
  readonly person?: string;
  readonly exclude?: string[];
  readonly model?: string;
  readonly json?: boolean;
}

interface EvaluateOptions extends SourceOptions {
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
  readonly explain?: boolean;
}

function sourceOf(options: SourceOptions): ModelSource {
  const { table, target, person, study, cohort, outcome, dataset } = options;
  if (table && target) return { kind: 'table', path: table, target, person, exclude: options.exclude ?? [] };
  if (study && cohort && outcome)
    return { kind: 'cohort', dataset, cohort, outcome: { cohort: outcome, fromDay: options.from, toDay: options.to } };
  throw new Failure(
    'usage',
    'Say what to predict: --table FILE --target COLUMN, or --study FOLDER --cohort NAME --outcome NAME.',
  );
}

async function evaluate(terminal: Terminal, options: EvaluateOptions): Promise<void> {
  const source = sourceOf(options);
  if (options.study) await terminal.backend.call('study.open', { path: options.study });
  const { folds, repeats, seed, explain = false, model } = options;
  const made = await terminal.backend.call(
    'model.evaluate',
    { source, folds, repeats, seed, explain, model },
    terminal,
  );
  if (options.json)
    return terminal.print(
      JSON.stringify({
        ...made.evaluation,
        run: made.run,
        title: made.title,
        sentence: made.sentence,
        preparation: made.preparation,
      }),
    );
  terminal.print(`${made.title}\n\n${made.sentence}\n`);
  terminal.print(
    textTable(
      ['measure', 'mean', 'sd', 'low', 'high'],
      Object.entries(made.evaluation.metrics).map(([name, m]) => [
        name,
        ...[m.mean, m.sd, m.low, m.high].map((v) => (v === null ? '—' : v.toFixed(4))),
      ]),
    ),
  );
  for (const notice of [...made.preparation.notices, ...made.evaluation.notices.map(({ message }) => message)])
    terminal.note(notice);
}

async function predict(terminal: Terminal, options: SourceOptions): Promise<void> {
  const source = sourceOf(options);
  if (options.study) await terminal.backend.call('study.open', { path: options.study });
  const { summary } = await terminal.backend.call('model.predict', { source, model: options.model }, terminal);
  terminal.print(options.json ? JSON.stringify(summary) : JSON.stringify(summary, null, 2));
}

async function list(terminal: Terminal, json: boolean): Promise<void> {
  const models = await terminal.backend.call('model.list', {});
  terminal.print(
    json
      ? JSON.stringify(models)
      : textTable(
          ['model', 'version', 'MB', 'hash'],
          models.map((m) => [m.name, m.version, Number((m.bytes / 1e6).toFixed(1)), m.hash.slice(0, 16)]),
        ),
  );
}

async function show(terminal: Terminal, model: string | undefined, json: boolean): Promise<void> {
  const shown = await terminal.backend.call('model.show', { model });
  terminal.print(json ? JSON.stringify(shown) : shown.card);
}

async function verify(terminal: Terminal, model: string | undefined, json: boolean): Promise<void> {
  const verified = await terminal.backend.call('model.verify', { model }, terminal);
  terminal.print(
    json
      ? JSON.stringify(verified)
      : verified.ok
        ? `All ${verified.checked} files are as released.`
        : verified.problems.join('\n'),
  );
  if (!verified.ok) throw new Failure('integrity', 'The model is not as it was released.');
}

const withSource = (command: Command): Command =>
  command
    .option('--study <folder>', 'the study')
    .option('--dataset <name>', 'the dataset, where there are several')
    .option('--cohort <name>', 'whom to predict for')
    .option('--outcome <name>', 'cohort whose entry is the outcome')
    .option('--from <day>', 'first day after the index date on which the outcome counts', wholeNumber(0, 36_500), 1)
    .option('--to <day>', 'last day', wholeNumber(0, 36_500), 365)
    .option('--table <file>', 'a plain table instead of a cohort')
    .option('--target <column>', 'the column to predict')
    .option('--person <column>', 'the column that names the person')
    .option('--exclude <column...>', 'columns to leave out')
    .option('--model <name>', 'which model')
    .option('--json', 'one JSON document on standard output');

export function addModelCommands(program: Command): void {
  const model = program.command('model').description('the on-device model');
  model
    .command('list')
    .description('the models there are')
    .option('--json')
    .action(({ json }) => onTerminal((t) => list(t, json === true), json === true));
  model
    .command('show')
    .description('the model card')
    .argument('[name]')
    .option('--json')
    .action((name, { json }) => onTerminal((t) => show(t, name, json === true), json === true));
  model
    .command('verify')
    .description('are the files as released')
    .argument('[name]')
    .option('--json')
    .action((name, { json }) => onTerminal((t) => verify(t, name, json === true), json === true));
  withSource(
    model.command('evaluate').description('cross-validated: how well would held-out persons have been predicted'),
  )
    .option('--folds <n>', 'folds', wholeNumber(2, 20), 5)
    .option('--repeats <n>', 'times', wholeNumber(1, 20), 2)
    .option('--seed <n>', 'seed of the splits', wholeNumber(0, 2 ** 31), 1)
    .option('--explain', 'also what drives the prediction')
    .action((options: EvaluateOptions) => onTerminal((t) => evaluate(t, options), options.json === true));
  withSource(
    model.command('predict').description('predict the rows whose target is empty from those where it is known'),
  ).action((options: SourceOptions) => onTerminal((t) => predict(t, options), options.json === true));
}
