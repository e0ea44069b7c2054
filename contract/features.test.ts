import { describe, expect, it } from 'vitest';
import { featureDeclaration } from './features.ts';

const year = { name: 'year', fromDay: -365, toDay: -1 };
const accepts = (parts: Record<string, unknown>) =>
  featureDeclaration.safeParse({ version: 1, windows: [year], ...parts }).success;
const condition = (concepts: unknown, window = 'year') => ({ presence: [{ domain: 'condition', concepts, window }] });

describe('a declaration of features', () => {
  it('fills in what is usual', () => {
    expect(featureDeclaration.parse({ version: 1, windows: [year], ...condition([201826]) }).presence).toEqual([
      { domain: 'condition', concepts: [201826], descendants: true, window: 'year', as: 'present' },
    ]);
  });

  it('takes ids or the most frequent, nothing else', () => {
    expect(accepts(condition('top:25'))).toBe(true);
    for (const wrong of ['top:0', 'top:1000', 'all', [], [1.5], ['201826']])
      expect(accepts(condition(wrong))).toBe(false);
  });

  it('refuses windows that end before they start, share a name or are not there', () => {
    expect(accepts({ windows: [{ name: 'back', fromDay: 0, toDay: -1 }] })).toBe(false);
    expect(accepts({ windows: [year, { ...year, fromDay: -30 }] })).toBe(false);
    expect(accepts(condition([1], 'never'))).toBe(false);
    expect(accepts({ windows: [] })).toBe(false);
  });

  it('survives being saved', () => {
    const declaration = featureDeclaration.parse({ version: 1, windows: [year], ...condition('top:5') });
    expect(featureDeclaration.parse(JSON.parse(JSON.stringify(declaration)))).toEqual(declaration);
  });
});
