import { expect, it } from 'vitest';
import type { Difference } from '../../contract/cohort.ts';
import { compareDefinitions } from './difference.ts';
import { applyEdits } from './edit.ts';

const counted = (codeset: number, days: number) => ({
  Criteria: { DrugExposure: { CodesetId: codeset, Age: { Value: 18, Op: 'gte' } } },
  StartWindow: { Start: { Days: days, Coeff: -1 }, End: { Days: 0, Coeff: 1 } },
  Occurrence: { Type: 2, Count: 1 },
});
const rule = (name: string, codeset: number, days: number) => ({
  name,
  expression: { Type: 'ALL', CriteriaList: [counted(codeset, days)] },
});
const definition = {
  ConceptSets: [
    { id: 0, name: 'Metformin', expression: { items: [{ concept: { CONCEPT_ID: 1, CONCEPT_NAME: 'Metformin' } }] } },
    { id: 1, name: 'Insulin', expression: { items: [] } },
  ],
  PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: {} }], ObservationWindow: { PriorDays: 0, PostDays: 0 } },
  InclusionRules: [rule('a', 0, 30), rule('b', 1, 60), { name: 'c', expression: { Type: 'ANY', CriteriaList: [] } }],
};

const changes = ({ sections }: Difference) =>
  sections.flatMap(({ lines }) =>
    lines
      .filter(({ kind }) => kind !== 'same')
      .map(({ kind, before, after }) => {
        const marked = (words: typeof before) =>
          words.map(({ text, mark }) => (mark === 'same' ? text : `[${text}]`)).join('');
        return [kind, marked(before), marked(after)];
      }),
  );
const after = (...edits: Parameters<typeof applyEdits>[1]) =>
  changes(compareDefinitions(definition, applyEdits(definition, edits)));

it('finds nothing between a definition and itself, whatever the order of its keys', () => {
  const { InclusionRules, ...others } = definition;
  const other = { InclusionRules, ...others };
  expect(compareDefinitions(definition, other)).toMatchObject({ isEqual: true });
  expect(changes(compareDefinitions(definition, other))).toEqual([]);
});

it('marks the words of a line that changed', () => {
  const path = '$.InclusionRules[0].expression.CriteriaList[0].StartWindow.Start.Days';
  const line = (days: string) =>
    `There is at least 1 drug exposure of “Metformin” starting between ${days} days before and 0 days after the entry event’s start`;
  expect(after({ op: 'set', path, value: 90 })).toEqual([['changed', line('[30]'), line('[90]')]]);
});

it('sees that a rule was moved, and only that one', () => {
  expect(after({ op: 'move', path: '$.InclusionRules', from: 2, to: 0 })).toEqual([
    ['moved', 'C: any of these hold (nothing is asked yet)', 'C: any of these hold (nothing is asked yet)'],
  ]);
});

it('says what was added, removed and switched off', () => {
  expect(after({ op: 'remove', path: '$.InclusionRules[1]' }).map(([kind]) => kind)).toEqual([
    'removed',
    'removed',
    'removed',
  ]);
  expect(after({ op: 'insert', path: '$.CensoringCriteria', value: { Death: {} } })).toEqual([
    ['added', '', '[They leave earlier with any death of any kind on or after the entry event’s start]'],
  ]);
  expect(after({ op: 'switch', path: '$.InclusionRules[2]', on: false })).toEqual([
    ['changed', expect.stringMatching(/^\[?C/), expect.stringContaining('[(off)')],
  ]);
});

it('goes through concept sets item by item', () => {
  const path = '$.ConceptSets[0].expression.items';
  const value = { concept: { CONCEPT_ID: 2, CONCEPT_NAME: 'Phenformin' }, includeDescendants: true };
  expect(after({ op: 'insert', path, value })).toEqual([['added', '', '[Phenformin (2) with descendants]']]);
});

it('of two definitions that have nothing in common', () => {
  const other = { PrimaryCriteria: { CriteriaList: [{ VisitOccurrence: {} }], ObservationWindow: { PriorDays: 365 } } };
  const difference = compareDefinitions(definition, other);
  expect(difference.isEqual).toBe(false);
  expect(difference.sections.map(({ heading }) => heading)).toContain('Inclusion rules');
});

it('never takes for equal what differs only behind the sentences', () => {
  const withGender = (id: number) => ({
    ...definition,
    PrimaryCriteria: {
      CriteriaList: [{ Death: { Gender: [{ CONCEPT_ID: id, CONCEPT_NAME: 'FEMALE' }] } }],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
    },
  });
  const difference = compareDefinitions(withGender(8532), withGender(8507));
  expect(difference.isEqual).toBe(false);
  const place = 'PrimaryCriteria.CriteriaList[0].Death.Gender[0].CONCEPT_ID';
  expect(changes(difference)).toEqual([['changed', `${place}: [8532]`, `${place}: [8507]`]]);
  expect(after({ op: 'set', path: '$.cdmVersionRange', value: '>=5.3' })).toEqual([
    ['changed', 'cdmVersionRange: [nothing]', 'cdmVersionRange: [">=5.3"]'],
  ]);
});

it('matches the rules that are alike, whatever their names, and not those that are not', () => {
  const renamed = { ...definition, InclusionRules: [rule('z', 0, 31), rule('y', 1, 60)] };
  const kinds = changes(compareDefinitions({ ...definition, InclusionRules: [rule('a', 0, 30)] }, renamed));
  expect(kinds.map(([kind]) => kind)).toEqual(['changed', 'changed', 'added', 'added', 'added']);
});
