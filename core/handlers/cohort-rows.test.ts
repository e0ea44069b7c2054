import { copyFileSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { openDatabase } from '../engine/database.ts';
import { cohortRowsPath, readGeneration } from '../study/generations.ts';
import { loadCohort } from './cohort-rows.ts';
import { openBackend, writePersons } from './testing/editing.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-cohort-rows-'));
const source = join(folder, 'omop');
const backend = openBackend(folder);
afterAll(async () => {
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Thirty persons born in 1951 to 1980. */
writePersons(source, 30);

/** Those aged `age` or more at the start of their observation. */
const aged = (age: number) => ({
  ConceptSets: [],
  PrimaryCriteria: {
    CriteriaList: [{ ObservationPeriod: { AgeAtStart: { Value: age, Op: 'gte' } } }],
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'First' },
  },
});

let study = '';
let number = 0;
beforeEach(async () => {
  study = join(folder, `${number++}.stillroom`);
  await backend.call('study.create', { path: study, name: 'Rows' });
  await backend.call('import.load', { paths: [source], name: 'tiny' });
  await backend.call('cohort.save', { name: 'old', expression: aged(50) });
  await backend.call('cohort.save', { name: 'all', expression: aged(0) });
  await backend.call('cohort.run', { names: ['old', 'all'] });
});

const pathOf = (name: string) => cohortRowsPath(study, 'tiny', name);
const files = () => readdirSync(join(study, 'data', 'tiny', 'cohorts')).sort();
const survival = (cohort: string, outcome: string) =>
  backend.call('analysis.run', {
    name: 'survival',
    source: { kind: 'cohort', cohorts: [cohort] },
    params: { outcome },
  });
const model = (cohort: string, outcome: string, features?: Record<string, unknown>) =>
  backend.call('model.evaluate', {
    source: { kind: 'cohort', cohort, outcome: { cohort: outcome }, features } as never,
  });

describe('rows that no longer match their definition', () => {
  it('are refused in every place of an analysis and a model', async () => {
    await backend.call('cohort.save', { name: 'old', expression: aged(40) });
    const refused = { code: 'conflict', message: expect.stringMatching(/definition of “old” changed.*again/) };
    await expect(survival('old', 'all')).rejects.toMatchObject(refused);
    await expect(survival('all', 'old')).rejects.toMatchObject(refused);
    await expect(model('old', 'all')).rejects.toMatchObject(refused);
    await expect(model('all', 'old')).rejects.toMatchObject(refused);
    await backend.call('cohort.run', { names: ['old'] });
    await expect(survival('all', 'old')).resolves.toMatchObject({ name: 'survival' });
  });

  it('are said to be stale where the definition was saved while they were made', async () => {
    const running = backend.call('cohort.run', { names: ['old'] });
    await backend.call('cohort.save', { name: 'old', expression: aged(40) });
    const [made] = await running;
    const entry = (await backend.call('cohort.list', {})).find(({ name }) => name === 'old');
    expect(entry?.generated).toMatchObject([{ run: made?.run, stale: true, result: { persons: 10 } }]);
    await expect(survival('old', 'all')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('are not kept where the cohort was removed while they were made', async () => {
    const before = files();
    const running = backend.call('cohort.run', { names: ['old', 'all'] });
    await backend.call('cohort.remove', { name: 'old' });
    expect(await running).toMatchObject([{ name: 'old', run: null, failure: { code: 'conflict' } }, { persons: 30 }]);
    expect(before.filter((file) => file.startsWith('old'))).toHaveLength(2);
    expect(files().filter((file) => file.startsWith('old'))).toEqual([]);
  });
});

describe('rows that were changed outside', () => {
  it.each([
    ['swapped', () => copyFileSync(pathOf('all'), pathOf('old'))],
    ['cut short', () => truncateSync(pathOf('old'), 100)],
    ['removed', () => rmSync(pathOf('old'))],
  ])('are refused: %s', async (_, change) => {
    change();
    const refused = { code: 'integrity', message: expect.stringMatching(/“old”.*again/) };
    await expect(survival('old', 'all')).rejects.toMatchObject(refused);
    await expect(survival('all', 'old')).rejects.toMatchObject(refused);
    await expect(model('all', 'old')).rejects.toMatchObject(refused);
    await backend.call('cohort.run', { names: ['old'] });
    await expect(survival('all', 'old')).resolves.toMatchObject({ name: 'survival' });
  });

  it('are told from rows that a later generation replaced', async () => {
    const database = await openDatabase();
    const connection = await database.connect();
    const earlier = readGeneration(study, 'tiny', 'old')!;
    await backend.call('cohort.run', { names: ['old'] });
    await expect(loadCohort(connection, study, earlier, quiet)).rejects.toMatchObject({ code: 'conflict' });
    await loadCohort(connection, study, readGeneration(study, 'tiny', 'old')!, quiet);
    expect(await connection.one('SELECT count(*)::INTEGER AS n FROM "cohort: old"')).toEqual({ n: 10 });
    connection.close();
    database.close();
  });

  it('of a cohort that is not asked for are not in the way', async () => {
    truncateSync(pathOf('old'), 100);
    await backend.call('cohort.save', { name: 'young', expression: aged(35) });
    await backend.call('cohort.run', { names: ['young'] });
    await expect(survival('all', 'young')).resolves.toMatchObject({ name: 'survival' });
  });
});

it('a result names every cohort it was made from, the outcome too, with its persons', async () => {
  const { run } = await survival('all', 'old');
  const { provenance } = await backend.call('run.get', { run: run ?? '' });
  const entry = (age: number) => ({
    heading: 'Entry events',
    sentences: expect.arrayContaining([expect.stringContaining(`age at the start at least ${age}.`)]),
  });
  const fingerprint = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(provenance.cohorts).toEqual([
    { name: 'all', fingerprint, persons: 30, words: expect.arrayContaining([entry(0)]) },
    { name: 'old', fingerprint, persons: 10, words: expect.arrayContaining([entry(50)]) },
  ]);
});

it('a model is not given features that reach into the outcome window', async () => {
  const features = { version: 1, windows: [{ name: 'after', fromDay: 1, toDay: 365 }], demographics: ['age'] };
  await expect(model('all', 'old', features)).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('“after”'),
  });
});

it('query results keep their rows after a generation, and a later one replaces them', async () => {
  const persons = async () => {
    const { rows } = await backend.call('sql.run', { sql: "FROM results.cohort WHERE cohort_name = 'old'" });
    return rows;
  };
  expect(await persons()).toBe(10);
  await backend.call('cohort.save', { name: 'old', expression: aged(40) });
  expect(await persons()).toBe(10);
  await backend.call('cohort.run', { names: ['old'] });
  expect(await persons()).toBe(20);
});

describe('rows of a cohort that an undo took out of the study', () => {
  const counted = async () => {
    const { table, notes } = await backend.call('sql.run', {
      sql: 'SELECT cohort_name, count(*)::INTEGER AS n FROM results.cohort GROUP BY ALL ORDER BY ALL',
    });
    const arrow = tableFromIPC(table);
    return { rows: Object.fromEntries(arrow.toArray().map(({ cohort_name, n }) => [cohort_name, n])), notes };
  };
  const entry = async (name: string) => (await backend.call('cohort.list', {})).find((one) => one.name === name);

  it('are not shown, come back with a redo, and go with the next generation', async () => {
    await backend.call('cohort.save', { name: 'new', expression: aged(35) });
    await backend.call('cohort.run', { names: ['new'] });
    expect((await counted()).rows).toEqual({ all: 30, new: 25, old: 10 });
    await backend.call('study.undo', {});
    expect(await counted()).toEqual({ rows: { all: 30, old: 10 }, notes: [] });
    await expect(survival('all', 'new')).rejects.toMatchObject({ message: expect.stringContaining('new') });
    await backend.call('study.redo', {});
    expect((await counted()).rows).toEqual({ all: 30, new: 25, old: 10 });
    expect((await entry('new'))?.generated).toMatchObject([{ stale: false, result: { persons: 25 } }]);
    await backend.call('study.undo', {});
    await backend.call('cohort.run', { names: ['old'] });
    expect(files().filter((file) => file.startsWith('new'))).toEqual([]);
  });

  it('are not those of the next cohort of that name', async () => {
    for (const make of [
      () => backend.call('cohort.create', { name: 'new', from: { kind: 'copy', name: 'all' } }),
      () => backend.call('cohort.save', { name: 'new', expression: aged(0) }),
      () => backend.call('cohort.rename', { name: 'all', to: 'new' }),
    ]) {
      await backend.call('cohort.save', { name: 'new', expression: aged(35) });
      await backend.call('cohort.run', { names: ['new'] });
      await backend.call('study.undo', {});
      await make();
      expect((await entry('new'))?.generated).toEqual([]);
      await backend.call('study.undo', {});
    }
  });

  it('follow the undo of a rename', async () => {
    await backend.call('cohort.rename', { name: 'old', to: 'elder' });
    await backend.call('cohort.run', { names: ['elder'] });
    await backend.call('study.undo', {});
    expect((await counted()).rows).toEqual({ all: 30 });
    expect((await entry('old'))?.generated).toEqual([]);
    await backend.call('study.redo', {});
    expect((await counted()).rows).toEqual({ all: 30, elder: 10 });
  });

  it('of a definition that changed, or whose file did, are named beside the answer', async () => {
    await backend.call('cohort.save', { name: 'old', expression: aged(40) });
    expect(await counted()).toMatchObject({
      rows: { all: 30, old: 10 },
      notes: [expect.stringMatching(/earlier.*“old”/)],
    });
    expect((await backend.call('sql.run', { sql: 'SELECT 1' })).notes).toEqual([]);
    await backend.call('cohort.run', { names: ['old'] });
    truncateSync(pathOf('old'), 100);
    await backend.call('cohort.run', { names: ['all'] });
    expect(await counted()).toMatchObject({ rows: { all: 30 }, notes: [expect.stringMatching(/gone.*“old”/)] });
  });
});
