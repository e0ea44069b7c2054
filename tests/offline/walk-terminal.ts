/** The walk of the terminal: import to a verified bundle with hostile data, and one query that fails. Says what each command said beside its answer. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../e2e/hosts/root.ts';
import { names, pastedDefinition } from './hostile-definition.ts';
import { writeHostileFolder } from './hostile-folder.ts';
import { walkFolder } from './own-profile.ts';

const folder = walkFolder();
const home = join(folder.path, 'home');
const definitions = join(folder.path, 'source', 'cohorts');
const study = ['--study', join(home, 'walked.stillroom')];
const bundle = join(home, 'findings.zip');

/** Runs one command: its answer is data, and what else it says is written on, to be searched. */
function stillroom(wanted: number, ...args: readonly string[]): string {
  const program = join(root, 'out', 'node', 'stillroom.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: { ...process.env, STILLROOM_HOME: home },
    encoding: 'utf8',
  });
  process.stdout.write(`${args[0]}: ${stderr}`);
  if (status !== wanted) throw new Error(`“${args.slice(0, 2).join(' ')}” ended with ${status}, not ${wanted}.`);
  return stdout;
}

/** The one that a command made, as its JSON names it. */
function made(answer: string, key: string): string {
  const [found] = [JSON.parse(answer)].flat() as readonly Record<string, unknown>[];
  return String(found?.[key]);
}

mkdirSync(definitions, { recursive: true });
for (const [name, concept] of [
  ['entry', 201826],
  ['outcome', 316139],
] as const)
  writeFileSync(join(definitions, `${name}.json`), pastedDefinition(concept));
const sql = (query: string) => ['sql', query, ...study];

stillroom(0, 'import', writeHostileFolder(folder.path), ...study, '--name', 'walked');
stillroom(0, ...sql('SELECT * FROM condition_occurrence'));
stillroom(12, ...sql('SELECT CAST(condition_source_value AS INTEGER) FROM condition_occurrence'));
const files = ['entry', 'outcome'].map((name) => join(definitions, `${name}.json`));
const run = made(stillroom(0, 'cohort', 'run', ...files, ...study, '--save', '--json'), 'run');
const outcome = ['--params', JSON.stringify({ outcome: 'outcome' })];
stillroom(0, 'analyse', 'survival', ...study, '--cohort', 'entry', ...outcome, '--json');
const asked = ['--cohort', 'entry', '--outcome', 'outcome', '--to', '150', '--folds', '2', '--repeats', '1'];
stillroom(0, 'model', 'evaluate', ...study, ...asked, '--json');
const id = made(stillroom(0, 'finding', 'add', run, ...study, '--title', names.entry, '--json'), 'id');
stillroom(0, 'export', ...study, '--finding', id, '--out', bundle, '--json');
stillroom(0, 'verify', bundle);
folder.remove();
