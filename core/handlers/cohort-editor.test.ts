import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outline } from '../../contract/outline.ts';
import { createBackend } from '../backend.ts';
import { defaultLimits } from '../engine/settings.ts';
import { createInferenceClient } from '../inference/client.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-cohort-editor-'));
const source = join(folder, 'omop');
const study = join(folder, 'editor.stillroom');
const inference = createInferenceClient(() => Promise.reject(new Error('No model is asked for here.')));
const backend = createBackend({
  host: 'terminal',
  version: '0.0.0',
  limits: { ...defaultLimits(), threads: 1 },
  modelsFolder: join(folder, 'models'),
  sampleFolder: join(folder, 'sample'),
  templatesFolder: join(folder, 'templates'),
  home: join(folder, 'home'),
  inference,
});
afterAll(async () => {
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Thirty persons born in 1951 to 1980 and observed from 2010 to 2020; the first ten are women; 1 to 5 die in 2015. */
const people = Array.from({ length: 30 }, (_, i) => i + 1);
beforeAll(async () => {
  mkdirSync(source);
  const csv = (name: string, header: string, rows: readonly string[]) =>
    writeFileSync(join(source, name), `${[header, ...rows].join('\n')}\n`);
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
  await backend.call('study.create', { path: study, name: 'Editor' });
  await backend.call('import.load', { paths: [source], name: 'tiny' });
});

let number = 0;
let name = '';
beforeEach(async () => {
  name = `cohort ${number++}`;
  await backend.call('cohort.create', { name, from: { kind: 'blank' } });
});

const entry = '$.PrimaryCriteria.CriteriaList';
const add = (...values: object[]) =>
  backend.call('cohort.edit', {
    name,
    edits: values.map((value) => ({ op: 'insert' as const, path: entry, value })),
    label: 'Add entry event',
  });
const detail = () => backend.call('cohort.get', { name });
const women = {
  name: 'Women',
  expression: { Type: 'ALL', DemographicCriteriaList: [{ Gender: [{ CONCEPT_ID: 8532, CONCEPT_NAME: 'FEMALE' }] }] },
};
const addWomen = (path = '$.InclusionRules') =>
  backend.call('cohort.edit', { name, edits: [{ op: 'insert', path, value: women }], label: 'Add rule' });
const rules = (outline: Outline | null) => outline?.sections[2]?.nodes.map(({ isOff }) => isOff);

describe('a definition that is built', () => {
  it('begins blank, with what is missing said, and keeps what is incomplete', async () => {
    const blank = await detail();
    expect(blank.problems).toMatchObject([{ path: entry, severity: 'invalid' }]);
    expect(blank.sql).toBeNull();
    expect(blank.outline?.sections[0]?.add.length).toBeGreaterThan(15);
    const next = await add({ ObservationPeriod: {} });
    expect(next.problems).toEqual([]);
    expect(next.explanation?.sections[0]?.sentences[0]?.text).toBe('Persons enter with any observation period.');
  });

  it('makes all edits or none, each undone under its label', async () => {
    await add({ ObservationPeriod: {} });
    const before = (await detail()).expression;
    await expect(
      backend.call('cohort.edit', {
        name,
        edits: [
          { op: 'set', path: '$.Title', value: 'T' },
          { op: 'remove', path: '$.InclusionRules[4]' },
        ],
        label: 'Half',
      }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await detail()).expression).toEqual(before);
    expect((await backend.call('study.current', {}))?.undo).toBe('Add entry event');
    await backend.call('study.undo', {});
    expect((await detail()).problems).toMatchObject([{ path: entry }]);
    await backend.call('study.redo', {});
    expect((await detail()).expression).toEqual(before);
  });

  it('is refused where its name is taken or its cohort is not there', async () => {
    await expect(backend.call('cohort.create', { name, from: { kind: 'blank' } })).rejects.toMatchObject({
      code: 'conflict',
    });
    const from = { kind: 'copy' as const, name: 'nowhere' };
    await expect(backend.call('cohort.create', { name: 'x', from })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes a rule off and on, and a copy of it elsewhere', async () => {
    await add({ ObservationPeriod: {} });
    await addWomen();
    const { text } = await backend.call('cohort.copy', { name, path: '$.InclusionRules[0]' });
    const two = await backend.call('cohort.paste', { name, into: '$.InclusionRules', text });
    expect(two.problems).toMatchObject([{ path: '$.InclusionRules[1]', message: expect.stringMatching(/same/) }]);
    const off = await backend.call('cohort.edit', {
      name,
      edits: [{ op: 'switch', path: '$.InclusionRules[0]', on: false }],
      label: 'Switch off',
    });
    expect(rules(off.outline)).toEqual([true, false]);
    const { text: whole } = await backend.call('cohort.copy', { name, path: '$' });
    expect(JSON.parse(whole)).not.toHaveProperty('Stillroom');
    expect(off.problems).toEqual([]);
  });
});

describe('figures while it is edited', () => {
  it('count every criterion by itself, rules that are off too', async () => {
    await add({ ObservationPeriod: {} });
    await backend.call('cohort.edit', {
      name,
      edits: [
        { op: 'insert', path: '$.CensoringCriteria', value: { Death: {} } },
        {
          op: 'insert',
          path: '$.InclusionRules',
          value: {
            name: 'Death',
            expression: {
              Type: 'ALL',
              CriteriaList: [
                {
                  Criteria: { Death: { Gender: [{ CONCEPT_ID: 8532 }] } },
                  StartWindow: { Start: { Coeff: -1 }, End: { Coeff: 1 } },
                  Occurrence: { Type: 0, Count: 0 },
                },
              ],
            },
          },
        },
        { op: 'switch', path: '$.InclusionRules[0]', on: false },
      ],
      label: 'Build',
    });
    const { expression, outline } = await detail();
    const { counts } = await backend.call('cohort.counts', { expression });
    expect(counts).toEqual([
      { path: `${entry}[0]`, events: 30, persons: 30 },
      { path: '$.Stillroom.rulesOff[0].rule.expression.CriteriaList[0]', events: 5, persons: 5 },
      { path: '$.CensoringCriteria[0]', events: 5, persons: 5 },
    ]);
    const counted = JSON.stringify(outline).match(/"isCounted":true/g);
    expect(counted).toHaveLength(counts.length);
  });

  it('leave out what cannot be counted yet', async () => {
    await add({ Death: { CodesetId: 9 } }, { Death: {} });
    const { expression, problems } = await detail();
    expect(problems).not.toEqual([]);
    const { counts } = await backend.call('cohort.counts', { expression });
    expect(counts).toEqual([{ path: `${entry}[1]`, events: 5, persons: 5 }]);
  });

  it('preview a cohort without keeping it, with what the entry event lost and what changes nothing', async () => {
    await backend.call('cohort.edit', {
      name,
      edits: [
        { op: 'insert', path: entry, value: { Death: {} } },
        { op: 'set', path: '$.PrimaryCriteria.ObservationWindow.PriorDays', value: 1980 },
        { op: 'insert', path: '$.InclusionRules', value: women },
      ],
      label: 'Build',
    });
    const { expression } = await detail();
    const result = await backend.call('cohort.preview', { name, expression });
    expect(result.entry).toEqual([
      { step: 'found', events: 5, persons: 5 },
      { step: 'observed', events: 2, persons: 2 },
      { step: 'limited', events: 2, persons: 2 },
      { step: 'qualified', events: 2, persons: 2 },
    ]);
    expect(result).toMatchObject({ persons: 2, remaining: [{ persons: 2 }] });
    expect(result.warnings).toMatchObject([
      { path: '$.InclusionRules[0]', message: expect.stringMatching(/“Women” excludes nobody/) },
    ]);
    expect((await detail()).generated).toEqual([]);
    const none = { ...expression, PrimaryCriteria: { CriteriaList: [{ Specimen: {} }], ObservationWindow: {} } };
    const empty = await backend.call('cohort.preview', { name, expression: none });
    expect(empty.warnings.map(({ path }) => path)).toEqual(
      expect.arrayContaining([`${entry}[0]`, '$.PrimaryCriteria']),
    );
    const broken = await backend.call('cohort.preview', { name, expression: { items: [] } });
    expect(broken.failure?.code).toBe('invalid_input');
  });

  it('stop when they are cancelled', async () => {
    await add({ ObservationPeriod: {} });
    const { expression } = await detail();
    const stopped = { signal: AbortSignal.abort() };
    await expect(backend.call('cohort.counts', { expression }, stopped)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('revisions', () => {
  it('are kept when named and when generated, compared, restored, and follow a rename', async () => {
    await add({ ObservationPeriod: {} });
    const [first] = await backend.call('cohort.keep', { name, label: 'Before the rule' });
    expect(first).toMatchObject({ label: 'Before the rule', generated: [], isPresent: true });
    await addWomen();
    await backend.call('cohort.run', { names: [name] });
    const listed = await backend.call('cohort.revisions', { name });
    expect(listed).toMatchObject([
      { label: null, generated: [{ dataset: 'tiny', persons: 10, rows: 10 }], isPresent: true },
      { label: 'Before the rule', isPresent: false },
    ]);
    const difference = await backend.call('cohort.difference', {
      before: { name, revision: first!.id },
      after: { name },
    });
    const lines = difference.sections.flatMap((section) => section.lines).filter(({ kind }) => kind !== 'same');
    expect(lines.map(({ kind }) => kind)).toEqual(['added', 'added']);
    await backend.call('cohort.restore', { name, revision: first!.id });
    expect(rules((await detail()).outline)).toEqual([]);
    const to = `${name} again`;
    await backend.call('cohort.rename', { name, to });
    expect(await backend.call('cohort.revisions', { name: to })).toHaveLength(2);
    await backend.call('cohort.run', { names: [to] });
    await backend.call('study.undo', {});
    expect(await backend.call('cohort.revisions', { name })).toHaveLength(2);
    await backend.call('study.undo', {});
    expect(rules((await detail()).outline)).toEqual([false]);
    await expect(backend.call('cohort.restore', { name, revision: '../../study' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('two cohorts', () => {
  it('are compared: who is in both, who only in one, and where they were lost', async () => {
    await add({ ObservationPeriod: {} });
    const all = name;
    const old = `${name} old`;
    await backend.call('cohort.create', { name: old, from: { kind: 'copy', name: all } });
    await backend.call('cohort.edit', {
      name: old,
      edits: [
        { op: 'insert', path: '$.InclusionRules', value: women },
        {
          op: 'insert',
          path: '$.InclusionRules',
          value: {
            name: 'Aged 55',
            expression: { Type: 'ALL', DemographicCriteriaList: [{ Age: { Value: 55, Op: 'gte' } }] },
          },
        },
      ],
      label: 'Narrow',
    });
    const asked = { a: all, b: old };
    await expect(backend.call('cohort.compare', asked)).rejects.toMatchObject({ code: 'not_found' });
    await backend.call('cohort.run', { names: [all, old] });
    expect(await backend.call('cohort.compare', asked)).toEqual({
      dataset: 'tiny',
      a: { name: all, persons: 30, rows: 30 },
      b: { name: old, persons: 5, rows: 5 },
      both: {
        persons: 5,
        medianAge: 57,
        medianStart: '2010-01-01',
        sexes: [{ name: expect.any(String), persons: 5 }],
        lostAt: [],
      },
      onlyA: {
        persons: 25,
        medianAge: 42,
        medianStart: '2010-01-01',
        sexes: [
          { name: expect.any(String), persons: 20 },
          { name: expect.any(String), persons: 5 },
        ],
        lostAt: [
          { step: 'rule “Women”', persons: 20 },
          { step: 'rule “Aged 55”', persons: 5 },
        ],
      },
      onlyB: { persons: 0, medianAge: null, medianStart: null, sexes: [], lostAt: [] },
      firstEntry: { sameDay: 5, aSooner: 0, bSooner: 0 },
    });
    await expect(backend.call('cohort.compare', { a: all, b: all })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('a cohort that builds on another', () => {
  const on = (cohort: string) => ({ Cohort: { Name: cohort } });

  it('has its rows, is stale when it changes, follows its new name and keeps it from being removed', async () => {
    await add({ ObservationPeriod: {} });
    await addWomen();
    const base = name;
    const top = `${name} on top`;
    const made = await backend.call('cohort.create', { name: top, from: { kind: 'cohort', name: base } });
    expect(made.problems).toMatchObject([{ severity: 'warning', message: expect.stringMatching(/ATLAS can’t read/) }]);
    expect(made.explanation?.sections[0]?.sentences[0]?.text).toBe(
      `Persons enter with any stay in the cohort “${base}”.`,
    );
    expect(made.sql).toContain('cohort_stays');
    const { counts } = await backend.call('cohort.counts', { expression: made.expression });
    expect(counts).toEqual([{ path: `${entry}[0]`, events: 10, persons: 10 }]);
    const [a, b] = await backend.call('cohort.run', { names: [base, top] });
    expect(b).toMatchObject({ persons: 10, fingerprint: a?.fingerprint });
    const stale = async (of: string) => (await backend.call('cohort.get', { name: of })).generated[0]?.stale;
    expect(await stale(top)).toBe(false);
    await backend.call('cohort.edit', {
      name: base,
      edits: [{ op: 'switch', path: '$.InclusionRules[0]', on: false }],
      label: 'Off',
    });
    expect([await stale(base), await stale(top)]).toEqual([true, true]);
    await backend.call('study.undo', {});
    const off = { op: 'insert' as const, path: '$.Stillroom.rulesOff', value: { index: 0, rule: women } };
    await backend.call('cohort.edit', { name: base, edits: [off], label: 'A rule that is off changes nothing' });
    expect([await stale(base), await stale(top)]).toEqual([false, false]);
    await backend.call('study.undo', {});
    expect([await stale(base), await stale(top)]).toEqual([false, false]);
    await expect(backend.call('cohort.remove', { name: base })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`“${top}” builds on it`),
    });
    await backend.call('cohort.rename', { name: base, to: `${base} renamed` });
    const after = await backend.call('cohort.get', { name: top });
    expect(JSON.stringify(after.expression)).toContain(`"Name":"${base} renamed"`);
    expect(after.generated[0]?.stale).toBe(false);
    await backend.call('study.undo', {});
    expect((await backend.call('cohort.get', { name: top })).problems).toMatchObject([{ severity: 'warning' }]);
  });

  it('is generated from what it was built on when that was asked', async () => {
    const base = name;
    await add({ ObservationPeriod: {} });
    const top = `${name} on it`;
    await backend.call('cohort.create', { name: top, from: { kind: 'cohort', name: base } });
    const running = backend.call('cohort.run', { names: [top] });
    await backend.call('cohort.edit', {
      name: base,
      edits: [{ op: 'insert', path: '$.InclusionRules', value: women }],
      label: 'On the way',
    });
    expect((await running)[0]).toMatchObject({ persons: 30 });
    await backend.call('study.undo', {});
    expect((await backend.call('cohort.get', { name: top })).generated[0]).toMatchObject({ stale: false });
  });

  it('is refused where it would build on itself, on nothing, or on what can’t run', async () => {
    const other = `${name} other`;
    await backend.call('cohort.create', { name: other, from: { kind: 'blank' } });
    await backend.call('cohort.edit', {
      name: other,
      edits: [{ op: 'insert', path: entry, value: on(name) }],
      label: 'x',
    });
    const blank = await backend.call('cohort.get', { name: other });
    expect(blank.problems.map(({ message }) => message)).toContainEqual(expect.stringMatching(/can’t run itself/));
    const circle = await add(on(other));
    expect(circle.sql).toBeNull();
    expect(circle.problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`“${name}” → “${other}” → “${name}”`),
    );
    expect((await backend.call('cohort.run', { names: [name] }))[0]?.failure?.code).toBe('invalid_input');
    expect((await add(on('nowhere'))).problems.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/no cohort “nowhere” in this study/),
    );
    const { counts } = await backend.call('cohort.counts', { expression: circle.expression });
    expect(counts).toEqual([]);
  });

  it('counts stays as events of a rule, with concept sets of both', async () => {
    const base = name;
    const sets = (concept: number) => [
      { id: 0, name: 's', expression: { items: [{ concept: { CONCEPT_ID: concept } }] } },
    ];
    await backend.call('cohort.save', {
      name: base,
      expression: {
        ConceptSets: sets(1),
        PrimaryCriteria: {
          CriteriaList: [{ Death: {} }, { Measurement: { CodesetId: 0 } }],
          ObservationWindow: { PriorDays: 0, PostDays: 0 },
          PrimaryCriteriaLimit: { Type: 'All' },
        },
      },
    });
    const top = `${name} rule`;
    const rule = {
      name: 'Dies',
      expression: {
        Type: 'ALL',
        CriteriaList: [
          {
            Criteria: { Cohort: { Name: base, Age: { Value: 63, Op: 'lte' } } },
            StartWindow: { Start: { Coeff: -1 }, End: { Coeff: 1 } },
            Occurrence: { Type: 2, Count: 1 },
          },
        ],
      },
    };
    await backend.call('cohort.save', {
      name: top,
      expression: {
        ConceptSets: sets(2),
        PrimaryCriteria: {
          CriteriaList: [{ ObservationPeriod: {} }, { Observation: { CodesetId: 0 } }],
          ObservationWindow: { PriorDays: 0, PostDays: 0 },
        },
        InclusionRules: [rule],
        CensoringCriteria: [on(base)],
      },
    });
    const [made] = await backend.call('cohort.run', { names: [top] });
    expect(made).toMatchObject({ persons: 4, rows: 4, attrition: { persons: { entry: 30 } } });
    expect((await backend.call('cohort.get', { name: top })).explanation?.sections[1]?.sentences[0]?.text).toContain(
      `There is at least 1 stay in the cohort “${base}” starting`,
    );
  });
});

describe('files', () => {
  const definition = JSON.stringify({ PrimaryCriteria: { CriteriaList: [{ ObservationPeriod: {} }] } });
  const file = (place: string, text = definition) => {
    mkdirSync(join(folder, 'files', place, '..'), { recursive: true });
    writeFileSync(join(folder, 'files', place), text);
    return join(folder, 'files', place);
  };
  const sameName = ['a/same.json', 'b/same.json'];
  const refused = [['.json'], [`${'x'.repeat(150)}.json`], sameName];

  it('give names that can be asked for afterwards, or are refused, each alone', async () => {
    const [made] = await backend.call('cohort.open', { paths: [file(' space around .json')] });
    expect((await backend.call('cohort.get', { name: made?.name ?? '' })).name).toBe('space around');
    const before = await backend.call('cohort.list', {});
    for (const places of refused) {
      const paths = places.map((place) => file(place));
      await expect(backend.call('cohort.open', { paths })).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringMatching(/Rename the file and open it again/),
      });
      const ids = paths.map((path) => path.replace(/json$/, 'csv'));
      for (const path of ids) writeFileSync(path, '1\n2\n');
      await expect(backend.call('conceptSet.open', { paths: ids })).rejects.toMatchObject({ code: 'invalid_input' });
    }
    expect(await backend.call('cohort.list', {})).toEqual(before);
    expect(await backend.call('conceptSet.list', {})).toEqual([]);
  });

  it('and pastes that lie thousands of levels deep in themselves are refused by name', async () => {
    const deep = (levels: number) => `${'{"Type":"ALL","Groups":['.repeat(levels)}${']}'.repeat(levels)}`;
    const definitionOf = (levels: number) => `{"InclusionRules":[{"name":"r","expression":${deep(levels)}}]}`;
    const tooDeep = { code: 'invalid_input', message: expect.stringMatching(/more than 2000 levels deep/) };
    const text = definitionOf(5000);
    await expect(backend.call('cohort.open', { paths: [file('deep.json', text)] })).rejects.toMatchObject(tooDeep);
    const pasted = { name, into: '$.InclusionRules', text: `{"name":"r","expression":${deep(5000)}}` };
    await expect(backend.call('cohort.paste', pasted)).rejects.toMatchObject(tooDeep);
    for (const method of ['cohort.save', 'cohort.check'] as const)
      await expect(backend.call(method, { name, expression: JSON.parse(text) })).rejects.toMatchObject(tooDeep);
    const held = await backend.call('cohort.check', { expression: JSON.parse(definitionOf(900)) });
    expect(held.problems.map(({ message }) => message)).toContainEqual(expect.stringMatching(/more than 250 levels/));
  });

  it('that were broken outside leave the others as they are, and can be removed', async () => {
    await add({ ObservationPeriod: {} });
    await backend.call('cohort.run', { names: [name] });
    const top = `${name} on it`;
    await backend.call('cohort.create', { name: top, from: { kind: 'cohort', name } });
    await backend.call('cohort.run', { names: [top] });
    writeFileSync(join(study, 'cohorts', `${name}.json`), '<<<<<<< HEAD\n{}');
    const listed = await backend.call('cohort.list', {});
    const stale = (of: string) => listed.find((one) => one.name === of)?.generated[0]?.stale;
    expect([stale(name), stale(top)]).toEqual([true, true]);
    await expect(backend.call('cohort.get', { name })).rejects.toThrow(`“${name}.json” is not JSON`);
    await backend.call('cohort.remove', { name: top });
    await backend.call('cohort.remove', { name });
    expect((await backend.call('cohort.list', {})).map((one) => one.name)).not.toContain(name);
    const set = { items: [{ concept: { CONCEPT_ID: 1 } }] };
    for (const one of ['broken', 'whole']) await backend.call('conceptSet.save', { name: one, expression: set });
    writeFileSync(join(study, 'concept-sets', 'broken.json'), '{');
    expect(await backend.call('conceptSet.list', {})).toMatchObject([{ name: 'broken' }, { name: 'whole', items: 1 }]);
    await backend.call('conceptSet.remove', { name: 'broken' });
    expect(await backend.call('conceptSet.list', {})).toHaveLength(1);
  });
});

it('rows that were kept are what queries see, even where the next cohort of the call could not be kept', async () => {
  await add({ ObservationPeriod: {} });
  const next = `${name} next`;
  await backend.call('cohort.create', { name: next, from: { kind: 'copy', name } });
  const seen = async () => {
    const sql = `FROM results.cohort WHERE cohort_name = '${name}'`;
    return (await backend.call('sql.run', { sql })).rows;
  };
  await backend.call('cohort.run', { names: [name] });
  expect(await seen()).toBe(30);
  await addWomen();
  const inTheWay = join(study, 'data', 'tiny', 'cohorts', `${next}.json`);
  mkdirSync(inTheWay);
  await expect(backend.call('cohort.run', { names: [name, next] })).rejects.toThrow();
  rmSync(inTheWay, { recursive: true });
  expect(await seen()).toBe(10);
});
