import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { CohortDetail } from '../../../contract/cohort.ts';
import { createBackend, type LocalBackend } from '../../backend.ts';
import { defaultLimits } from '../../engine/settings.ts';
import { createInferenceClient } from '../../inference/client.ts';

const csv = (folder: string, name: string, header: string, rows: readonly string[]) =>
  writeFileSync(join(folder, name), `${[header, ...rows].join('\n')}\n`);

/** Persons 1, 2, … as OMOP files: born in 1951, 1952, …, all observed from 2010 to 2020; the first so many are women. */
export function writePersons(folder: string, persons: number, women = 0): void {
  mkdirSync(folder);
  const people = Array.from({ length: persons }, (_, i) => i + 1);
  csv(
    folder,
    'person.csv',
    'person_id,gender_concept_id,year_of_birth,race_concept_id,ethnicity_concept_id',
    people.map((i) => `${i},${i <= women ? 8532 : 8507},${1950 + i},0,0`),
  );
  csv(
    folder,
    'observation_period.csv',
    'observation_period_id,person_id,observation_period_start_date,observation_period_end_date,period_type_concept_id',
    people.map((i) => `${i},${i},2010-01-01,2020-12-31,0`),
  );
}

/** Thirty persons of whom the first ten are women; 1 to 5 die in 2015. */
function writeSource(folder: string): void {
  writePersons(folder, 30, 10);
  const deaths = [1, 2, 3, 4, 5].map((i) => `${i},2015-06-0${i},0`);
  csv(folder, 'death.csv', 'person_id,death_date,death_type_concept_id', deaths);
}

export const entry = '$.PrimaryCriteria.CriteriaList';

export const women = {
  name: 'Women',
  expression: { Type: 'ALL', DemographicCriteriaList: [{ Gender: [{ CONCEPT_ID: 8532, CONCEPT_NAME: 'FEMALE' }] }] },
};

/** A study with thirty persons and, anew for each test, a blank cohort `name` that the others change. */
export interface Editing {
  readonly backend: LocalBackend;
  readonly folder: string;
  readonly study: string;
  readonly name: string;
  add(...values: object[]): Promise<CohortDetail>;
  addWomen(): Promise<CohortDetail>;
  detail(): Promise<CohortDetail>;
}

/** A backend whose places are all in one folder. */
export function openBackend(folder: string): LocalBackend {
  return createBackend({
    host: 'terminal',
    version: '0.0.0',
    limits: { ...defaultLimits(), threads: 1 },
    modelsFolder: join(folder, 'models'),
    sampleFolder: join(folder, 'sample'),
    templatesFolder: join(folder, 'templates'),
    home: join(folder, 'home'),
    inference: createInferenceClient(() => Promise.reject(new Error('No model is asked for here.'))),
  });
}

/** Opens the study for the tests of a file, and closes and removes it after them. */
export function editing(): Editing {
  const folder = mkdtempSync(join(tmpdir(), 'stillroom-cohort-editor-'));
  const study = join(folder, 'editor.stillroom');
  const backend = openBackend(folder);
  let number = 0;
  let name = '';
  const insert = (path: string, values: readonly object[], label: string) => {
    const edits = values.map((value) => ({ op: 'insert' as const, path, value }));
    return backend.call('cohort.edit', { name, edits, label });
  };
  beforeAll(async () => {
    writeSource(join(folder, 'omop'));
    await backend.call('study.create', { path: study, name: 'Editor' });
    await backend.call('import.load', { paths: [join(folder, 'omop')], name: 'tiny' });
  });
  beforeEach(async () => {
    name = `cohort ${number++}`;
    await backend.call('cohort.create', { name, from: { kind: 'blank' } });
  });
  afterAll(async () => {
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    backend,
    folder,
    study,
    get name() {
      return name;
    },
    add: (...values) => insert(entry, values, 'Add entry event'),
    addWomen: () => insert('$.InclusionRules', [women], 'Add rule'),
    detail: () => backend.call('cohort.get', { name }),
  };
}
