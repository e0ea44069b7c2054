import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { editing } from './testing/editing.ts';

const editor = editing();
const { backend, folder, study, add, addWomen } = editor;
let name = '';
beforeEach(() => {
  name = editor.name;
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

  it('with a key that stands twice say so, until the definition is edited', async () => {
    const twice = `{
  "PrimaryCriteria": { "CriteriaList": [{ "Death": {} }], "ObservationWindow": {} },
  "PrimaryCriteria": { "CriteriaList": [{ "ObservationPeriod": {} }], "ObservationWindow": {} }
}`;
    for (const [i, text] of [twice, `{"expression": ${twice}}`, JSON.stringify({ expression: twice })].entries()) {
      const [made] = await backend.call('cohort.open', { paths: [file(`twice ${i}.json`, text)] });
      const opened = await backend.call('cohort.get', { name: made!.name });
      expect(opened.problems).toEqual([
        { path: '$.PrimaryCriteria', severity: 'warning', message: expect.stringMatching(/twice, on lines 2 and 3:/) },
      ]);
      expect(opened.explanation?.sections[0]?.sentences[0]?.text).toMatch(/any observation period/);
      const edits = [{ op: 'set' as const, path: '$.Title', value: 'T' }];
      expect((await backend.call('cohort.edit', { name: made!.name, edits, label: 'T' })).problems).toEqual([]);
    }
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
