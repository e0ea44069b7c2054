import { describe, expect, it } from 'vitest';
import { parseExpression } from '../check.ts';
import { copyPart } from './copy.ts';
import { pastePart } from './paste.ts';

const set = (id: number, name: string, concept: number) => ({
  id,
  name,
  expression: { items: [{ concept: { CONCEPT_ID: concept }, includeDescendants: true }] },
});
const counted = (codeset: number) => ({
  Criteria: { DrugExposure: { CodesetId: codeset } },
  StartWindow: { Start: { Coeff: -1 }, End: { Coeff: 1 } },
  Occurrence: { Type: 2, Count: 1 },
});
const definition = (sets: readonly object[], codeset: number) => ({
  ConceptSets: sets,
  PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: { CodesetId: codeset } }], ObservationWindow: {} },
  InclusionRules: [{ name: 'Drug', expression: { Type: 'ALL', CriteriaList: [counted(codeset)] } }],
  Stillroom: { rulesOff: [] },
});

const from = definition([set(0, 'Metformin', 10), set(1, 'Insulin', 20)], 1);
const to = definition([set(0, 'Asthma', 30)], 0);
const ruleText = copyPart(from, '$.InclusionRules[0]');

type Loose = Record<string, never[]> & {
  ConceptSets: { id: number; name: string }[];
  InclusionRules: { name: string; expression: { CriteriaList: unknown[]; Groups: unknown[] } }[];
};
const paste = (into: string, text: string, base: object = to) =>
  pastePart(base as Record<string, unknown>, into, text) as Loose;

describe('copy', () => {
  it('takes only the concept sets that the part uses', () => {
    expect(JSON.parse(ruleText)).toMatchObject({
      Stillroom: { copied: 'rule' },
      value: { name: 'Drug' },
      ConceptSets: [{ id: 1, name: 'Insulin' }],
    });
    expect(JSON.parse(ruleText).ConceptSets).toHaveLength(1);
  });

  it('of the whole is plain Circe', () => {
    const { Stillroom: _, ...plain } = from;
    expect(JSON.parse(copyPart(from, '$'))).toEqual(JSON.parse(JSON.stringify(plain)));
  });

  it('refuses what is not there or makes no sense by itself', () => {
    expect(() => copyPart(from, '$.InclusionRules[7]')).toThrow(/nothing at/);
    expect(() => copyPart(from, '$.InclusionRules[0].name')).toThrow(/can’t be copied by itself/);
    expect(() => copyPart(from, 'InclusionRules')).toThrow(/not a place/);
    expect(() => copyPart(from, '$.InclusionRules[0].constructor')).toThrow(/nothing at/);
  });
});

describe('paste', () => {
  it('brings concept sets along under a free id, and shares an equal one', () => {
    const once = paste('$.InclusionRules', ruleText);
    expect(once.ConceptSets.map(({ id, name }) => [id, name])).toEqual([
      [0, 'Asthma'],
      [1, 'Insulin'],
    ]);
    const twice = paste('$.InclusionRules', ruleText, once);
    expect(twice.ConceptSets).toHaveLength(2);
    expect(twice.InclusionRules).toHaveLength(3);
    expect(parseExpression(twice).rules).toHaveLength(3);
  });

  it('gives another id where the id is taken by another set, and another name where the name is', () => {
    const other = definition([set(1, 'Insulin', 99)], 1);
    const pasted = paste('$.InclusionRules', ruleText, other);
    expect(pasted.ConceptSets.map(({ id, name }) => [id, name])).toEqual([
      [1, 'Insulin'],
      [2, 'Insulin (2)'],
    ]);
    const [, rule] = parseExpression(pasted).rules;
    expect(rule?.group.criteria[0]?.criterion.setId).toBe(2);
  });

  it('puts every kind where it can stand', () => {
    const criterion = copyPart(from, '$.InclusionRules[0].expression.CriteriaList[0]');
    expect(paste('$.InclusionRules[0]', criterion).InclusionRules[0]?.expression.CriteriaList).toHaveLength(2);
    expect(paste('$.InclusionRules[0].expression', ruleText).InclusionRules[0]?.expression.Groups).toHaveLength(1);
    expect(parseExpression(paste('$.PrimaryCriteria.CriteriaList', criterion)).entry.criteria).toHaveLength(2);
    expect(parseExpression(paste('$.CensoringCriteria', '{"Death":{}}')).censoring).toHaveLength(1);
    expect(paste('$.InclusionRules', '{"Age":{"Value":18,"Op":"gte"}}').InclusionRules).toHaveLength(2);
    expect(paste('$.ConceptSets', JSON.stringify(set(0, 'New', 5))).ConceptSets).toHaveLength(2);
    expect(paste('$.ConceptSets', '{"items":[]}').ConceptSets[1]?.name).toBe('Pasted concept set');
  });

  it('says what can’t be pasted, and why', () => {
    const refused = (into: string, text: string) => () => paste(into, text);
    expect(refused('$.InclusionRules', 'SELECT 1')).toThrow(/not JSON/);
    expect(refused('$.InclusionRules', '[1]')).toThrow(/no part of a cohort definition/);
    expect(refused('$.InclusionRules', '{}')).toThrow(/no part of a cohort definition/);
    expect(refused('$.InclusionRules', JSON.stringify(from))).toThrow(/a whole cohort definition/);
    expect(refused('$.PrimaryCriteria.CriteriaList', ruleText)).toThrow(/an inclusion rule, which can’t be put among/);
    expect(refused('$.InclusionRules[4]', ruleText)).toThrow(/nothing at/);
    expect(refused('$.QualifiedLimit', ruleText)).toThrow(/nothing at|choose a list/);
    expect(refused('$.CensoringCriteria', '{"Death":{"CodesetId":9}}')).toThrow(/concept set 9/);
  });
});
