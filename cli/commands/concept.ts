import type { Command } from 'commander';
import type { ConceptDetail, FoundConcept } from '../../contract/vocabulary.ts';
import { wholeNumber } from '../parse.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

export interface OnDataset {
  readonly study: string;
  readonly dataset?: string;
  readonly json?: boolean;
}

interface SearchOptions extends OnDataset {
  readonly domain?: string;
  readonly vocabulary?: string;
  readonly standard?: boolean;
  readonly used?: boolean;
  readonly limit: number;
}

/** Opens the study and makes its vocabulary ready, which only the first time takes a while. */
export async function openVocabulary(terminal: Terminal, { study, dataset }: OnDataset): Promise<void> {
  await terminal.backend.call('study.open', { path: study });
  const { concepts, missing } = await terminal.backend.call('vocabulary.prepare', { dataset }, terminal);
  if (concepts === 0) terminal.note('This dataset came without the table “concept”: there is nothing to find.');
  else if (missing.length > 0)
    terminal.note(`This dataset came without ${missing.join(', ')}: what these hold is not known here.`);
}

const standardText = { S: 'standard', C: 'classification' } as const;
const kindOf = ({ standard, invalid }: Pick<FoundConcept, 'standard' | 'invalid'>) =>
  invalid ? { D: 'deleted', U: 'replaced' }[invalid] : standard ? standardText[standard] : 'source';

export const conceptHead = ['id', 'name', 'domain', 'vocabulary', 'code', 'kind', 'records', 'persons'];
export const conceptRow = (c: Omit<FoundConcept, 'matched'>) => [
  String(c.id),
  c.name,
  c.domain,
  c.vocabulary,
  c.code,
  kindOf(c),
  c.records,
  c.persons,
];

async function search(terminal: Terminal, text: string, options: SearchOptions): Promise<void> {
  await openVocabulary(terminal, options);
  const { dataset, domain, vocabulary, standard = false, used = false, limit, json } = options;
  const found = await terminal.backend.call(
    'vocabulary.search',
    { dataset, text, domain, vocabulary, standardOnly: standard, usedOnly: used, limit },
    terminal,
  );
  if (json) return terminal.print(JSON.stringify(found));
  const rows = found.concepts.map((c) => [...conceptRow(c), c.matched ?? '']);
  terminal.print(textTable([...conceptHead, 'found by'], rows));
  terminal.print(
    `\n${found.total.toLocaleString('en')} concepts${found.total > rows.length ? `, the best ${rows.length} shown` : ''}.`,
  );
}

async function show(terminal: Terminal, id: number, options: OnDataset): Promise<void> {
  await openVocabulary(terminal, options);
  const detail = await terminal.backend.call('vocabulary.concept', { dataset: options.dataset, id }, terminal);
  if (options.json) terminal.print(JSON.stringify(detail));
  else printDetail(terminal, detail);
}

function printDetail({ print }: Terminal, detail: ConceptDetail): void {
  const { concept, synonyms, validFrom, validTo, tables, ancestors, descendants } = detail;
  print(`${concept.name} (${concept.id})`);
  print(`${concept.domain}, ${concept.vocabulary} ${concept.code}, ${concept.conceptClass}, ${kindOf(concept)}`);
  print(`Valid from ${validFrom ?? 'unknown'} to ${validTo ?? 'unknown'}.`);
  const count = (value: number | null) => value?.toLocaleString('en') ?? 'not counted';
  print(
    `Records: ${count(concept.records)}; persons: ${count(concept.persons)}; records with descendants: ${count(concept.recordsBelow)}.`,
  );
  if (synonyms.length > 0) print(`Also: ${synonyms.join('; ')}`);
  const parts = [
    ['Parents', detail.parents, ` (${ancestors.toLocaleString('en')} ancestors)`],
    ['Children', detail.children, ` (${descendants.toLocaleString('en')} descendants)`],
    ['Maps to', detail.mapsTo, ''],
    ['Mapped from', detail.mappedFrom, ''],
  ] as const;
  for (const [title, concepts, note] of parts)
    if (concepts.length > 0) print(`\n${title}${note}\n\n${textTable(conceptHead, concepts.map(conceptRow))}`);
  if (tables.length > 0)
    print(
      `\nWhere the data have it\n\n${textTable(
        ['table', 'column', 'records', 'persons'],
        tables.map((t) => [t.table, t.column, t.records, t.persons]),
      )}`,
    );
}

export const withDataset = (command: Command): Command =>
  command
    .requiredOption('--study <folder>', 'the study')
    .option('--dataset <name>', 'the dataset, where there are several')
    .option('--json', 'one JSON document on standard output');

export function addConceptCommands(program: Command): void {
  const concept = program.command('concept').description("concepts of a dataset's vocabulary");
  withDataset(concept.command('search'))
    .description('by name, synonym, code or id: every word must occur, in any order')
    .argument('[text]', 'what to find; without it, the most used', '')
    .option('--domain <domain>', 'only this domain, such as Condition')
    .option('--vocabulary <vocabulary>', 'only this vocabulary, such as SNOMED')
    .option('--standard', 'only standard concepts')
    .option('--used', 'only concepts that the data have, themselves or through a descendant')
    .option('--limit <n>', 'most concepts', wholeNumber(1, 500), 20)
    .action((text: string, options: SearchOptions) =>
      onTerminal((terminal) => search(terminal, text, options), options.json === true),
    );
  withDataset(concept.command('show'))
    .description('one concept: hierarchy, mappings, synonyms, and where the data have it')
    .argument('<id>', 'its concept id', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .action((id: number, options: OnDataset) =>
      onTerminal((terminal) => show(terminal, id, options), options.json === true),
    );
}
