import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { CohortDetail } from '../../../contract/cohort.ts';
import { createBackend, type LocalBackend } from '../../backend.ts';
import { defaultLimits } from '../../engine/settings.ts';
import { createInferenceClient } from '../../inference/client.ts';

const people = Array.from({ length: 30 }, (_, i) => i + 1);

/** Thirty persons born in 1951 to 1980 and observed from 2010 to 2020; the first ten are women; 1 to 5 die in 2015. */
function writeSource(folder: string): void {
  mkdirSync(folder);
  const csv = (name: string, header: string, rows: readonly string[]) =>
    writeFileSync(join(folder, name), `${[header, ...rows].join('\n')}\n`);
  csv(
    'person.csv',
    'person_id,gender_concept_id,year_of_birth,race_concept_id,ethnicity_concept_id',
    people.map((i) => `${i},${i <= 10 ? 8532 : 8507},${1950 + i},0,0`),
  );
  csv(
    'observation_period.csv',
    'observation_period_id,person_id,observation_period_start_date,observation_period_end_date,period_type_concept_id',
    people.map((i) => `${i},${i},2010-01-01,2020-12-31,0`),
  );
  csv(
    'death.csv',
    'person_id,death_date,death_type_concept_id',
    people.slice(0, 5).map((i) => `${i},2015-06-0${i},0`),
  );
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

function openBackend(folder: string): LocalBackend {
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
