import { describe, expect, it } from 'vitest';
import { chronic, item, names, sinusitis, viral } from '../testing/concepts.ts';
import { addConcept, asItem, bareExpression, mergeItems, removeItem, switchFlag } from './edit-items.ts';

const set = {
  items: [item(sinusitis, { includeDescendants: true }), item(viral, { isExcluded: true })],
  kept: 'as is',
};

describe('edits of a concept set', () => {
  it('add a concept as ATLAS writes it, and keep what they do not know', () => {
    const { expression, label } = addConcept(set, chronic, true);
    expect(expression.kept).toBe('as is');
    expect(names(expression)).toEqual(['Sinusitis', 'Viral sinusitis', 'Chronic sinusitis']);
    expect(expression.items[2]).toMatchObject({
      concept: { CONCEPT_ID: 257_012, STANDARD_CONCEPT: 'S', INVALID_REASON: 'V', DOMAIN_ID: 'Condition' },
      includeDescendants: true,
      isExcluded: false,
    });
    expect(label).toBe('Add “Chronic sinusitis”');
  });

  it('say that a concept is not standard, or no longer valid', () => {
    expect(asItem({ ...viral, standard: null, invalid: 'U' }, false).concept).toMatchObject({
      STANDARD_CONCEPT: 'N',
      STANDARD_CONCEPT_CAPTION: 'Non-Standard',
      INVALID_REASON: 'U',
      INVALID_REASON_CAPTION: 'Updated',
    });
  });

  it.each([
    ['includeDescendants', 0, 'Leave out descendants of “Sinusitis”'],
    ['includeMapped', 0, 'Include concepts mapped to “Sinusitis”'],
    ['isExcluded', 0, 'Exclude “Sinusitis”'],
    ['isExcluded', 1, 'Include “Viral sinusitis” again'],
  ] as const)('switch %s of item %d: %s', (flag, index, label) => {
    const before = set.items[index]?.[flag];
    const made = switchFlag(set, index, flag, index === 0 ? 'Sinusitis' : 'Viral sinusitis');
    expect(made.label).toBe(label);
    expect(made.expression.items[index]?.[flag]).toBe(!before);
    expect(set.items[index]?.[flag]).toBe(before);
  });

  it('remove one item, even where its concept stands twice', () => {
    const twice = { items: [item(viral), item(sinusitis), item(viral)] };
    expect(names(removeItem(twice, 2, 'Viral sinusitis').expression)).toEqual(['Viral sinusitis', 'Sinusitis']);
  });

  it('merge leaves out what is there already', () => {
    expect(names(mergeItems(set, { items: [item(viral), item(chronic)] }))).toEqual([
      'Sinusitis',
      'Viral sinusitis',
      'Chronic sinusitis',
    ]);
  });
});

describe('what is sent to be resolved', () => {
  it('is ids and flags, no names', () => {
    expect(bareExpression(set).items[0]).toEqual({
      concept: { CONCEPT_ID: sinusitis.id },
      isExcluded: false,
      includeDescendants: true,
      includeMapped: false,
    });
  });
});
