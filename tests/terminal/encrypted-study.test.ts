import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stillroom } from './stillroom.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-terminal-encrypted-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const study = join(folder, 'sealed.stillroom');
const source = join(folder, 'omop');
const marker = 'Quillmarker';
const passphrase = file('passphrase', 'quiet copper lantern\n');
const environment = { STILLROOM_HOME: join(folder, 'home'), STILLROOM_PASSPHRASE_FILE: passphrase };
const run = (...args: string[]) => stillroom(args, environment);
const count = ['sql', `SELECT count(*) AS n FROM measurement WHERE measurement_source_value = '${marker}'`];
const readings = 60_000;

const csv = (name: string, header: string, rows: number, row: (i: number) => string) =>
  writeFileSync(join(source, name), `${[header, ...Array.from({ length: rows }, (_, i) => row(i + 1))].join('\n')}\n`);

beforeAll(() => {
  mkdirSync(source);
  csv(
    'person.csv',
    'person_id,gender_concept_id,year_of_birth,race_concept_id,ethnicity_concept_id',
    500,
    (i) => `${i},8507,${1940 + (i % 40)},0,0`,
  );
  csv(
    'measurement.csv',
    'measurement_id,person_id,measurement_concept_id,measurement_date,measurement_type_concept_id,measurement_source_value',
    readings,
    (i) => `${i},${1 + (i % 500)},3004249,2015-01-${10 + (i % 19)},0,${marker}`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files below a folder that hold the marker; one that goes meanwhile holds nothing. */
function marked(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => {
    try {
      return statSync(join(root, name)).isFile() && readFileSync(join(root, name)).includes(marker);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  });
}

describe('an encrypted study at the terminal', () => {
  it('is imported into, found unmarked all the while, and killed on the way leaves no value in the clear', async () => {
    await expect(run('import', source, '--study', study, '--encrypt', '--name', 'whole')).resolves.toMatchObject({
      code: 0,
    });
    const killed = spawn(
      process.execPath,
      [resolve('out/node/stillroom.js'), 'import', source, '--study', study, '--name', 'killed'],
      { env: { ...process.env, ...environment, STILLROOM_THREADS: '1' }, stdio: 'ignore' },
    );
    const ended = once(killed, 'exit');
    const isWriting = () =>
      readdirSync(join(study, 'data')).some(
        (name) => name.startsWith('.importing') && existsSync(join(study, 'data', name, 'dataset.duckdb')),
      );
    const found: string[] = [];
    while (!isWriting() && killed.exitCode === null) await setTimeout(5);
    for (let n = 0; n < 10 && killed.exitCode === null; n++) {
      found.push(...marked(study));
      await setTimeout(5);
    }
    killed.kill('SIGKILL');
    await ended;
    expect([...found, ...marked(study)]).toEqual([]);
    expect((await run(...count, '--study', study, '--format', 'csv')).stdout.trim()).toBe(`n\n${readings}`);
    expect(readdirSync(join(study, 'data')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('says which files are encrypted, and that none holds a text', async () => {
    const checked = await run('keys', 'check', '--study', study, '--find', marker, '--json');
    expect(checked.code).toBe(0);
    const { files, found } = checked.json<{ files: { path: string; how: string }[]; found: string[] }>();
    expect(found).toEqual([]);
    expect(files.filter(({ how }) => how === 'plain').map(({ path }) => path)).toEqual([
      'signing-key.json',
      'study.json',
    ]);
  });

  it('wants the right passphrase, from a file or a terminal and never as an argument', async () => {
    const wrong = file('wrong', 'not this one\n');
    expect(await run(...count, '--study', study, '--passphrase-file', wrong)).toMatchObject({ code: 10, stdout: '' });
    const asked = await stillroom([...count, '--study', study], { STILLROOM_HOME: environment.STILLROOM_HOME });
    expect(asked.stderr).toMatch(/no terminal to ask/);
    expect((await run(...count, '--study', study, '--passphrase', 'quiet copper lantern')).code).toBe(2);
  });

  it('has its passphrase changed and its keys destroyed', async () => {
    const next = file('next', 'another one, longer\n');
    expect((await run('keys', 'change', '--study', study, '--new-passphrase-file', next)).code).toBe(0);
    const destroy = ['keys', 'destroy', '--study', study, '--passphrase-file', next];
    expect((await run(...destroy, '--confirm', 'Sealed')).code).toBe(10);
    expect((await run(...destroy, '--confirm', 'sealed')).code).toBe(0);
    expect(await run(...count, '--study', study, '--passphrase-file', next)).toMatchObject({ code: 16 });
  });
});
