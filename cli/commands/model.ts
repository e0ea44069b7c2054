import type { Command } from 'commander';
import { Failure } from '../../contract/index.ts';
import type { PredictionSummary } from '../../contract/model-results.ts';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { addCellCommands } from './model-cells.ts';
import { addExplainCommands } from './model-explain.ts';
import { addPrepareCommand } from './model-prepare.ts';
import { addRegistryCommands } from './model-registry.ts';
import { type SourceOptions, sourceOf, withSource } from './model-source.ts';
import { addSynthesiseCommand } from './model-synthesise.ts';

interface EvaluateOptions extends SourceOptions {
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
  readonly explain?: boolean;
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
  if (options.json) {
    terminal.print(JSON.stringify(summary));
    return;
  }
  const { target, rows, contextRows, notices } = summary;
  terminal.print(`${target}: ${rows} rows predicted from ${contextRows} known ones\n`);
  terminal.print(summaryTable(summary));
  for (const { message } of notices) terminal.note(message);
}

/** Of all rows together: no row's prediction is shown. */
function summaryTable(summary: PredictionSummary): string {
  const digits = (value: number) => value.toFixed(3);
  if (summary.kind === 'number') {
    const { mean, sd, meanWidth80 } = summary;
    return textTable(['mean', 'sd', 'mean width of 80 %'], [[mean, sd, meanWidth80].map(digits)]);
  }
  const classes = summary.classes.map(({ name, meanProbability }) => [name, digits(meanProbability)]);
  const bins = summary.histogram.map(({ low, high, count }) => [`${low.toFixed(1)} to ${high.toFixed(1)}`, count]);
  return `${textTable(['class', 'mean probability'], classes)}\n\n${textTable([`probability of ${summary.event}`, 'rows'], bins)}`;
}

async function list(terminal: Terminal, json: boolean): Promise<void> {
  const { models, refused } = await terminal.backend.call('model.list', {});
  terminal.print(
    json
      ? JSON.stringify({ models, refused })
      : textTable(
          ['model', 'version', 'MB', 'hash'],
          models.map((m) => [m.name, m.version, Number((m.bytes / 1e6).toFixed(1)), m.hash.slice(0, 16)]),
        ),
  );
  for (const { name, reason } of refused) terminal.note(`“${name}” is refused: ${reason}`);
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
  addPrepareCommand(model);
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
  addExplainCommands(model);
  addCellCommands(model);
  addSynthesiseCommand(model);
  addRegistryCommands(model);
}
