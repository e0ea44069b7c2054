import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { ConceptSetExpression, ResolvedConcept } from '../../contract/vocabulary.ts';
import { fileFailure } from '../../core/study/durable-file.ts';
import { readSetText } from '../../core/vocabulary/sets/read-set.ts';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { conceptHead, conceptRow, type OnDataset, openVocabulary, withDataset } from './concept.ts';

interface ResolveOptions extends OnDataset {
  readonly limit: number;
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw fileFailure(error, path);
  }
}

/** A file where there is one, or a concept set of the open study. */
async function expressionOf(terminal: Terminal, fileOrName: string): Promise<ConceptSetExpression> {
  if (!existsSync(fileOrName)) return (await terminal.backend.call('conceptSet.get', { name: fileOrName })).expression;
  const { expression, warnings } = readSetText(readFile(fileOrName), `“${basename(fileOrName)}”`);
  for (const warning of warnings) terminal.note(warning);
  return expression;
}

const reason = ({ item, how, levels }: ResolvedConcept['because'][number]) =>
  ({
    itself: `item ${item + 1}`,
    descendant: `item ${item + 1}, ${levels} below`,
    mapped: `item ${item + 1}, mapped to it`,
  })[how];

async function resolve(terminal: Terminal, fileOrName: string, options: ResolveOptions): Promise<void> {
  await openVocabulary(terminal, options);
  const expression = await expressionOf(terminal, fileOrName);
  const { dataset, limit, json } = options;
  const set = await terminal.backend.call('vocabulary.resolve', { dataset, expression, limit }, terminal);
  if (json) return terminal.print(JSON.stringify(set));
  const rows = set.page.map((c) => [...conceptRow(c), c.because.map(reason).join('; ')]);
  terminal.print(textTable([...conceptHead, 'because of'], rows));
  const count = (value: number | null) => value?.toLocaleString('en') ?? '—';
  terminal.print(
    `\n${count(set.concepts)} concepts (${count(set.excluded)} excluded)${set.concepts > rows.length ? `, the first ${rows.length} shown` : ''}: ${count(set.persons)} persons, ${count(set.records)} records.`,
  );
  const unknown = expression.items.filter((_, i) => set.items[i]?.concept === null);
  if (unknown.length > 0)
    terminal.note(
      `The vocabulary does not know ${unknown.length} of ${expression.items.length} concepts: ${unknown
        .slice(0, 5)
        .map(({ concept }) => concept.CONCEPT_ID)
        .join(', ')}${unknown.length > 5 ? ' …' : ''}.`,
    );
}

async function list(terminal: Terminal, { study, json }: OnDataset): Promise<void> {
  await terminal.backend.call('study.open', { path: study });
  const sets = await terminal.backend.call('conceptSet.list', {});
  if (json) terminal.print(JSON.stringify(sets));
  else
    terminal.print(
      textTable(
        ['concept set', 'items', 'used by'],
        sets.map(({ name, items, usedBy }) => [name, items, usedBy.join(', ')]),
      ),
    );
}

async function add(terminal: Terminal, paths: string[], { study, json }: OnDataset): Promise<void> {
  await terminal.backend.call('study.open', { path: study });
  const added = await terminal.backend.call('conceptSet.open', { paths });
  if (json) terminal.print(JSON.stringify(added));
  else for (const { name, items } of added) terminal.print(`${name}: ${items.toLocaleString('en')} items`);
}

export function addConceptSetCommands(program: Command): void {
  const set = program.command('concept-set').description('concept sets of a study');
  withDataset(set.command('resolve'))
    .description('what a concept set comes to in a dataset: exactly the concepts a cohort would use')
    .argument('<file-or-name>', 'ATLAS JSON, CSV or a list of ids; or a concept set of the study')
    .option('--limit <n>', 'most concepts shown', wholeNumber(1, 2000), 50)
    .action((fileOrName: string, options: ResolveOptions) =>
      onTerminal((terminal) => resolve(terminal, fileOrName, options), options.json === true),
    );
  set
    .command('list')
    .description('the concept sets kept in a study, and the cohorts that use them')
    .requiredOption('--study <folder>', 'the study')
    .option('--json', 'one JSON document on standard output')
    .action((options: OnDataset) => onTerminal((terminal) => list(terminal, options), options.json === true));
  set
    .command('add')
    .description('keep ATLAS JSON, CSV or lists of ids in a study, each under its file name')
    .argument('<file...>')
    .requiredOption('--study <folder>', 'the study')
    .option('--json', 'one JSON document on standard output')
    .action((paths: string[], options: OnDataset) =>
      onTerminal((terminal) => add(terminal, paths, options), options.json === true),
    );
}
