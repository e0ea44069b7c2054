import { describe, expect, it } from 'vitest';
import { cohortResult } from '../../testing/cohorts.ts';
import { outlineOf, rule } from '../../testing/outline.ts';
import { attritionRows } from './attrition-rows.ts';
import { paragraphsOf } from './definition.tsx';
import { flowInput } from './flow-input.ts';
import { sectionCount } from './rule-counts.ts';

const { attrition } = cohortResult('x');

describe('paragraphs of a section', () => {
  const sentence = (text: string, path = '$.x') => ({ text, path });

  it('run on, but for the author’s own words and numbered members', () => {
    const shown = paragraphsOf([
      sentence('In the author’s words.', '$.InclusionRules[0].description'),
      sentence('One.'),
      sentence('Two.'),
      sentence('1. A member:'),
      sentence('1.1. A member of it.'),
      sentence('After all.'),
    ]);
    expect(shown.map((paragraph) => paragraph.map(({ text }) => text).join(' '))).toEqual([
      'In the author’s words.',
      'One. Two.',
      '1. A member:',
      '1.1. A member of it.',
      'After all.',
    ]);
  });
});

describe('the count beside a section', () => {
  it('is of the entry, of the rule by itself, of all rules, or none', () => {
    expect(sectionCount('$.PrimaryCriteria.CriteriaList[0]', attrition)).toEqual({ persons: 1500, share: 1 });
    expect(sectionCount('$.InclusionRules[0].description', attrition)?.persons).toBe(1284);
    expect(sectionCount('$.ExpressionLimit', attrition)?.persons).toBe(1284);
    expect(sectionCount('$.InclusionRules[7]', attrition)).toBeNull();
    expect(sectionCount('$.EndStrategy', attrition)).toBeNull();
  });

  it('has no share where nobody entered', () => {
    const nobody = { ...attrition, persons: { entry: 0, final: 0 } };
    expect(sectionCount('$.PrimaryCriteria', nobody)).toEqual({ persons: 0, share: 0 });
  });
});

describe('the flow', () => {
  it('follows what each rule and all before it leave', () => {
    const steps = [
      { step: 'found' as const, persons: 1700, events: 2100 },
      { step: 'observed' as const, persons: 1500, events: 1600 },
      { step: 'limited' as const, persons: 1500, events: 1600 },
      { step: 'qualified' as const, persons: 1500, events: 1600 },
    ];
    const flow = flowInput(cohortResult('x', { entry: steps }), null);
    expect(flow).toMatchObject({ counts: 'remaining', rules: [{ persons: 1284 }] });
    expect(flow.before?.map(({ persons }) => persons)).toEqual([1700, 1500]);
  });

  it('counts each rule by itself where the sequence is not known', () => {
    expect(flowInput(cohortResult('x', { remaining: [] }), null)).toMatchObject({
      counts: 'each',
      rules: [{ name: 'Aged 40 to 85', alone: 216 }],
    });
  });

  it('keeps the place of a rule that is off, in figure and table', () => {
    const result = cohortResult('x');
    const flow = flowInput(result, outlineOf({ rules: [rule('Washout', { isOff: true }), rule('Aged 40 to 85')] }));
    expect(flow.rules.map(({ name, isOff }) => [name, isOff ?? false])).toEqual([
      ['Washout', true],
      ['Aged 40 to 85', false],
    ]);
    const rows = attritionRows(flow, result.attrition);
    expect(rows[1]).toMatchObject({ step: 'Washout (off)', persons: null, rule: null });
    expect(rows[2]).toMatchObject({ persons: 1284, rule: { meet: 1284, alone: 216 } });
  });

  it('has no share where nobody entered', () => {
    const nobody = cohortResult('x', { attrition: { ...attrition, persons: { entry: 0, final: 0 } } });
    expect(attritionRows(flowInput(nobody, null), nobody.attrition)[0]?.share).toBeNull();
  });
});
