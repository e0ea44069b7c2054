import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLocalBackend } from '../local-backend.ts';
import { referenceFolder, sampleFolder } from '../paths.ts';
import type { Terminal } from '../terminal.ts';
import { summarised } from './bench.ts';
import { cohortBench } from './cohort.ts';
import { measureGrowth } from './growth.ts';
import { splitStatements } from './reference.ts';

const backend = openLocalBackend('terminal');
const folder = mkdtempSync(join(tmpdir(), 'stillroom-cohort-bench-'));
const notes: string[] = [];
const terminal: Terminal = {
  backend,
  signal: new AbortController().signal,
  onProgress: () => {},
  print: () => {},
  note: (text) => notes.push(text),
};

beforeAll(() => cpSync(referenceFolder, folder, { recursive: true }));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await backend.close();
});

const run = (definitions: string) =>
  cohortBench.run(terminal, mkdtempSync(join(folder, 'run-')), {
    persons: 1,
    rounds: 1,
    threads: 1,
    memoryLimit: '1GB',
    data: sampleFolder,
    definitions,
    reference: definitions,
  });

test('the shipped reference SQL gives what Stillroom’s gives', async () => {
  const results = await run(referenceFolder);
  expect(results.map(({ work, problem }) => ({ work, problem }))).toEqual([
    { work: 'diabetes episodes: 6,118 rows', problem: undefined },
    { work: 'first high value: 678 rows', problem: undefined },
    { work: 'new users: 90 rows', problem: undefined },
  ]);
  for (const { ratio } of results) expect(ratio).toBeGreaterThan(0);
});

test('a difference and a text that fails are named, and the others go on', async () => {
  const change = (name: string, from: string, to: string) => {
    const path = join(folder, `${name}.sql`);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  };
  change('diabetes episodes', 'condition_start_date + 60', 'condition_start_date + 61');
  change('first high value', 'DROP TABLE held_rules', 'DROP TABLE no_such_table');
  writeFileSync(join(folder, 'alone.sql'), 'SELECT 1');
  const [episodes, high, users] = await run(folder);
  expect(episodes?.problem).toMatch(/reference/);
  expect(high?.problem).toMatch(/^statement 13 of 16 failed: .*no_such_table/s);
  expect(users?.problem).toBeUndefined();
  expect(notes).toContain('Without a definition, left out: alone.');
  expect(summarised('cohort', [episodes!, high!, users!])).toMatchObject({ compared: 1, withProblem: 2 });
});

test('growth runs the definitions of the sample and sees memory', async () => {
  const options = { persons: 1, rounds: 1, threads: 1, memoryLimit: '1GB' };
  const own = mkdtempSync(join(folder, 'growth-'));
  const [growth] = await measureGrowth(terminal, own, [sampleFolder], options);
  expect(growth).toMatchObject({ persons: 2000, definitions: 11 });
  expect(growth!.rows).toBeGreaterThan(6118);
  expect(growth!.duckdbMb).toBeGreaterThan(0);
  expect(growth!.processMb).toBeGreaterThan(growth!.duckdbMb);
});

test('statements are told apart by a line of its own', () => {
  expect(splitStatements("SELECT '--;;'\n--;;\n\n  --;;  \r\nSELECT 2\n--;;")).toEqual(["SELECT '--;;'", 'SELECT 2']);
});
