import { describe, expect, it } from 'vitest';
import { line, outlineOf, rule, word } from '../../../testing/outline.ts';
import { readDefinition } from '../begin/read-definition.ts';
import { suggestName } from '../begin/suggest-name.ts';
import { mergeWords } from '../revisions/difference-view.tsx';
import { freeId, freeName } from './concept-sets.ts';
import { isWithin, parentOf, valueAt } from './json-path.ts';
import { keepSame } from './keep-same.ts';
import { allLines, lineAt, nameOf } from './outline-nodes.ts';
import { isRuleText, pastePlace } from './paste-place.ts';
import { readField } from './read-field.ts';
import { placeAfterDrop } from './use-dragged.ts';

describe('JSON paths', () => {
  it('lead into a definition, and up again', () => {
    expect(valueAt({ A: [{ B: 3 }] }, '$.A[0].B')).toBe(3);
    expect(valueAt({ A: [] }, '$.A[0].B')).toBeUndefined();
    expect(parentOf('$.A[0].B')).toBe('$.A[0]');
    expect(parentOf('$')).toBeNull();
    expect([isWithin('$.A[1].B', '$.A[1]'), isWithin('$.A[10]', '$.A[1]')]).toEqual([true, false]);
  });
});

describe('what did not change', () => {
  it('keeps its identity', () => {
    const before = { a: { n: 1 }, list: [{ n: 1 }, { n: 2 }] };
    const next = keepSame(before, { a: { n: 1 }, list: [{ n: 1 }, { n: 3 }] });
    expect(next).toEqual({ a: { n: 1 }, list: [{ n: 1 }, { n: 3 }] });
    expect([next.a === before.a, next.list[0] === before.list[0], next.list[1] === before.list[1]]).toEqual([
      true,
      true,
      false,
    ]);
    expect(keepSame(before, structuredClone(before))).toBe(before);
  });
});

describe('lines', () => {
  const member = line('$.InclusionRules[0].expression.CriteriaList[0]', [], {
    role: 'criterion',
    list: { path: '$.InclusionRules[0].expression.CriteriaList', index: 0, length: 1 },
  });
  const outline = outlineOf({ rules: [rule('Adults', { children: [member] })] });
  const [adults] = allLines(outline);

  it('are found by the innermost place that a problem names', () => {
    expect(lineAt(outline, `${member.path}.Occurrence`)?.path).toBe(member.path);
    expect(lineAt(outline, '$.InclusionRules[0].name')?.path).toBe('$.InclusionRules[0]');
    expect(lineAt(outline, '$.CensorWindow')).toBeUndefined();
    expect(adults && nameOf(adults)).toBe('Adults');
  });

  it('take what is pasted: a rule beside the rules, else into the rule or beside the line', () => {
    const around = adults ? [adults] : [];
    expect(pastePlace(outline, around, '{"name": "x", "expression": {"Type": "ALL"}}')).toBe('$.InclusionRules');
    expect(pastePlace(outline, around, '{"Criteria": {}}')).toBe('$.InclusionRules[0]');
    expect(pastePlace(outline, [member, ...around], '{"Criteria": {}}')).toBe(member.list?.path);
    expect(isRuleText('{"name": "set", "expression": {"items": []}}')).toBe(false);
    expect(isRuleText('no JSON')).toBe(false);
  });

  it('land where they are dropped', () => {
    expect([placeAfterDrop(0, 2, 'before'), placeAfterDrop(0, 2, 'after'), placeAfterDrop(3, 1, 'before')]).toEqual([
      1, 2, 1,
    ]);
  });
});

describe('a date that is typed', () => {
  const date = word('$.x', 'date', '');
  it('is a day of the calendar', () => {
    expect(readField(date, '2010-12-31')).toMatchObject({ kind: 'value', value: '2010-12-31' });
    for (const wrong of ['2010-02-30', '31.12.2010', '2010']) expect(readField(date, wrong).kind).toBe('problem');
  });
});

describe('concept sets of a definition', () => {
  it('get a number and a name that are free', () => {
    const set = (id: number, name: string) => ({ path: '', id, name, items: 0, uses: 0, remove: null });
    const outline = outlineOf({ conceptSets: [set(0, 'Gout'), set(2, 'Gout 2')] });
    expect([freeId(outline), freeName(outline, 'Gout'), freeName(outline, 'Pain')]).toEqual([1, 'Gout 3', 'Pain']);
  });
});

describe('words of a difference', () => {
  it('stand in one run, what was removed before what took its place', () => {
    const same = (text: string) => ({ text, mark: 'same' as const });
    const merged = mergeWords(
      [same('aged '), { text: '18', mark: 'removed' }, same(' or over')],
      [same('aged '), { text: '21', mark: 'added' }, same(' or over')],
    );
    expect(merged.map(({ text, mark }) => `${mark} ${text}`)).toEqual([
      'same aged ',
      'removed 18',
      'added 21',
      'same  or over',
    ]);
  });
});

describe('a new cohort', () => {
  it('reads a definition, and an ATLAS cohort that holds one', () => {
    const definition = { PrimaryCriteria: {} };
    expect(readDefinition(JSON.stringify(definition))).toEqual(definition);
    expect(readDefinition(JSON.stringify({ name: 'x', expression: definition }))).toEqual(definition);
    expect(readDefinition(JSON.stringify({ expression: JSON.stringify(definition) }))).toEqual(definition);
    expect([readDefinition('{"a": 1}'), readDefinition('nothing')]).toEqual([null, null]);
  });

  it('is offered a name that no other has', () => {
    expect(suggestName('blank', null, ['New cohort'])).toBe('New cohort 2');
    expect(suggestName('copy', 'Gout', [])).toBe('Gout, copy');
  });
});
