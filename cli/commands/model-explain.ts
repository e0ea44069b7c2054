import type { Command } from 'commander';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { digits, open, show } from './model-answer.ts';
import { type SourceOptions, sourceOf, withSource } from './model-source.ts';

interface ExplainOptions {
  readonly folds: number;
  readonly repeats: number;
  readonly shuffles: number;
  readonly seed: number;
  readonly whom?: string;
}

async function explain(terminal: Terminal, o: SourceOptions & ExplainOptions): Promise<void> {
  await open(terminal, o.study);
  const source = sourceOf(o);
  const { model, seed, json } = o;
  if (o.whom) {
    const told = await terminal.backend.call('model.explainPerson', { source, whom: o.whom, seed, model }, terminal);
    return show(terminal, json, told, () => {
      const chances = told.classes?.map(({ name, probability }) => `${name} ${digits(probability)}`).join(', ');
      const number =
        told.number && `${digits(told.number.mean)} (${digits(told.number.low)} to ${digits(told.number.high)})`;
      terminal.print(`${told.target}: ${chances ?? number}\n`);
      const rows = told.contributions.map((c) => [c.feature, c.cell ?? '—', digits(c.contribution), digits(c.error)]);
      terminal.print(textTable(['feature', 'value', `contribution (${told.unit})`, 'error'], rows));
    });
  }
  const { folds, repeats, shuffles } = o;
  const asked = { source, folds, repeats, shuffles, seed, model };
  const answer = await terminal.backend.call('model.explain', asked, terminal);
  const { explanation } = answer;
  const labels = new Map(answer.preparation.columns.map(({ name, label }) => [name, label]));
  show(terminal, json, { ...answer, notices: explanation.notices }, () => {
    terminal.print(`${answer.title}\n\n${answer.sentence}\n`);
    const cells = ({ mean, low, high }: (typeof explanation)['whole']) => [
      digits(mean),
      `${digits(low)} to ${digits(high)}`,
    ];
    terminal.print(
      textTable(
        ['feature', 'shuffled', '95 %', 'left out', '95 %'],
        explanation.features.map((f) => [
          labels.get(f.feature) ?? f.feature,
          ...cells(f.permutation),
          ...cells(f.leaveOut),
        ]),
      ),
    );
  });
}

interface EmbedOptions {
  readonly groups?: number;
  readonly neighbours: number;
  readonly whom?: string;
  readonly seed: number;
}

async function subgroups(terminal: Terminal, o: SourceOptions & EmbedOptions): Promise<void> {
  await open(terminal, o.study);
  const source = sourceOf(o);
  const { seed, model, json } = o;
  if (o.whom) {
    const asked = { source, whom: o.whom, neighbours: o.neighbours, seed, model };
    const told = await terminal.backend.call('model.similar', asked, terminal);
    return show(terminal, json, told, () =>
      terminal.print(
        textTable(
          ['row', 'distance'],
          told.similar.map((s) => [s.whom, digits(s.distance)]),
        ),
      ),
    );
  }
  const answer = await terminal.backend.call('model.subgroups', { source, groups: o.groups, seed, model }, terminal);
  show(terminal, json, answer, () => {
    terminal.print(`${answer.title}\n\n${answer.sentence}\n`);
    const { groups, event } = answer.subgroups;
    const rows = groups.map((g, i) => [
      i + 1,
      g.persons,
      g.withEvent === null ? digits(g.mean) : `${g.withEvent} of ${g.known}`,
      digits(g.stability),
      g.features
        .slice(0, 3)
        .map(({ feature, difference }) => `${feature} ${difference.toFixed(2)}`)
        .join(', '),
    ]);
    terminal.print(textTable(['subgroup', 'persons', event ?? 'mean', 'stability', 'differs most in (SD)'], rows));
  });
}

export function addExplainCommands(model: Command): void {
  const seeded = (command: Command) =>
    withSource(command).option('--seed <n>', 'seed of everything drawn', wholeNumber(0, 2 ** 31), 1);
  seeded(
    model
      .command('explain')
      .description('what each feature is worth on held-out persons, or what carries one prediction'),
  )
    .option('--whom <number>', 'one person (or row, from 1): stays in the study')
    .option('--folds <n>', 'folds', wholeNumber(2, 20), 5)
    .option('--repeats <n>', 'times', wholeNumber(1, 20), 1)
    .option('--shuffles <n>', 'shuffles of each feature in a fold', wholeNumber(1, 20), 3)
    .action((options: SourceOptions & ExplainOptions) => onTerminal((t) => explain(t, options), options.json === true));
  seeded(model.command('embed').description('subgroups by row embedding, or the persons most like one'))
    .option('--groups <n>', 'how many subgroups', wholeNumber(2, 20))
    .option('--whom <number>', 'the persons (or rows) most like this one: stays in the study')
    .option('--neighbours <n>', 'how many', wholeNumber(1, 200), 10)
    .action((options: SourceOptions & EmbedOptions) => onTerminal((t) => subgroups(t, options), options.json === true));
}
