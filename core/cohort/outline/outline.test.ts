import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outline, OutlineNode } from '../../../contract/outline.ts';
import { addable } from '../../../contract/outline-menu.ts';
import { checkExpression } from '../check.ts';
import { domainNames } from '../criteria/domain.ts';
import { domains } from '../criteria/domains.ts';
import { compareDefinitions } from '../difference.ts';
import { applyEdits } from '../edit.ts';
import { outlineCohort } from '../outline.ts';
import { plainText } from './build.ts';
import { blankDefinition } from './first-values.ts';

type Json = Record<string, unknown>;
const flat = (nodes: readonly OutlineNode[]): OutlineNode[] => nodes.flatMap((node) => [node, ...flat(node.children)]);
const outlineOf = (json: unknown): Outline => {
  const outline = outlineCohort(json);
  if (!outline) throw new Error('no outline');
  return outline;
};
const nodesOf = (json: unknown) => outlineOf(json).sections.flatMap(({ nodes }) => flat(nodes));
const textsOf = (json: unknown, section: number) =>
  flat(outlineOf(json).sections[section]?.nodes ?? []).map(({ parts }) => plainText(parts));
const sectionActions = (json: unknown, id: string) => outlineOf(json).sections.find((one) => one.id === id)?.add ?? [];

const nodeActions = (json: unknown, path: string) => {
  const outline = outlineOf(json);
  const node = outline.sections.flatMap(({ nodes }) => flat(nodes)).find((one) => one.path === path);
  return node ? addable(outline, node) : [];
};

/** Does what an action of a menu says. */
function act(json: Json, path: string | null, label: string, section = 'entry'): Json {
  const actions = path === null ? sectionActions(json, section) : nodeActions(json, path);
  const found = actions.find((one) => one.label === label);
  if (!found) throw new Error(`no “${label}” at ${path ?? section}`);
  return applyEdits(json, found.edits);
}
const blocking = (json: Json) => checkExpression(json).problems.filter(({ severity }) => severity !== 'warning');

describe.each(domainNames)('%s', (name) => {
  const { label } = domains[name];
  const entry = '$.PrimaryCriteria.CriteriaList[0]';

  it('can start, be counted in a rule, and end a cohort', () => {
    let json: Json = act(blankDefinition(), null, label);
    json = act(json, null, 'Inclusion rule', 'rules');
    json = act(json, '$.InclusionRules[0]', label);
    json = act(json, null, label, 'exit');
    expect(blocking(json)).toEqual([]);
    expect(nodesOf(json).filter(({ isCounted }) => isCounted)).toHaveLength(3);
    expect(plainText(outlineOf(json).sections[0]!.nodes[0]!.parts)).toContain(label);
  });

  it('takes everything that can be asked of it, and gives it back', () => {
    const begun = act(blankDefinition(), null, label);
    const offered = nodeActions(begun, entry);
    const full = offered.reduce((json, { edits }) => applyEdits(json, edits), begun);
    expect(blocking(full)).toEqual([]);
    const lines = nodesOf(full).find(({ path }) => path === entry)?.children ?? [];
    expect(lines.map(({ path }) => path)).toEqual(
      offered.map(({ focus }) => focus).toSorted((a, b) => order(a) - order(b)),
    );
    function order(focus: string | undefined) {
      return lines.findIndex(({ path }) => path === focus);
    }
    const bare = lines.reduceRight((json, line) => applyEdits(json, line.remove?.edits ?? []), full);
    expect(compareDefinitions(begun, bare).isEqual).toBe(true);
    expect(bare).toEqual(begun);
  });
});

describe('a counted criterion', () => {
  const path = '$.InclusionRules[0].expression.CriteriaList[0]';
  const begin = () => {
    const json = act(act(blankDefinition(), null, 'visit'), null, 'Inclusion rule', 'rules');
    return act(json, '$.InclusionRules[0]', 'drug exposure');
  };

  it('reads as a sentence', () => {
    let json = begin();
    for (const label of [
      'only the first in history',
      'when it ends',
      'in the same visit',
      'also outside the observation period',
      'count different values',
      'days of supply',
      'other dates for it',
      'events around it',
    ])
      json = act(json, path, label);
    json = act(json, `${path}.Criteria.DrugExposure.CorrelatedCriteria`, 'age');
    expect(textsOf(json, 2)).toEqual([
      'New rule: all of these hold:',
      'there is at least 1 drug exposure of any kind starting between any time before and any time after the entry event’s start',
      'and ending between any time before and 0 days after the entry event’s start',
      'in the same visit as the entry event',
      'also outside the observation period',
      'counting different start dates only',
      'taking only the first of the person’s history',
      'with days of supply at least 30',
      'taken to run from 0 days after its own start to 0 days after its own end',
      'such that around it all of these hold:',
      'the person is aged at least 18 (by year of birth)',
    ]);
    expect(blocking(json)).toEqual([]);
  });

  it('changes its words: how many, from when to when, and back', () => {
    const json = begin();
    const control = (held: Json, label: string) => {
      const found = nodesOf(held)
        .find((one) => one.path === path)
        ?.parts.find((part) => part.kind === 'control' && part.label === label);
      if (found?.kind !== 'control') throw new Error(`no ${label}`);
      return found;
    };
    const choose = (held: Json, label: string, option: string) => {
      const { options, path: at } = control(held, label);
      const found = options.find((one) => one.label === option);
      if (!found) throw new Error(`no ${option}`);
      return applyEdits(held, found.edits ?? [{ op: 'set', path: at, value: found.value }]);
    };
    let next = choose(json, 'how many there must be', 'no');
    next = choose(next, 'the start of the window', 'days before');
    next = choose(next, 'which end of the event the window looks at', 'ending');
    next = choose(next, 'which end of the entry event the window is seen from', 'end');
    expect(textsOf(next, 2)[1]).toBe(
      'there is no drug exposure of any kind ending between 30 days before and any time after the entry event’s end',
    );
    expect(control(choose(next, 'how many there must be', 'at least'), 'how many').value).toBe(1);
  });
});

describe('a definition that cannot be read whole', () => {
  it('has an outline of what can be', () => {
    const broken = {
      PrimaryCriteria: { CriteriaList: [{ DrugExposure: { Age: 'old', Nonsense: 1 } }, { Spell: {} }, 7] },
      InclusionRules: [{ name: 3, expression: { Type: 'SOME', CriteriaList: [{}, null] } }, 'x'],
      EndStrategy: [],
      CensorWindow: 'never',
    };
    expect(blocking(broken).length).toBeGreaterThan(5);
    const texts = textsOf(broken, 0);
    expect(texts[0]).toBe('any drug exposure of any kind');
    expect(texts).toContain('with “Nonsense”, which Stillroom can’t answer');
    expect(texts).toContain('an event of a kind that Stillroom does not know');
    const nonsense = nodesOf(broken).find(({ path }) => path.endsWith('Nonsense'));
    expect(nonsense?.remove?.edits).toHaveLength(1);
    expect(outlineCohort([])).toBeNull();
    expect(outlineCohort(null)).toBeNull();
  });

  it('of a thousand rules is short: each can be read, moved and removed', () => {
    const rules = Array.from({ length: 1000 }, (_, i) => ({
      name: `r${i}`,
      expression: { Type: 'ALL', DemographicCriteriaList: [{ Age: { Value: i, Op: 'gte' } }] },
    }));
    const outline = outlineOf({ ...blankDefinition(), InclusionRules: rules });
    const nodes = outline.sections[2]?.nodes ?? [];
    expect(nodes).toHaveLength(1000);
    expect(nodes.every((node) => addable(outline, node).length === 1 && node.remove && node.list)).toBe(true);
    expect(JSON.stringify(outline).length).toBeLessThan(8_000_000);
  });

  it('holds what many lines offer once, however many there are', () => {
    const rule = {
      name: 'r',
      expression: {
        Type: 'ALL',
        CriteriaList: [
          {
            Criteria: { DrugExposure: { CodesetId: 0 } },
            StartWindow: { Start: { Coeff: -1 }, End: { Coeff: 1 } },
            Occurrence: { Type: 2, Count: 1 },
          },
        ],
        Groups: [{ Type: 'ANY' }],
      },
    };
    const of = (n: number) =>
      outlineOf({ ...blankDefinition(), InclusionRules: Array.from({ length: n }, () => rule) });
    const [one, many] = [of(1), of(50)];
    expect(many.menus).toEqual(one.menus);
    const last = many.sections[2]!.nodes.at(-1)!;
    const drug = addable(many, last).find(({ label }) => label === 'drug exposure');
    expect(drug).toMatchObject({
      edits: [{ op: 'insert', path: '$.InclusionRules[49].expression.CriteriaList' }],
      focus: '$.InclusionRules[49].expression.CriteriaList[1]',
    });
  });

  it('never stops on any JSON, and every way to remove a line works', () => {
    const key = fc.constantFrom(
      'PrimaryCriteria',
      'CriteriaList',
      'InclusionRules',
      'expression',
      'Groups',
      'Criteria',
      'DrugExposure',
      'Age',
      'Op',
      'Value',
      'Type',
      'Occurrence',
      'StartWindow',
      'Start',
      'Days',
      'ConceptSets',
      'Gender',
      'DateAdjustment',
      'CorrelatedCriteria',
      'EndStrategy',
      'CustomEra',
      'Stillroom',
      'rulesOff',
      'rule',
      'index',
      'Cohort',
      'Name',
    );
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        fc.constantFrom<unknown>(null, 0, 1, -1, 'bt', 'ALL', '', true, 1e9),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(key, tie('json'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, json, { maxKeys: 6 }), (definition) => {
        const held = definition as Json;
        for (const { remove, path } of nodesOf(held))
          if (remove) expect(applyEdits(held, remove.edits), path).not.toEqual(held);
        compareDefinitions(held, { ...held, Title: 'x' });
      }),
      { numRuns: 300 },
    );
  });
});
