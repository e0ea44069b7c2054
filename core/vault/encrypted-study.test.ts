import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { openBackend, writePersons } from '../handlers/testing/editing.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-encrypted-'));
const backend = openBackend(folder);
const passphrase = 'quiet copper lantern';
const marker = 'Quillmarker';
const study = join(folder, 'sealed.stillroom');
const at = (...parts: string[]) => join(study, ...parts);

const filesIn = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile());
const holding = (text: string) => filesIn(study).filter((path) => readFileSync(path).includes(text));

const open = (given?: string, path = study) =>
  backend.call('study.open', { path, ...(given ? { passphrase: given } : {}) });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error) => Failure.from(error).code,
  );
const sql = (text: string) => backend.call('sql.run', { sql: text });
const deaths = async () => (await sql(`FROM death WHERE cause_source_value = '${marker}'`)).rows;
const inCohort = async () => (await sql('FROM results.cohort')).rows;

/** Everybody, by an entry event that all have. */
const everybody = {
  ConceptSets: [],
  PrimaryCriteria: {
    CriteriaList: [{ ObservationPeriod: {} }],
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'First' },
  },
};
let finding = '';

beforeAll(async () => {
  writePersons(join(folder, 'omop'), 40, 20);
  const header = 'person_id,death_date,death_type_concept_id,cause_source_value';
  const rows = Array.from({ length: 30 }, (_, i) => `${i + 1},2015-06-0${1 + (i % 9)},0,${marker}`);
  writeFileSync(join(folder, 'omop', 'death.csv'), `${[header, ...rows].join('\n')}\n`);
  await backend.call('study.create', { path: study, name: 'Sealed', passphrase });
  await backend.call('import.load', { paths: [join(folder, 'omop')], name: 'tiny' });
  await backend.call('cohort.save', { name: 'Everybody', expression: everybody });
  await backend.call('cohort.run', { names: ['Everybody'] });
  await deaths();
  const source = { kind: 'cohort' as const, dataset: 'tiny', cohorts: ['Everybody'] };
  const { run } = await backend.call('analysis.run', { name: 'table-one', source });
  finding = (await backend.call('finding.add', { run: String(run), context: '' })).id;
}, 60_000);
afterAll(async () => {
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('an encrypted study', () => {
  it('is used as any other, and opens again with its passphrase alone', async () => {
    for (const closes of [true, false]) {
      expect([await deaths(), await inCohort()]).toEqual([30, 40]);
      expect(await backend.call('study.verify', {})).toMatchObject({ ok: true, problems: [] });
      expect((await backend.call('finding.report', { findings: [finding] })).html).toContain('Everybody');
      if (!closes) continue;
      await backend.call('study.close', {});
      expect(await codeOf(open())).toBe('passphrase');
      expect(await codeOf(open('not its passphrase'))).toBe('passphrase');
      expect(await backend.call('study.current', {})).toBeNull();
      expect((await open(passphrase)).encrypted).toBe(true);
    }
  });

  it('holds no value of a patient, no count and no query in the clear; of its ledger nothing', () => {
    expect(holding(marker)).toEqual([]);
    expect(holding('cause_source_value')).toEqual([]);
    expect(holding('"persons"')).toEqual([]);
    expect(filesIn(study).length).toBeGreaterThan(8);
    expect(readFileSync(at('ledger.ndjson'), 'utf8')).toMatch(/^(~[A-Za-z0-9+/=]+\n)+$/);
  });

  it('takes no source that would have to lie beside it in the clear', async () => {
    const source = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return backend.call('import.load', { paths: [join(folder, name)], name: 'more' });
    };
    const book = zipSync({ 'xl/workbook.xml': strToU8('<workbook><sheets/></workbook>') });
    await expect(source('book.xlsx', book)).rejects.toThrow(/in the clear/);
    const lines = Array.from({ length: 60 }, (_, i) => `${i + 5},1964,c`).join('\r\n');
    const mixed = source(
      'mixed.csv',
      `patient_id,born,ward\r\n1,1960,a\n2,1961,b\n${'x'.repeat(3_000_000)}\n${lines}\n`,
    );
    await expect(mixed).rejects.toThrow(/end in different ways/);
    expect((await backend.call('study.current', {}))?.datasets.map(({ name }) => name)).toEqual(['tiny']);
  });

  it('is listed among the recent ones as what it is', async () => {
    expect(await backend.call('study.recent', {})).toMatchObject([{ name: 'Sealed', encrypted: true }]);
  });
});

/** Swaps files while the study is closed, says what then happens, and puts them back; the study is closed afterwards. */
async function swapped(change: () => void, asked: () => Promise<unknown>): Promise<string> {
  await backend.call('study.close', {});
  const kept = join(folder, 'kept');
  cpSync(study, kept, { recursive: true });
  try {
    change();
    return await codeOf(open(passphrase).then(asked));
  } finally {
    await backend.call('study.close', {});
    rmSync(study, { recursive: true });
    cpSync(kept, study, { recursive: true });
    rmSync(kept, { recursive: true });
  }
}
const other = join(folder, 'other.stillroom');
const dataset = (root: string, name: string) => join(root, 'data', 'tiny', name);

describe('what was changed from outside is refused', () => {
  beforeAll(async () => {
    await backend.call('study.create', { path: other, name: 'Other', passphrase });
    await backend.call('import.load', { paths: [join(folder, 'omop')], name: 'tiny' });
  }, 60_000);

  it.each<[string, () => void, string]>([
    ['the key file of another study', () => copyFileSync(join(other, 'keys.json'), at('keys.json')), 'integrity'],
    ['no key file', () => rmSync(at('keys.json')), 'integrity'],
    [
      'the data of another study',
      () => copyFileSync(dataset(other, 'dataset.duckdb'), dataset(study, 'dataset.duckdb')),
      'integrity',
    ],
    [
      'the data of another study with its key',
      () => cpSync(join(other, 'data'), at('data'), { recursive: true }),
      'integrity',
    ],
    ['a dataset without its key', () => rmSync(dataset(study, 'dataset.key')), 'integrity'],
    ['a dataset key cut short', () => writeFileSync(dataset(study, 'dataset.key'), 'x'), 'integrity'],
    ['a plain manifest', () => writeFileSync(dataset(study, 'manifest.json'), '{}'), 'integrity'],
    ['nothing', () => undefined, 'done'],
  ])('%s', async (_, change, code) => {
    expect(await swapped(change, deaths)).toBe(code);
  });

  it('a byte of the data', async () => {
    const flip = () => {
      const bytes = readFileSync(dataset(study, 'dataset.duckdb'));
      for (let place = 16_384; place < bytes.length; place += 4096) bytes[place]! ^= 1;
      writeFileSync(dataset(study, 'dataset.duckdb'), bytes);
    };
    expect(await swapped(flip, deaths)).toBe('integrity');
    expect(await swapped(flip, async () => expect((await backend.call('study.verify', {})).ok).toBe(false))).toBe(
      'done',
    );
  });

  it('a result that another stands in for', async () => {
    const [run = ''] = readdirSync(at('runs'));
    const copied = run.replace('.json', '0.json');
    const copy = () => copyFileSync(at('runs', run), at('runs', copied));
    const get = () => backend.call('run.get', { run: copied.replace('.json', '') });
    expect(await swapped(copy, get)).toBe('integrity');
  });
});

describe('its keys', () => {
  it('are wrapped by another passphrase without a byte of data rewritten', async () => {
    await open(passphrase);
    const before = readFileSync(dataset(study, 'dataset.duckdb'));
    expect(await codeOf(backend.call('study.changePassphrase', { current: 'wrong', next: 'ten letters' }))).toBe(
      'passphrase',
    );
    await backend.call('study.changePassphrase', { current: passphrase, next: 'a new, longer passphrase' });
    await backend.call('study.close', {});
    expect(await codeOf(open(passphrase))).toBe('passphrase');
    await open('a new, longer passphrase');
    expect(await deaths()).toBe(30);
    expect(readFileSync(dataset(study, 'dataset.duckdb')).equals(before)).toBe(true);
  });

  it('are destroyed one by one, once the name was written', async () => {
    const destroy = (confirm: string) => backend.call('study.destroyKeys', { dataset: 'tiny', confirm });
    expect(await codeOf(destroy('Tiny'))).toBe('invalid_input');
    expect(await deaths()).toBe(30);
    expect(await destroy('tiny')).toEqual({ destroyed: ['tiny'] });
    expect(readdirSync(at('data'))).toEqual([]);
    expect((await backend.call('ledger.list', {})).entries[0]?.summary).toMatch(/Key of dataset “tiny” destroyed/);
    await backend.call('import.load', { paths: [join(folder, 'omop')], name: 'tiny' });
    expect(await deaths()).toBe(30);
  });

  it('are destroyed altogether: the study says so, and its last line of the ledger', async () => {
    expect(await codeOf(backend.call('study.destroyKeys', { confirm: 'sealed' }))).toBe('invalid_input');
    await backend.call('study.destroyKeys', { confirm: 'Sealed' });
    expect(await backend.call('study.current', {})).toBeNull();
    await expect(open('a new, longer passphrase')).rejects.toThrow(/destroyed on \d{4}-\d\d-\d\d/);
    expect(filesIn(study).filter((path) => /\.(key|pem)$|keys\.json$/.test(path))).toEqual([]);
    const last = readFileSync(at('ledger.ndjson'), 'utf8').trimEnd().split('\n').at(-1);
    expect(JSON.parse(last ?? '')).toMatchObject({ act: 'study', summary: 'All keys of the study destroyed' });
  });
});

it('a plain study has no keys to change or destroy', async () => {
  await backend.call('study.create', { path: join(folder, 'plain.stillroom'), name: 'Plain' });
  expect(await codeOf(backend.call('study.changePassphrase', { current: '', next: 'a passphrase' }))).toBe(
    'unsupported',
  );
  expect(await codeOf(backend.call('study.destroyKeys', { confirm: 'Plain' }))).toBe('unsupported');
});

it('a passphrase that is too short makes no study', async () => {
  const path = join(folder, 'short.stillroom');
  expect(await codeOf(backend.call('study.create', { path, name: 'Short', passphrase: 'short' }))).toBe(
    'invalid_input',
  );
  expect(readdirSync(folder)).not.toContain('short.stillroom');
});
