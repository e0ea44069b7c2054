import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { saveAndRunCohorts } from './cohort-run-saved.ts';
import { openBackend, writePersons } from './testing/editing.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-run-saved-'));
const backend = openBackend(folder);
afterAll(async () => {
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Five persons born in 1951 to 1955. */
const source = join(folder, 'omop');
beforeAll(() => writePersons(source, 5));

const entry = (criterion: unknown) => ({
  ConceptSets: [],
  PrimaryCriteria: {
    CriteriaList: [criterion],
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'First' },
  },
});
const aged = (age: number) => entry({ ObservationPeriod: { AgeAtStart: { Value: age, Op: 'gte' } } });
const save = (definitions: Record<string, Record<string, unknown>>) =>
  saveAndRunCohorts(
    backend.session,
    Object.entries(definitions).map(([name, expression]) => ({ name, expression })),
    'tiny',
    quiet,
  );

let study = '';
let number = 0;
beforeEach(async () => {
  study = join(folder, `${number++}.stillroom`);
  await backend.call('study.create', { path: study, name: 'Saved' });
  await backend.call('import.load', { paths: [source], name: 'tiny' });
});
const rows = async (name: string) =>
  (await backend.call('sql.run', { sql: `FROM results.cohort WHERE cohort_name = '${name}'` })).rows;
const listed = async () =>
  (await backend.call('cohort.list', {})).map(({ name, generated }) => [
    name,
    generated.map((one) => [one.stale, one.result.persons]),
  ]);

it('keeps definitions with their rows, also those that build on another of the call', async () => {
  const results = await save({ 'of the old': entry({ Cohort: { Name: 'old' } }), old: aged(57) });
  expect(results).toMatchObject([
    { persons: 3, run: expect.any(String) },
    { persons: 3, run: expect.any(String) },
  ]);
  expect(await listed()).toEqual([
    ['of the old', [[false, 3]]],
    ['old', [[false, 3]]],
  ]);
  expect(await rows('of the old')).toBe(3);
});

it('leaves what the study had under the name of one that can’t be kept, and keeps the others', async () => {
  await save({ 'was there': aged(57) });
  for (const name of ['was there', 'is new']) {
    rmSync(join(study, 'revisions', name), { recursive: true, force: true });
    mkdirSync(join(study, 'revisions'), { recursive: true });
    writeFileSync(join(study, 'revisions', name), 'a file where a folder has to be');
  }
  const results = await save({ 'was there': aged(0), good: aged(58), 'is new': aged(0), wrong: { items: [] } });
  expect(
    results.map(({ name, persons, run, failure }) => [name, persons, run === null, failure === undefined]),
  ).toEqual([
    ['was there', 0, true, false],
    ['good', 2, false, true],
    ['is new', 0, true, false],
    ['wrong', 0, true, false],
  ]);
  expect((await listed()).map(([name]) => name)).toEqual(['good', 'was there']);
  expect((await backend.call('cohort.get', { name: 'was there' })).expression).toEqual(aged(57));
  expect(readdirSync(join(study, 'data', 'tiny', 'cohorts')).filter((file) => file.startsWith('is new'))).toEqual([]);
});

it('keeps nothing where it is cancelled before anything is made', async () => {
  const abort = new AbortController();
  abort.abort();
  const definitions = [{ name: 'old', expression: aged(57) }];
  const failed = await saveAndRunCohorts(backend.session, definitions, 'tiny', {
    ...quiet,
    signal: abort.signal,
  }).catch(Failure.from);
  expect(failed).toMatchObject({ code: 'cancelled' });
  expect(await listed()).toEqual([]);
});
