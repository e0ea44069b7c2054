import { expect, it } from 'vitest';
import type { Edit } from '../../contract/outline.ts';
import { checkExpression } from './check.ts';
import { applyEdits } from './edit.ts';
import { outlineCohort } from './outline.ts';
import { plainDefinition } from './rules-off.ts';

const rule = (name: string) => ({ name, expression: { Type: 'ALL', CriteriaList: [] } });
const definition = {
  cdmVersionRange: '>=5.0.0',
  PrimaryCriteria: { CriteriaList: [{ Death: {} }, { DrugEra: { First: true } }], ObservationWindow: {} },
  InclusionRules: [rule('a'), rule('b'), rule('c')],
};
const edit = (...edits: Edit[]) => applyEdits(definition, edits);
const shown = (json: Record<string, unknown>) =>
  outlineCohort(json)?.sections[2]?.nodes.map(({ parts, isOff }) => `${parts[0]?.text}${isOff ? ' off' : ''}`);

it('sets, removes, inserts, moves and doubles, and leaves the definition it was given alone', () => {
  const before = JSON.stringify(definition);
  const list = '$.PrimaryCriteria.CriteriaList';
  expect(edit({ op: 'set', path: `${list}[0].Death.Age.Op`, value: 'gte' }).PrimaryCriteria).toMatchObject({
    CriteriaList: [{ Death: { Age: { Op: 'gte' } } }, { DrugEra: { First: true } }],
  });
  expect(edit({ op: 'remove', path: `${list}[1].DrugEra.First` }).PrimaryCriteria).toMatchObject({
    CriteriaList: [{ Death: {} }, { DrugEra: {} }],
  });
  expect(edit({ op: 'move', path: list, from: 1, to: 0 }).PrimaryCriteria).toMatchObject({
    CriteriaList: [{ DrugEra: {} }, { Death: {} }],
  });
  expect(edit({ op: 'insert', path: '$.CensoringCriteria', value: { Death: {} } }).CensoringCriteria).toEqual([
    { Death: {} },
  ]);
  expect(edit({ op: 'duplicate', path: `${list}[0]` }).PrimaryCriteria).toMatchObject({
    CriteriaList: [{ Death: {} }, { Death: {} }, { DrugEra: {} }],
  });
  expect(JSON.stringify(definition)).toBe(before);
});

it('keeps the order of keys', () => {
  const changed = edit({ op: 'set', path: '$.PrimaryCriteria.ObservationWindow', value: { PriorDays: 1 } });
  expect(Object.keys(changed)).toEqual(Object.keys(definition));
});

it('says which place is not there', () => {
  const refused = (...edits: Edit[]) => expect(() => edit(...edits));
  refused({ op: 'remove', path: '$.Nothing' }).toThrow(/nothing at \$\.Nothing/);
  refused({ op: 'remove', path: '$.InclusionRules[9]' }).toThrow(/nothing at \$\.InclusionRules\[9\]/);
  refused({ op: 'set', path: '$.PrimaryCriteria.CriteriaList[9].Death', value: {} }).toThrow(/nothing at/);
  refused({ op: 'set', path: '$.cdmVersionRange.x', value: 1 }).toThrow(/no object/);
  refused({ op: 'insert', path: '$.cdmVersionRange', value: 1 }).toThrow(/no list/);
  refused({ op: 'insert', path: '$.CensoringCriteria', index: 3, value: {} }).toThrow(/nothing at/);
  refused({ op: 'move', path: '$.InclusionRules', from: 0, to: 3 }).toThrow(/nothing at/);
  refused({ op: 'switch', path: '$.PrimaryCriteria', on: false }).toThrow(/no inclusion rule/);
  refused({ op: 'remove', path: '$' }).toThrow(/whole definition/);
  refused({ op: 'set', path: '$', value: [] }).toThrow(/JSON object/);
  refused({ op: 'set', path: '$..x', value: 1 }).toThrow(/not a place/);
});

it('makes all edits or none', () => {
  const good: Edit = { op: 'set', path: '$.Title', value: 'T' };
  expect(() => edit(good, { op: 'remove', path: '$.Nothing' })).toThrow();
  expect(definition).not.toHaveProperty('Title');
});

it('keeps a rule that is off in its place, out of Circe’s sight', () => {
  const off = edit({ op: 'switch', path: '$.InclusionRules[1]', on: false });
  expect(shown(off)).toEqual(['a', 'b off', 'c']);
  expect(off.InclusionRules).toEqual([rule('a'), rule('c')]);
  expect(plainDefinition(off)).toEqual({ ...definition, InclusionRules: [rule('a'), rule('c')] });
  expect(checkExpression(off).problems.filter(({ path }) => path.includes('Stillroom'))).toEqual([]);
  const path = '$.Stillroom.rulesOff[0].rule';
  const more = (...edits: Edit[]) => shown(applyEdits(off, edits));
  expect(more({ op: 'remove', path: '$.InclusionRules[0]' })).toEqual(['b off', 'c']);
  expect(more({ op: 'insert', path: '$.InclusionRules', value: rule('d') })).toEqual(['a', 'b off', 'c', 'd']);
  expect(more({ op: 'insert', path: '$.InclusionRules', index: 1, value: rule('d') })).toEqual([
    'a',
    'd',
    'b off',
    'c',
  ]);
  expect(more({ op: 'move', path: '$.InclusionRules', from: 1, to: 2 })).toEqual(['a', 'c', 'b off']);
  expect(more({ op: 'duplicate', path })).toEqual(['a', 'b off', 'b off', 'c']);
  expect(more({ op: 'set', path: `${path}.name`, value: 'B' })).toEqual(['a', 'B off', 'c']);
  expect(more({ op: 'remove', path })).toEqual(['a', 'c']);
  expect(applyEdits(off, [{ op: 'remove', path }])).not.toHaveProperty('Stillroom');
  expect(applyEdits(off, [{ op: 'switch', path, on: true }])).toEqual(definition);
});
