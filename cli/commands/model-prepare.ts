import type { Command } from 'commander';
import type { ColumnDoubt } from '../../contract/model.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { open } from './model-answer.ts';
import { type SourceOptions, sourceOf, withSource } from './model-source.ts';

const doubts: Readonly<Record<ColumnDoubt, string>> = {
  'near-copy': 'by itself it nearly tells the outcome: a copy of it, or known only afterwards?',
  'gaps-tell': 'whether it is missing nearly tells the outcome',
  constant: 'one value everywhere: left out',
  'all-missing': 'no value at all: left out',
  'mostly-missing': 'half of it or more is missing',
};

async function prepare(terminal: Terminal, options: SourceOptions): Promise<void> {
  const source = sourceOf(options);
  await open(terminal, options.study);
  const outlook = await terminal.backend.call('model.prepare', { source }, terminal);
  if (options.json) {
    terminal.print(JSON.stringify(outlook));
    return;
  }
  const { preparation, persons, target, columns } = outlook;
  terminal.print(`${target.name}: known in ${target.known} of ${preparation.rows} rows of ${persons} persons\n`);
  if (target.classes) {
    terminal.print(
      `${textTable(
        ['outcome', 'rows'],
        target.classes.map(({ name, rows }) => [name, rows]),
      )}\n`,
    );
  }
  const rows = columns.map((c) => [c.label, c.kind, c.missing, c.doubts.map((doubt) => doubts[doubt]).join('; ')]);
  terminal.print(textTable(['feature', 'read as', 'missing', 'to think about'], rows));
  for (const notice of preparation.notices) terminal.note(notice);
}

export function addPrepareCommand(model: Command): void {
  withSource(
    model.command('prepare').description('what would be read, and what of it may give the outcome away; asks no model'),
  ).action((options: SourceOptions) => onTerminal((t) => prepare(t, options), options.json === true));
}
