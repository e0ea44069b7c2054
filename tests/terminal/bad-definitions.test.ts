import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../core/engine/database.ts';
import { literal } from '../../core/engine/sql-text.ts';
import { tinySource } from '../conformance/tiny-study.ts';
import { stillroom } from './stillroom.ts';

const tiny = await tinySource();
const folder = mkdtempSync(join(tmpdir(), 'stillroom-bad-definitions-'));
const study = join(folder, 'study.stillroom');
const home = { STILLROOM_HOME: join(folder, 'home') };

const set = (id: number, ids: readonly number[] = [201826], name = `set ${id}`) => ({
  id,
  name,
  expression: { items: ids.map((CONCEPT_ID) => ({ concept: { CONCEPT_ID } })) },
});
const diabetes = { ConditionOccurrence: { CodesetId: 1 } };
const definition = (more: Record<string, unknown> = {}, entry: unknown = diabetes) => ({
  ConceptSets: [set(1)],
  PrimaryCriteria: {
    CriteriaList: [entry],
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'All' },
  },
  ...more,
});
const found = (more: Record<string, unknown> = {}) => ({
  Criteria: diabetes,
  StartWindow: { Start: { Days: 30, Coeff: -1 }, End: { Days: 0, Coeff: 1 } },
  Occurrence: { Type: 2, Count: 1 },
  ...more,
});
const rules = (count: number, expression: unknown) => ({
  InclusionRules: Array.from({ length: count }, (_, i) => ({ name: `rule ${i}`, expression })),
});
const rule = (expression: unknown) => rules(1, expression);
const all = (...members: unknown[]) => ({ Type: 'ALL', CriteriaList: members });
const inGroups = (depth: number, inner: unknown): unknown =>
  depth === 0 ? inner : { Type: 'ALL', Groups: [inGroups(depth - 1, inner)] };

interface Result {
  readonly file: string;
  readonly persons: number;
  readonly rows: number;
  readonly warnings: readonly { readonly path: string; readonly message: string }[];
  readonly failure?: { readonly code: string; readonly message: string };
}

const fileOf = (name: string) => join(folder, `${name}.json`);
/** Runs the definitions in one call: what became of each, and the exit code. */
async function run(definitions: Readonly<Record<string, unknown>>) {
  const files = Object.entries(definitions).map(([name, value]) => {
    writeFileSync(fileOf(name), typeof value === 'string' ? value : JSON.stringify(value));
    return fileOf(name);
  });
  const ran = await stillroom(['cohort', 'run', ...files, '--study', study, '--dataset', 'tiny', '--json'], home);
  return { ...ran, results: ran.json<Result[]>() };
}

/** Everything in the study with its bytes' hash, but its lock and its ledger with the signed head. */
const contents = () =>
  execFileSync('bash', [
    '-c',
    `find '${study}' -type f -not -name .lock -not -name ledger.ndjson -not -name ledger-head.json -exec sha256sum {} + | sort`,
  ]).toString();

async function writeConcepts(): Promise<void> {
  const database = await openDatabase();
  const connection = await database.connect();
  const concepts = `SELECT 201826 AS concept_id, 'diabetes' AS concept_name, 'Condition' AS domain_id, 'SNOMED' AS vocabulary_id,
    'Disorder' AS concept_class_id, 'S' AS standard_concept, '1' AS concept_code, DATE '1970-01-01' AS valid_start_date,
    DATE '2099-12-31' AS valid_end_date, NULL::VARCHAR AS invalid_reason`;
  await connection.run(`COPY (${concepts}) TO ${literal(join(tiny.source, 'concept.parquet'))}`);
  connection.close();
  database.close();
}

beforeAll(async () => {
  await writeConcepts();
  const { code, stderr } = await stillroom(['import', tiny.source, '--study', study, '--name', 'tiny'], home);
  expect(code, stderr).toBe(0);
});
afterAll(() => {
  tiny.remove();
  rmSync(folder, { recursive: true, force: true });
});

const entry = '\\$\\.PrimaryCriteria\\.CriteriaList\\[0\\]';
/** Definition, failure code, and what its message must say: where, and what to do. */
const refused: Readonly<Record<string, readonly [unknown, string, RegExp]>> = {
  'unknown attribute': [
    definition({}, { ConditionOccurrence: { CodesetId: 1, Severity: 2 } }),
    'unsupported',
    new RegExp(`At ${entry}\\.ConditionOccurrence\\.Severity: .*Remove it, or check its spelling`),
  ],
  'unknown domain': [definition({}, { Allergy: {} }), 'unsupported', new RegExp(`At ${entry}: .*Choose one`)],
  'missing concept set': [
    definition({}, { ConditionOccurrence: { CodesetId: 7 } }),
    'invalid_input',
    new RegExp(`At ${entry}\\.ConditionOccurrence\\.CodesetId: There is no concept set with the id 7 .*Add it`),
  ],
  'concept set in itself': [
    definition({ ConceptSets: [{ id: 1, name: 'x', expression: { items: [{ CodesetId: 1 }] } }] }),
    'invalid_input',
    /At \$\.ConceptSets\[0\]\.expression\.items\[0\]: .*needs “concept”.*Add it/,
  ],
  'two concept sets of one id': [
    definition({ ConceptSets: [set(1), set(1)] }),
    'invalid_input',
    /At \$\.ConceptSets\[1\]: Two concept sets have the id 1\. Give one of them another id/,
  ],
  'censor window that ends before it begins': [
    definition({ CensorWindow: { StartDate: '2012-01-01', EndDate: '2011-01-01' } }),
    'invalid_input',
    /At \$\.CensorWindow: .*ends before it begins\. Swap/,
  ],
  'a thousand rules': [
    definition(rules(1000, all(found()))),
    'unsupported',
    /At \$\.InclusionRules: There are 1000 inclusion rules; .*62\. Join rules/,
  ],
  'text where a number belongs': [
    definition({}, { ConditionOccurrence: { CodesetId: 1, Age: { Op: 'gt', Value: 'old' } } }),
    'invalid_input',
    new RegExp(`At ${entry}\\.ConditionOccurrence\\.Age\\.Value: .*must be a number, but here is text\\.`),
  ],
  'a list where a number belongs': [
    definition(rule(all(found({ Occurrence: { Type: 2, Count: [1] } })))),
    'invalid_input',
    /At \$\.InclusionRules\[0\]\.expression\.CriteriaList\[0\]\.Occurrence\.Count: .*but here is a list\./,
  ],
  'a huge number': [
    `${JSON.stringify(definition()).slice(0, -1)},"CollapseSettings":{"CollapseType":"ERA","EraPad":1e999}}`,
    'invalid_input',
    /At \$\.CollapseSettings\.EraPad: .*must be a number/,
  ],
  'days beyond any calendar': [
    definition({ EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: 9e12 } } }),
    'invalid_input',
    /At \$\.EndStrategy\.DateOffset\.Offset: .*Write a smaller number/,
  ],
  'a day that is not in the calendar': [
    definition({}, { ConditionOccurrence: { OccurrenceStartDate: { Op: 'gt', Value: '2011-02-29' } } }),
    'invalid_input',
    new RegExp(`At ${entry}\\.ConditionOccurrence\\.OccurrenceStartDate\\.Value: .*in the calendar\\. Correct it`),
  ],
  'groups without end': [
    definition(rule(inGroups(900, all(found())))),
    'invalid_input',
    /At \$\.InclusionRules\[0\]\.expression\.Groups\[0\].*more than 250 levels deep .*Flatten/,
  ],
  'null for a criterion': [definition({}, null), 'invalid_input', new RegExp(`At ${entry}: .*here is null`)],
  NaN: ['{"PrimaryCriteria": NaN}', 'invalid_input', /NaN\.json” is not JSON/],
};

describe('a definition that cannot run', () => {
  it('says what is wrong, where in it and what to do, and leaves the study as it was', async () => {
    const before = contents();
    const ran = await run(Object.fromEntries(Object.entries(refused).map(([name, [value]]) => [name, value])));
    expect(ran.code).not.toBe(0);
    for (const [i, [name, [, code, message]]] of Object.entries(refused).entries()) {
      const failure = ran.results[i]?.failure;
      expect(failure?.code, `${name}: ${failure?.message}`).toBe(code);
      expect(failure?.message, name).toMatch(message);
      expect(failure?.message.length, name).toBeLessThan(15_000);
    }
    expect(ran.stderr + ran.stdout).not.toMatch(/SELECT|DuckDB|(Binder|Parser|Catalog|Conversion) Error|\bat .*\.ts:/);
    expect(contents()).toEqual(before);
  });

  it('is refused by `check` with the same words, and its file is not touched', async () => {
    const file = fileOf('missing concept set');
    const text = readFileSync(file, 'utf8');
    const checked = await stillroom(['cohort', 'check', file, '--json'], home);
    expect(checked.code).toBe(10);
    expect(checked.json<{ problems: unknown[] }>().problems[0]).toMatchObject({
      severity: 'invalid',
      path: '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.CodesetId',
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('a definition that is strange, but runs,', () => {
  it('gives the answer that it means, with a warning where that is hardly what was meant', async () => {
    const before = contents();
    const drop = "'; DROP TABLE person; --";
    const sql = `${drop} */ "\n`;
    const many = Array.from({ length: 80_000 }, (_, i) => 2_000_000_000 + i);
    const { code, results, stderr } = await run({
      plain: definition(),
      'SQL in names': {
        ...definition(rule(all(found()))),
        Title: sql,
        ConceptSets: [set(1, [201826], sql)],
        InclusionRules: [{ name: sql, description: sql, expression: all(found()) }],
      },
      [drop]: definition(),
      'a window that ends before it begins': definition(
        rule(all(found({ StartWindow: { Start: { Days: 0, Coeff: 1 }, End: { Days: 9, Coeff: -1 } } }))),
      ),
      'a megabyte of concept ids': definition({ ConceptSets: [set(1, [201826, ...many])] }),
      'a key twice': `{"Title": "first", ${JSON.stringify(definition({ Title: 'second' })).slice(1)}`,
      'groups two hundred deep': definition(rule(inGroups(200, all(found())))),
      'numbers in quotes': definition({ EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: '1' } } }),
      '62 rules': definition(rules(62, all(found()))),
    });
    expect(code, stderr.slice(0, 2000)).toBe(0);
    const persons = Object.fromEntries(
      results.map(({ file, persons }) => [file.slice(folder.length + 1, -5), persons]),
    );
    expect(persons).toEqual({
      plain: 3,
      'SQL in names': 3,
      [drop]: 3,
      'a window that ends before it begins': 0,
      'a megabyte of concept ids': 3,
      'a key twice': 3,
      'groups two hundred deep': 3,
      'numbers in quotes': 3,
      '62 rules': 3,
    });
    expect(contents()).toEqual(before);
  });

  it('finds nothing where the dataset brought no such table, and says where', async () => {
    const { code, results } = await run({
      drug_exposure: definition({}, { DrugExposure: { CodesetId: 1 } }),
      location_history: definition({}, { LocationRegion: { CodesetId: 1 } }),
    });
    expect(code).toBe(0);
    for (const [i, table] of ['drug_exposure', 'location_history'].entries()) {
      expect(results[i]?.rows, table).toBe(0);
      expect(results[i]?.warnings, table).toContainEqual(
        expect.objectContaining({
          path: expect.stringMatching(/^\$\.PrimaryCriteria\.CriteriaList\[0\]\.(DrugExposure|LocationRegion)$/),
          message: expect.stringMatching(new RegExp(`“${table}” is empty.*Import it`)),
        }),
      );
    }
  });

  it('a window that ends before it begins is a warning of the check', async () => {
    const checked = await stillroom(['cohort', 'check', fileOf('a window that ends before it begins'), '--json'], home);
    expect(checked.code).toBe(0);
    expect(checked.json<{ problems: unknown[] }>().problems).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        path: '$.InclusionRules[0].expression.CriteriaList[0].StartWindow',
        message: expect.stringMatching(/ends before it begins.*Swap its ends/),
      }),
    );
  });
});
