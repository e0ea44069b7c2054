import { beforeEach, describe, expect, it } from 'vitest';
import { editing, entry, women } from './testing/editing.ts';

const editor = editing();
const { backend, add, addWomen } = editor;
let name = '';
beforeEach(() => {
  name = editor.name;
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
