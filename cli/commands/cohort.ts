import { basename } from 'node:path';
import type { Command } from 'commander';
import type { CohortProblem, CohortResult } from '../../contract/cohort.ts';
import { Failure } from '../../contract/index.ts';
import { readDefinitionFile } from '../../core/handlers/cohort.ts';
import { notGenerated } from '../../core/handlers/cohort-generate.ts';
import { tryCohorts } from '../../core/handlers/cohort-run.ts';
import { saveAndRunCohorts } from '../../core/handlers/cohort-run-saved.ts';
import { nameFromFile } from '../../core/study/file-name.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { addCohortCompare } from './cohort-compare.ts';
import { addCohortSql } from './cohort-sql.ts';

const ending = /\.json$/i;

interface RunOptions {
  readonly study: string;
  readonly dataset?: string;
  readonly save?: boolean;
  readonly json?: boolean;
}

type Json = Record<string, unknown>;
type Read = { readonly file: string; readonly name: string } & (
  | { readonly expression: Json; readonly warnings: readonly CohortProblem[]; readonly failure: null }
  | { readonly expression: null; readonly warnings?: undefined; readonly failure: Failure }
);

/** One file that can't be read or, to be kept, needs another name, is that file's failure, not the end of the call. */
function readOne(file: string, save: boolean): Read {
  try {
    const { name, expression, warnings } = readDefinitionFile(file);
    return { file, name: save ? nameFromFile(file, ending) : name, expression, warnings, failure: null };
  } catch (error) {
    return { file, name: basename(file).replace(ending, ''), expression: null, failure: Failure.from(error) };
  }
}

/** In a study a cohort is known by its file's name: of several files of one name none is kept. */
function refuseSameName(read: readonly Read[]): Read[] {
  return read.map((one) => {
    const same = read.filter(({ name, expression }) => expression && name === one.name);
    if (!one.expression || same.length < 2) return one;
    const failure = new Failure(
      'invalid_input',
      `${same.map(({ file }) => `“${file}”`).join(' and ')} would be kept as the same cohort, “${one.name}”, so none of them is. Rename the files, or leave out --save.`,
    );
    return { file: one.file, name: one.name, expression: null, failure };
  });
}

async function generate(
  terminal: Terminal,
  files: readonly string[],
  { study, dataset, save }: RunOptions,
): Promise<CohortResult[]> {
  const each = files.map((file) => readOne(file, save === true));
  const read = save ? refuseSameName(each) : each;
  await terminal.backend.call('study.open', { path: study });
  const ready = read.flatMap(({ name, expression }) => (expression ? [{ name, expression }] : []));
  const context = { signal: terminal.signal, progress: terminal.onProgress };
  const generateAll = save ? saveAndRunCohorts : tryCohorts;
  const results = await generateAll(terminal.backend.session, ready, dataset, context);
  let next = 0;
  return read.map(({ file, name, warnings, failure }) => {
    if (failure) return { file, ...notGenerated(name, failure.toWire()) };
    const result = results[next++]!;
    return { file, ...result, warnings: [...warnings, ...result.warnings] };
  });
}

const entrySteps: Readonly<Record<CohortResult['entry'][number]['step'], string>> = {
  found: 'found',
  observed: 'with enough observation around it',
  limited: 'within the limit of the entry events',
  qualified: 'qualified',
};

async function run(terminal: Terminal, files: string[], options: RunOptions): Promise<void> {
  const results = await generate(terminal, files, options);
  if (options.json) terminal.print(JSON.stringify(results));
  else {
    terminal.print(
      textTable(
        ['cohort', 'persons', 'entries', 'ms'],
        results.map((r) => [r.name, r.persons, r.rows, Math.round(r.elapsedMs)]),
      ),
    );
    for (const { entry, name } of results.filter((r) => r.entry.length > 0)) {
      const rows = entry.map(({ step, persons, events }) => [entrySteps[step], persons, events]);
      terminal.print(`\n${name}: what the entry event itself lost\n`);
      terminal.print(textTable(['step', 'persons', 'events'], rows));
    }
    for (const { attrition, name } of results.filter((r) => r.attrition.rules.length > 0)) {
      const rows = attrition.rules.map((rule) => [
        rule.name,
        rule.persons,
        rule.personsGain,
        rule.events,
        rule.eventsGain,
      ]);
      terminal.print(
        `\n${name}: ${attrition.persons.entry.toLocaleString('en')} persons with an entry event, ${attrition.persons.final.toLocaleString('en')} after all rules\n`,
      );
      terminal.print(textTable(['rule', 'persons', 'lost by it alone', 'events', 'lost by it alone'], rows));
    }
  }
  for (const { name, warnings } of results)
    for (const { path, message } of warnings) terminal.note(`${name}: ${path}: ${message}`);
  const failed = results.filter((result) => result.failure);
  for (const { file, failure } of failed) terminal.note(`${file}: ${failure?.message}`);
  if (failed[0]?.failure)
    throw Failure.fromWire({
      ...failed[0].failure,
      message: `${failed.length} of ${results.length} definitions could not be generated.`,
    });
}

async function check(terminal: Terminal, files: string[], json: boolean): Promise<void> {
  const checked = await Promise.all(
    files.map(async (file) => {
      const { name, expression, warnings } = readDefinitionFile(file);
      const checked = await terminal.backend.call('cohort.check', { expression });
      const problems = [...warnings, ...checked.problems];
      const supported = !problems.some(({ severity }) => severity !== 'warning');
      return { file, name, supported, problems };
    }),
  );
  if (json) terminal.print(JSON.stringify(checked.length === 1 ? checked[0] : checked));
  else
    for (const { name, problems } of checked)
      terminal.print(
        problems.length === 0
          ? `${name}: everything in it is supported.`
          : [`${name}:`, ...problems.map((p) => `  ${p.severity} at ${p.path}: ${p.message}`)].join('\n'),
      );
  const refused = checked.find(({ supported }) => !supported);
  if (refused) {
    const invalid = refused.problems.some(({ severity }) => severity === 'invalid');
    throw new Failure(invalid ? 'invalid_input' : 'unsupported', `“${refused.name}” can't be generated as it is.`, {
      problems: refused.problems,
    });
  }
}

async function explain(terminal: Terminal, file: string, json: boolean): Promise<void> {
  const { expression, name, warnings } = readDefinitionFile(file);
  for (const { path, message } of warnings) terminal.note(`warning at ${path}: ${message}`);
  const { explanation, problems } = await terminal.backend.call('cohort.check', { expression });
  if (!explanation) {
    const [first] = problems.filter(({ severity }) => severity !== 'warning');
    throw new Failure(
      first?.severity === 'invalid' ? 'invalid_input' : 'unsupported',
      `“${name}” can't be read: at ${first?.path}: ${first?.message}`,
      { problems },
    );
  }
  if (json) terminal.print(JSON.stringify({ name, explanation }));
  else
    for (const { heading, sentences } of explanation.sections)
      terminal.print(`${heading}\n${sentences.map((s) => `  ${s.text}`).join('\n')}\n`);
}

export function addCohortCommands(program: Command): void {
  const cohort = program.command('cohort').description('OHDSI Circe cohort definitions');
  cohort
    .command('run')
    .description('generate cohorts on a dataset of a study')
    .addHelpText(
      'after',
      `
Each file's result is printed, in the order of the files. A file that can't be generated says why in its
\`failure\`; the others are generated, and with --save kept, all the same, and the exit code is that of the first failure: 10 for a
definition that is wrong, 11 for one that can't be read or isn't supported, 12 when its SQL failed.`,
    )
    .argument('<file...>')
    .requiredOption('--study <folder>', 'the study')
    .option('--dataset <name>', 'the dataset, where there are several')
    .option('--save', 'keep definitions and rows in the study')
    .option('--json', 'one JSON document on standard output')
    .action((files: string[], options: RunOptions) =>
      onTerminal((terminal) => run(terminal, files, options), options.json === true),
    );
  cohort
    .command('check')
    .description('what in a definition is wrong or not supported')
    .argument('<file...>')
    .option('--json', 'one JSON document on standard output')
    .action((files: string[], { json }) =>
      onTerminal((terminal) => check(terminal, files, json === true), json === true),
    );
  cohort
    .command('explain')
    .description('a definition in plain English')
    .argument('<file>')
    .option('--json', 'one JSON document on standard output')
    .action((file: string, { json }) =>
      onTerminal((terminal) => explain(terminal, file, json === true), json === true),
    );
  addCohortSql(cohort);
  addCohortCompare(cohort);
}
