import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudy } from '../../core/study/study.ts';
import { tinySource } from '../conformance/tiny-study.ts';
import { stillroom } from './stillroom.ts';

const tiny = await tinySource();
const folder = mkdtempSync(join(tmpdir(), 'stillroom-bad-'));
const study = join(folder, 'study.stillroom');
const home = { STILLROOM_HOME: join(folder, 'home') };
const at = (name: string) => join(folder, name);

/** A folder of OMOP CSV with three persons, some of its files replaced. */
function csvFolder(name: string, files: Readonly<Record<string, string | null>>): string {
  const all: Record<string, string | null> = {
    'person.csv': 'person_id,gender_concept_id,year_of_birth\n1,8507,1950\n2,8532,1960\n3,8507,1970\n',
    'observation_period.csv':
      'observation_period_id,person_id,observation_period_start_date,observation_period_end_date\n1,1,2010-01-01,2020-01-01\n2,2,2010-01-01,2020-01-01\n3,3,2010-01-01,2020-01-01\n',
    ...files,
  };
  mkdirSync(at(name));
  for (const [file, text] of Object.entries(all)) if (text !== null) writeFileSync(join(at(name), file), text);
  return at(name);
}

/** Everything in the study but its lock and ledger. */
const contents = () =>
  execFileSync('find', [study, '-type', 'f', '-not', '-name', '.lock', '-not', '-name', 'ledger.ndjson'])
    .toString()
    .split('\n')
    .sort();
const datasets = () => readdirSync(join(study, 'data')).filter((name) => !name.startsWith('.'));

beforeAll(async () => {
  const { code, stderr } = await stillroom(['import', tiny.source, '--study', study, '--name', 'tiny'], home);
  expect(stderr.includes('stillroom:'), stderr).toBe(false);
  expect(code).toBe(0);
});
afterAll(() => {
  tiny.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('an import leaves the study as it was when', () => {
  it('the folder has no person table', async () => {
    const before = contents();
    const source = csvFolder('no-person', { 'person.csv': null });
    const { code, stderr } = await stillroom(['import', source, '--study', study], home);
    expect(code).toBe(11);
    expect(stderr).toMatch(/person/);
    expect(contents()).toEqual(before);
  });

  it('a Parquet file is cut short', async () => {
    const before = contents();
    cpSync(tiny.source, at('cut'), { recursive: true });
    truncateSync(join(at('cut'), 'condition_occurrence.parquet'), 300);
    const { code, stderr } = await stillroom(['import', at('cut'), '--study', study, '--json'], home);
    expect(code).toBe(11);
    expect(stderr).toMatch(/condition_occurrence\.parquet/);
    expect(contents()).toEqual(before);
  });

  it('a name is taken already', async () => {
    const { code, stderr } = await stillroom(['import', tiny.source, '--study', study, '--name', 'tiny'], home);
    expect(code).toBe(10);
    expect(stderr).toMatch(/tiny/);
  });

  it('another process has the study open', async () => {
    const held = openStudy(study);
    try {
      const { code, stderr } = await stillroom(['import', tiny.source, '--study', study, '--name', 'second'], home);
      expect(code).toBe(10);
      expect(stderr).toMatch(/open in another window or terminal/);
    } finally {
      held.close();
    }
    expect(datasets()).toEqual(['tiny']);
  });

  it('a column names people and nobody decided about it', async () => {
    const source = csvFolder('named', {
      'person.csv':
        'person_id,gender_concept_id,year_of_birth,ssn\n1,8507,1950,536-22-8145\n2,8532,1960,536-22-8146\n3,8507,1970,536-22-8147\n',
    });
    const { code, stderr, stdout } = await stillroom(['import', source, '--study', study, '--json'], home);
    expect(code).toBe(13);
    expect(stderr).toMatch(/person\.ssn/);
    expect(stderr + stdout).not.toMatch(/536-22/);
    expect(datasets()).toEqual(['tiny']);
  });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
it.skipIf(!canMount)('a disk that fills during import leaves the study as it was', async () => {
  const small = at('small');
  mkdirSync(small);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', small]);
  try {
    const inside = join(small, 'study.stillroom');
    const ran = await stillroom(['import', 'datasets/sample', '--study', inside, '--json'], home);
    expect(ran.code).toBe(70);
    expect(ran.stderr).toMatch(/disk is full/i);
    expect(
      existsSync(join(inside, 'data')) ? readdirSync(join(inside, 'data')).filter((name) => !name.startsWith('.')) : [],
    ).toEqual([]);
  } finally {
    execFileSync('umount', [small]);
  }
});

describe('what does not fit is kept apart, counted, with its reason', () => {
  it('a broken row in the middle of a CSV', async () => {
    const lines = [
      'condition_occurrence_id,person_id,condition_concept_id,condition_start_date',
      '1,1,201826,2012-01-01',
      '2,1,"201826,2012-01-02',
      '3,2,201826,2012-01-03',
      '4,3,201826,2012-01-04,extra,fields',
      '5,3,201826,2012-01-05',
    ];
    const source = csvFolder('broken-row', { 'condition_occurrence.csv': `${lines.join('\n')}\n` });
    const ran = await stillroom(['import', source, '--study', study, '--name', 'broken', '--json'], home);
    expect(ran.code).toBe(0);
    const table = ran
      .json<{ tables: { name: string; rows: number; rejected: number }[] }>()
      .tables.find(({ name }) => name === 'condition_occurrence')!;
    expect(table.rejected).toBeGreaterThan(0);
    expect(table.rows + table.rejected).toBe(5);
  });

  it('dates in another form', async () => {
    const rows = ['1,1,201826,31/12/2012', '2,2,201826,2012-01-03'];
    const source = csvFolder('dates', {
      'condition_occurrence.csv': `condition_occurrence_id,person_id,condition_concept_id,condition_start_date\n${rows.join('\n')}\n`,
    });
    const ran = await stillroom(['import', source, '--study', study, '--name', 'dates', '--json'], home);
    expect(ran.code).toBe(0);
    const table = ran
      .json<{ tables: { name: string; rows: number; rejected: number }[] }>()
      .tables.find(({ name }) => name === 'condition_occurrence')!;
    expect(table).toMatchObject({ rows: 1, rejected: 1 });
    expect(ran.stdout + ran.stderr).not.toMatch(/31\/12\/2012/);
  });
});

describe('a cohort definition', () => {
  const run = (...files: string[]) =>
    stillroom(['cohort', 'run', ...files, '--study', study, '--dataset', 'tiny', '--json'], home);

  it('that is not JSON', async () => {
    writeFileSync(at('not-json.json'), '{"PrimaryCriteria": ');
    const { code, stderr } = await run(at('not-json.json'));
    expect(code).toBe(10);
    expect(stderr).toMatch(/not-json\.json.*is not JSON/);
  });

  it('that is JSON, but not Circe', async () => {
    writeFileSync(at('not-circe.json'), '{"name": "a shopping list", "items": [1, 2]}');
    const { code } = await run(at('not-circe.json'));
    expect(code).toBe(10);
    expect((await stillroom(['cohort', 'check', at('not-circe.json'), '--json'], home)).code).toBe(10);
  });

  it('that names a concept the dataset does not have is generated, with a warning', async () => {
    const expression = {
      ConceptSets: [
        {
          id: 0,
          name: 'unheard of',
          expression: { items: [{ concept: { CONCEPT_ID: 424242 }, includeDescendants: true }] },
        },
      ],
      PrimaryCriteria: {
        CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }],
        ObservationWindow: { PriorDays: 0, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'All' },
      },
    };
    writeFileSync(at('unknown-concept.json'), JSON.stringify(expression));
    const ran = await run(at('unknown-concept.json'));
    expect(ran.code).toBe(0);
    expect(ran.json<{ rows: number; warnings: { message: string }[] }[]>()[0]).toMatchObject({
      rows: 0,
      warnings: [{ message: expect.stringContaining('424242') }],
    });
    expect(ran.stderr).toMatch(/424242/);
  });
});

it('a model file with one byte changed is refused before it runs', async () => {
  const models = at('models');
  cpSync('models', models, { recursive: true });
  const [name] = readdirSync(models).filter((entry) => existsSync(join(models, entry, 'manifest.json')));
  const weights = join(models, name!, 'predict.onnx');
  const bytes = readFileSync(weights);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(weights, bytes);
  writeFileSync(
    at('table.csv'),
    `a,b,y\n${Array.from({ length: 40 }, (_, i) => `${i},${i % 7},${i % 2}`).join('\n')}\n`,
  );
  const ran = await stillroom(['model', 'evaluate', '--table', at('table.csv'), '--target', 'y', '--json'], {
    ...home,
    STILLROOM_MODELS: models,
  });
  expect(ran.code).toBe(16);
  expect(ran.stderr).toMatch(/predict\.onnx/);
  expect((await stillroom(['model', 'verify'], { ...home, STILLROOM_MODELS: models })).code).toBe(16);
});

describe('small counts', () => {
  it('are refused for export when nothing else is left', async () => {
    const template = 'datasets/cohorts';
    const [file] = readdirSync(template).filter((entry) => entry.endsWith('.json'));
    const expression = JSON.parse(readFileSync(join(template, file!), 'utf8'));
    writeFileSync(
      at('everyone.json'),
      JSON.stringify({
        ...expression,
        ConceptSets: [],
        InclusionRules: [],
        PrimaryCriteria: {
          CriteriaList: [{ ObservationPeriod: {} }],
          ObservationWindow: { PriorDays: 0, PostDays: 0 },
          PrimaryCriteriaLimit: { Type: 'First' },
        },
        AdditionalCriteria: undefined,
        EndStrategy: undefined,
        CensoringCriteria: [],
      }),
    );
    const [made] = (
      await stillroom(
        ['cohort', 'run', at('everyone.json'), '--study', study, '--dataset', 'tiny', '--save', '--json'],
        home,
      )
    ).json<{ persons: number; run: string }[]>();
    expect(made?.persons).toBe(3);
    const added = await stillroom(['finding', 'add', made!.run, '--study', study, '--json'], home);
    expect(added.code).toBe(13);
    expect(added.stderr).toMatch(/fewer than 11/);
  });
});

it('a command that does not exist, or lacks an option, is a usage error', async () => {
  expect((await stillroom(['distil'])).code).toBe(2);
  expect((await stillroom(['import', 'x'])).code).toBe(2);
  expect((await stillroom(['analyse', 'survival', '--table', 'x.csv', '--params', 'nonsense'])).code).toBe(2);
});
