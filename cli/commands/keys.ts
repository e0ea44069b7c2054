import type { Command } from 'commander';
import { Failure } from '../../contract/index.ts';
import { isStudy } from '../../core/study/study.ts';
import { filesAtRest, filesHolding } from '../../core/vault/files-at-rest.ts';
import { hasKeyFile } from '../../core/vault/key-file.ts';
import { askPassphrase, newPassphrase } from '../passphrase.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface Options {
  readonly study: string;
  readonly json?: boolean;
}

async function change(terminal: Terminal, { study, json, newFile }: Options & { readonly newFile?: string }) {
  const { backend, print } = terminal;
  const current = hasKeyFile(study) ? await askPassphrase('Passphrase of the study: ') : '';
  await backend.call('study.open', { path: study, passphrase: current });
  const next = await newPassphrase(newFile);
  await backend.call('study.changePassphrase', { current, next });
  print(json ? JSON.stringify({ changed: true }) : 'The study has its new passphrase. No data was rewritten.');
}

type Destroy = Options & { readonly dataset?: string; readonly confirm?: string };

async function destroy(terminal: Terminal, { study, json, dataset, confirm = '' }: Destroy) {
  const { backend, print } = terminal;
  await backend.call('study.open', { path: study });
  const result = await backend.call('study.destroyKeys', { dataset, confirm });
  if (json) return print(JSON.stringify(result));
  print(
    dataset === undefined
      ? 'All keys of the study are destroyed: nobody can read its data and results any more. Copies of keys.json elsewhere still open copies of the study.'
      : `The key of “${dataset}” is destroyed and its data removed.`,
  );
}

async function check(terminal: Terminal, { study, json, find = [] }: Options & { readonly find?: string[] }) {
  if (!isStudy(study)) throw new Failure('not_found', `“${study}” is not a study: it holds no study.json.`);
  const encrypted = hasKeyFile(study);
  const files = await filesAtRest(study);
  const found = await filesHolding(study, files, find, terminal);
  if (json) terminal.print(JSON.stringify({ encrypted, files, found }));
  else {
    const rows = files.map(({ path, bytes, how }) => [path, bytes, how]);
    terminal.print(textTable(['file', 'bytes', 'on the disk'], rows));
    if (find.length > 0)
      terminal.print(
        `\n${found.length} files hold the text in the clear${found.length ? `: ${found.join(', ')}` : ''}.`,
      );
  }
  if (found.length > 0 && encrypted)
    throw new Failure('integrity', `${found.length} files of this encrypted study hold the text in the clear.`);
}

export function addKeysCommands(program: Command): void {
  const keys = program.command('keys').description('the passphrase and the keys of an encrypted study');
  keys
    .command('change')
    .description('give the study another passphrase; no data is rewritten')
    .requiredOption('--study <folder>', 'the study')
    .option('--new-passphrase-file <file>', 'read the new passphrase from a file')
    .option('--json', 'one JSON document on standard output')
    .action(({ newPassphraseFile, ...options }: Options & { newPassphraseFile?: string }) =>
      onTerminal(
        (terminal) => change(terminal, { ...options, ...(newPassphraseFile ? { newFile: newPassphraseFile } : {}) }),
        options.json === true,
      ),
    );
  keys
    .command('destroy')
    .description('destroy the key of one dataset, or all keys: what they encrypt cannot be read any more')
    .requiredOption('--study <folder>', 'the study')
    .option('--dataset <name>', 'only this dataset, whose data is removed as well')
    .option('--confirm <name>', 'the name of the dataset, or of the study, to say that it is meant')
    .option('--json', 'one JSON document on standard output')
    .action((options: Destroy) => onTerminal((terminal) => destroy(terminal, options), options.json === true));
  keys
    .command('check')
    .description('which files of a study are encrypted on the disk, and whether one holds a text in the clear')
    .requiredOption('--study <folder>', 'the study')
    .option('--find <text...>', 'texts to look for in every file')
    .option('--json', 'one JSON document on standard output')
    .action((options: Options & { find?: string[] }) =>
      onTerminal((terminal) => check(terminal, options), options.json === true),
    );
}
