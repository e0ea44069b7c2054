import { beforeEach, describe, expect, it } from 'vitest';
import type { Outline } from '../../contract/outline.ts';
import { editing, entry } from './testing/editing.ts';

const editor = editing();
const { backend, add, addWomen, detail } = editor;
let name = '';
beforeEach(() => {
  name = editor.name;
});
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
