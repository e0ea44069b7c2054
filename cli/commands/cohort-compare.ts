import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Comparison, Difference } from '../../contract/cohort.ts';
import { compareDefinitions } from '../../core/cohort/difference.ts';
import { type Line, linesOf } from '../../core/cohort/outline/lines.ts';
import { outlineCohort } from '../../core/cohort/outline.ts';
import { readDefinitionFile } from '../../core/handlers/cohort.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface StudyOptions {
  readonly study?: string;
  readonly dataset?: string;
  readonly json?: boolean;
}

/** A definition by its file, or, in a study, by its cohort's name. */
async function definition(terminal: Terminal, place: string, study?: string): Promise<Record<string, unknown>> {
  if (study === undefined || existsSync(place)) return readDefinitionFile(place).expression;
  return (await terminal.backend.call('cohort.get', { name: place })).expression;
}

async function diff(terminal: Terminal, a: string, b: string, { study, json }: StudyOptions): Promise<void> {
  if (study !== undefined) await terminal.backend.call('study.open', { path: study });
  const [before, after] = [await definition(terminal, a, study), await definition(terminal, b, study)];
  const difference = compareDefinitions(before, after);
  terminal.print(json ? JSON.stringify(difference) : differenceText(difference));
}

const signs = { same: ' ', moved: '>', added: '+', removed: '-', changed: '~' };

/** The lines that differ, under their headings: removed, added, moved, and changed from and to. */
function differenceText({ isEqual, sections }: Difference): string {
  if (isEqual) return 'They say the same.';
  return sections
    .flatMap(({ heading, lines }) => {
      const changed = lines.filter(({ kind }) => kind !== 'same');
      if (changed.length === 0) return [];
      const shown = changed.flatMap(({ kind, depth, before, after }) => {
        const text = (words: typeof before) => '  '.repeat(depth) + words.map((word) => word.text).join('');
        if (kind === 'changed') return [`${signs.removed} ${text(before)}`, `${signs.added} ${text(after)}`];
        return [`${signs[kind]} ${text(kind === 'removed' ? before : after)}`];
      });
      return [`${heading}\n${shown.join('\n')}`];
    })
    .join('\n\n');
}

async function compare(terminal: Terminal, a: string, b: string, { study, dataset, json }: StudyOptions) {
  await terminal.backend.call('study.open', { path: study ?? '' });
  const comparison = await terminal.backend.call('cohort.compare', { a, b, dataset }, terminal);
  terminal.print(json ? JSON.stringify(comparison) : comparisonText(comparison));
}

function comparisonText({ a, b, both, onlyA, onlyB, firstEntry }: Comparison): string {
  const groups = [
    ['in both', both],
    [`only in ${a.name}`, onlyA],
    [`only in ${b.name}`, onlyB],
  ] as const;
  const table = textTable(
    ['persons', '', 'median age', 'median first entry'],
    groups.map(([label, group]) => [group.persons, label, group.medianAge, group.medianStart]),
  );
  const { sameDay, aSooner, bSooner } = firstEntry;
  const lost = [
    { only: a, other: b, steps: onlyA.lostAt },
    { only: b, other: a, steps: onlyB.lostAt },
  ].flatMap(({ only, other, steps }) =>
    steps.length === 0
      ? []
      : [
          `\nPersons only in ${only.name}, by where ${other.name} loses them\n`,
          textTable(
            ['persons', 'step'],
            steps.map(({ persons, step }) => [persons, step]),
          ),
        ],
  );
  const entries = `\nOf those in both, ${sameDay.toLocaleString('en')} first enter both on the same day, ${aSooner.toLocaleString('en')} enter ${a.name} sooner and ${bSooner.toLocaleString('en')} enter ${b.name} sooner.`;
  return [table, entries, ...lost].join('\n');
}

async function counts(terminal: Terminal, file: string, { study, dataset, json }: StudyOptions): Promise<void> {
  await terminal.backend.call('study.open', { path: study ?? '' });
  const expression = await definition(terminal, file, study);
  const counted = await terminal.backend.call('cohort.counts', { expression, dataset }, terminal);
  if (json) return terminal.print(JSON.stringify(counted));
  const nodes = (outlineCohort(expression)?.sections ?? []).flatMap((section) => section.nodes);
  const texts = new Map(nodes.flatMap((node) => linesOf(node)).map((line: Line) => [line.path, line.text]));
  const rows = counted.counts.map(({ path, events, persons }) => [events, persons, texts.get(path) ?? path]);
  terminal.print(textTable(['events', 'persons', 'criterion by itself'], rows));
}

/** `cohort diff`, `cohort compare` and `cohort counts`. */
export function addCohortCompare(cohort: Command): void {
  cohort
    .command('diff')
    .description('what changed from one definition to another, line by line in plain English')
    .argument('<before>', 'a file, or with --study the name of a cohort')
    .argument('<after>', 'a file, or with --study the name of a cohort')
    .option('--study <folder>', 'the study that has the cohorts')
    .option('--json', 'one JSON document on standard output')
    .action((a: string, b: string, options: StudyOptions) =>
      onTerminal((terminal) => diff(terminal, a, b, options), options.json === true),
    );
  cohort
    .command('compare')
    .description('who is in two generated cohorts of a study, in both and in only one')
    .argument('<a>', 'the name of a cohort')
    .argument('<b>', 'the name of another')
    .requiredOption('--study <folder>', 'the study')
    .option('--dataset <name>', 'the dataset, where there are several')
    .option('--json', 'one JSON document on standard output')
    .action((a: string, b: string, options: StudyOptions) =>
      onTerminal((terminal) => compare(terminal, a, b, options), options.json === true),
    );
  cohort
    .command('counts')
    .description('events and persons of every criterion by itself')
    .argument('<definition>', 'a file, or the name of a cohort of the study')
    .requiredOption('--study <folder>', 'the study')
    .option('--dataset <name>', 'the dataset, where there are several')
    .option('--json', 'one JSON document on standard output')
    .action((file: string, options: StudyOptions) =>
      onTerminal((terminal) => counts(terminal, file, options), options.json === true),
    );
}
