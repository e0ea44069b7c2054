import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { decision } from '../../contract/data.ts';
import { Failure } from '../../contract/index.ts';
import { isStudy, nameFromPath } from '../../core/study/study.ts';
import { hasKeyFile } from '../../core/vault/key-file.ts';
import { newPassphrase } from '../passphrase.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { type InspectOptions, inspect } from './inspect.ts';
import { scoreFiles } from './inspect-score.ts';
import { printAccounts } from './read-accounts.ts';

interface ImportOptions {
  readonly study: string;
  readonly name?: string;
  readonly format?: string;
  readonly decisions?: string;
  readonly encrypt?: boolean;
  readonly json?: boolean;
}

function readDecisions(path: string | undefined) {
  if (!path) return [];
  if (!existsSync(path)) throw new Failure('not_found', `There is no decisions file “${path}”.`);
  try {
    return z.array(decision).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw new Failure(
        'invalid_input',
        `“${path}” is not a list of decisions. Each is {"table", "column", "action", "reason"}, or {"category", "action"} for every column with that identifier (A to R): the action drop, generalise (with "to": year, zip3, age-band or age-90), shift, hash, quarantine or attest.`,
      );
    }
    throw error;
  }
}

/** Opens a study, making it first where there is none: an import is how a study begins in the terminal. */
async function openOrCreate({ backend }: Terminal, path: string, encrypt = false): Promise<void> {
  if (!isStudy(path)) {
    const passphrase = encrypt ? await newPassphrase() : undefined;
    await backend.call('study.create', { path, name: nameFromPath(path), passphrase });
  } else if (encrypt && !hasKeyFile(path)) {
    throw new Failure(
      'conflict',
      `The study “${path}” has no passphrase, and a study is encrypted from its beginning or not at all. Import into a new one.`,
    );
  } else await backend.call('study.open', { path });
}

async function importData(terminal: Terminal, paths: string[], options: ImportOptions): Promise<void> {
  const decisions = readDecisions(options.decisions);
  const isNew = !isStudy(options.study);
  await openOrCreate(terminal, options.study, options.encrypt);
  const { name, format } = options;
  const result = await terminal.backend
    .call('import.load', { paths, name, format, decisions }, terminal)
    .catch(async (error) => {
      // A study that was made for this import and holds nothing goes with it.
      await terminal.backend.call('study.close', {});
      if (isNew) rmSync(options.study, { recursive: true, force: true });
      if (Failure.from(error).code === 'gate')
        terminal.note('To see why and what is advised: stillroom inspect … --suggest decisions.json');
      throw error;
    });
  if (options.json) return terminal.print(JSON.stringify(result));
  terminal.print(
    textTable(
      ['table', 'rows', 'rejected'],
      result.tables.map((t) => [t.name, t.rows, t.rejected]),
    ),
  );
  printAccounts(terminal, result);
  terminal.print(
    `\n${result.persons.toLocaleString('en')} persons in dataset “${result.dataset}”, ${(result.elapsedMs / 1000).toFixed(1)} s.`,
  );
}

async function destroySecrets(terminal: Terminal, act: string, { study, json }: { study: string; json?: boolean }) {
  if (act !== 'destroy')
    throw new Failure('usage', `There is no act “${act}”. Write: stillroom secrets destroy --study …`);
  await terminal.backend.call('study.open', { path: study });
  const result = await terminal.backend.call('data.destroySecrets', {});
  if (json) return terminal.print(JSON.stringify(result));
  terminal.print(
    result.destroyed
      ? 'The secrets are destroyed: shifts and hashes of this study cannot be undone or repeated any more.'
      : 'This study has no secrets: nothing was shifted or hashed.',
  );
}

export function addDataCommands(program: Command): void {
  program
    .command('inspect')
    .description('format, tables and de-identification report of files; imports nothing')
    .argument('<path...>')
    .option('--format <format>', 'read as this format')
    .option('--score', 'the files are labelled texts: print recall and precision per identifier')
    .option('--suggest <file>', 'write the decisions the gate advises for what must be decided, to read and change')
    .option('--weak', 'with --suggest: for weak signs as well')
    .option('--json', 'one JSON document on standard output')
    .action((paths: string[], options: InspectOptions & { readonly score?: true }) =>
      onTerminal(
        async (terminal) =>
          options.score ? scoreFiles(terminal, paths, options.json === true) : inspect(terminal, paths, options),
        options.json === true,
      ),
    );

  program
    .command('secrets')
    .description('the study’s secrets behind shifted dates and hashes')
    .argument('<act>', 'destroy')
    .requiredOption('--study <folder>', 'the study')
    .option('--json', 'one JSON document on standard output')
    .action((act: string, options: { study: string; json?: boolean }) =>
      onTerminal((terminal) => destroySecrets(terminal, act, options), options.json === true),
    );

  program
    .command('import')
    .description('check for identifiers, then load into a study (made where there is none)')
    .argument('<path...>')
    .requiredOption('--study <folder>', 'the study')
    .option('--name <name>', 'name of the dataset')
    .option('--format <format>', 'read as this format')
    .option('--decisions <file>', 'JSON list of decisions on suspected identifiers')
    .option('--encrypt', 'encrypt the new study under a passphrase, which is asked for or read from a file')
    .option('--json', 'one JSON document on standard output')
    .action((paths: string[], options: ImportOptions) =>
      onTerminal((terminal) => importData(terminal, paths, options), options.json === true),
    );
}
