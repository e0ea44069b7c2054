import { beforeEach, describe, expect, it } from 'vitest';
import type { Outline } from '../../contract/outline.ts';
import { editing, women } from './testing/editing.ts';

const editor = editing();
const { backend, add, addWomen, detail } = editor;
let name = '';
beforeEach(() => {
  name = editor.name;
});
const rules = (outline: Outline | null) => outline?.sections[2]?.nodes.map(({ isOff }) => isOff);

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
