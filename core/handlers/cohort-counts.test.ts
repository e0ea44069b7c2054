import { beforeEach, describe, expect, it } from 'vitest';
import { editing, entry, women } from './testing/editing.ts';

const editor = editing();
const { backend, add, detail } = editor;
let name = '';
beforeEach(() => {
  name = editor.name;
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

  it('say once of a rule that asks nothing yet that it changes nothing', async () => {
    await add({ ObservationPeriod: {} });
    const value = { name: 'New rule', expression: { Type: 'ALL' } };
    await backend.call('cohort.edit', {
      name,
      edits: [{ op: 'insert', path: '$.InclusionRules', value }],
      label: 'Add rule',
    });
    const { expression } = await detail();
    const { warnings } = await backend.call('cohort.preview', { name, expression });
    expect(warnings).toMatchObject([{ path: '$.InclusionRules[0]', message: expect.stringMatching(/asks nothing/) }]);
  });

  it('stop when they are cancelled', async () => {
    await add({ ObservationPeriod: {} });
    const { expression } = await detail();
    const stopped = { signal: AbortSignal.abort() };
    await expect(backend.call('cohort.counts', { expression }, stopped)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
