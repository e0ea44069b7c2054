import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRelease } from '../disclosure/check.ts';
import { defaultPolicy } from '../disclosure/policy.ts';
import { attritionRelease } from './attrition-release.ts';
import type { DefinitionParts } from './definition-parts.ts';

type Made = Parameters<typeof attritionRelease>[0];

const entrySteps = ['found', 'observed', 'limited', 'qualified'] as const;

/** Persons and events of each step before the entry, the entry itself, each rule, and the cohort. */
function made(before: readonly (readonly [number, number])[], after: readonly (readonly [number, number])[]): Made {
  const of = ([persons, events]: readonly [number, number] = [0, 0]) => ({ persons, events });
  const [entry, final] = [of(before.at(-1)), of(after.at(-1))];
  return {
    name: 'gout',
    rows: final.events,
    persons: final.persons,
    attrition: {
      events: { entry: entry.events, final: final.events },
      persons: { entry: entry.persons, final: final.persons },
      rules: after.map((left, i) => ({
        name: `rule ${i}`,
        ...of(left),
        eventsGain: 0,
        personsGain: 0,
      })),
    },
    entry: before.map((left, i) => ({ step: entrySteps[i]!, ...of(left) })),
    remaining: after.map(of),
  };
}

/** A definition of some rules; what each asks for is its name. */
const definition = (...rules: readonly (readonly [string, 'off'?])[]): DefinitionParts => ({
  events: 'events',
  entry: { observed: 'observed', limited: 'limited', qualified: 'qualified' },
  rules: rules.map(([name, off]) => ({ name, isOff: off !== undefined, part: name })),
});

const printed = (value: Made, rules?: Parameters<typeof attritionRelease>[1]) => {
  const [table] = checkRelease(attritionRelease(value, rules), defaultPolicy).tables;
  return table!.rows.map((row) => row.map(({ text }) => text));
};

describe('attrition that may leave', () => {
  it('shows what the entry event itself lost, and rules that are off in their places', () => {
    const value = made(
      [
        [2000, 3000],
        [1500, 2500],
        [1500, 1500],
        [1400, 1400],
      ],
      [
        [700, 700],
        [600, 600],
      ],
    );
    expect(printed(value, definition(['rule 0'], ['Women', 'off'], ['rule 1'])).map((row) => row.slice(0, 3))).toEqual([
      ['Found by the entry events', '2,000', '3,000'],
      ['With enough observation around them', '1,500', '2,500'],
      ['Within the limit of entry events', '1,500', '1,500'],
      ['Entry event', '1,400', '1,400'],
      ['rule 0', '700', '700'],
      ['Women (off)', '', ''],
      ['rule 1', '600', '600'],
      ['In the cohort', '600', '600'],
    ]);
  });

  it('gives up the steps before the entry rather than the entry, where few were lost', () => {
    const value = made(
      [
        [1000, 1000],
        [996, 996],
        [996, 996],
        [995, 995],
      ],
      [[500, 500]],
    );
    expect(printed(value).map((row) => row[1])).toEqual([null, null, '995', '500', '500']);
  });

  it('leaves out events before the entry that overlapping observation periods count twice', () => {
    const value = made(
      [
        [100, 100],
        [100, 140],
        [100, 140],
        [100, 140],
      ],
      [[50, 60]],
    );
    expect(printed(value).map((row) => row[2])).toEqual(['', '', '140', '60', '60']);
  });

  it('leaves out a step before the entry that lost nothing', () => {
    const value = made(
      [
        [1400, 2000],
        [1400, 2000],
        [1400, 1400],
        [1400, 1400],
      ],
      [[700, 700]],
    );
    expect(printed(value).map((row) => row[0])).toEqual([
      'Found by the entry events',
      'Within the limit of entry events',
      'Entry event',
      'rule 0',
      'In the cohort',
    ]);
  });

  it('is as it was where the steps of the entry were not counted', () => {
    const value = { ...made([[1400, 1400]], [[700, 700]]), entry: [] };
    expect(printed(value).map((row) => row[0])).toEqual(['Entry event', 'rule 0', 'In the cohort']);
  });

  it('never prints two numbers of persons that differ by 1 to 10', () => {
    const losses = fc.array(fc.nat({ max: 40 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 500 }), losses, (rest, lost) => {
        const left = lost.map((_, i) => rest + lost.slice(i).reduce((sum, n) => sum + n, 0));
        const pairs = left.map((n): [number, number] => [n, n]);
        const shown = printed(made(pairs.slice(0, 4), pairs.slice(4)));
        const before = left.slice(0, 3).filter((n, i) => i === 0 || n !== left[i - 1]);
        const rows = [...before, ...left.slice(3), left.at(-1)!];
        expect(shown).toHaveLength(rows.length);
        const kept = rows.filter((_, i) => shown[i]![1] !== null);
        for (const one of kept)
          for (const other of kept)
            expect(Math.abs(one - other) === 0 || Math.abs(one - other) >= defaultPolicy.threshold).toBe(true);
      }),
    );
  });
});
