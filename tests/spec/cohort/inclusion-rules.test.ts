import { describe, expect, test } from 'vitest';
import { all, atMost, cohort, condition, drug, found, generate, rule, within } from './world.ts';

// Person 1 has two events: the first keeps both rules, the second neither. Person 2 keeps only the drug, person 3 only
// the other condition.
const drawn = {
  condition_occurrence: `
    id person concept start       end
    1  1      1       2000-02-01  2000-02-01
    2  1      1       2000-10-01  2000-10-01
    3  2      1       2000-02-01  2000-02-01
    4  3      1       2000-02-01  2000-02-01
    5  1      3       2000-02-01  2000-02-01
    6  3      3       2000-02-01  2000-02-01`,
  drug_exposure: 'id person concept start end\n1 1 2 2000-02-01 2000-02-01\n2 2 2 2000-02-01 2000-02-01',
};
const sameDay = within(0, 0);
const rules = [
  rule('a drug', all(found(drug(2), undefined, sameDay))),
  rule('another condition', all(found(condition(3), undefined, sameDay))),
];

describe('inclusion rules and what each of them costs', () => {
  test('a row needs every rule; the statistics count events, and persons by their best event', async () => {
    const { run, rows } = await generate(drawn, cohort([condition(1)], { InclusionRules: rules }));
    expect(rows).toEqual(['1 2000-02-01 2000-02-01']);
    expect(run.attrition).toEqual({
      events: { entry: 4, final: 1 },
      persons: { entry: 3, final: 1 },
      rules: [
        { name: 'a drug', events: 2, eventsGain: 1, persons: 2, personsGain: 1 },
        { name: 'another condition', events: 2, eventsGain: 1, persons: 2, personsGain: 1 },
      ],
    });
  });

  test('what is left after each rule and all before it counts a person while one of their events is left', async () => {
    const { run } = await generate(drawn, cohort([condition(1)], { InclusionRules: rules }));
    expect(run.remaining).toEqual([
      { events: 2, persons: 2 },
      { events: 1, persons: 1 },
    ]);
  });

  test('of events that keep as many rules the best keeps the earlier rule, then is the earlier event', async () => {
    const tied = {
      condition_occurrence: `
        id person concept start       end
        1  1      1       2000-02-01  2000-02-01
        2  1      1       2000-10-01  2000-10-01
        3  1      3       2000-02-01  2000-02-01`,
      drug_exposure: 'id person concept start end\n1 1 2 2000-10-01 2000-10-01',
    };
    const { run } = await generate(tied, cohort([condition(1)], { InclusionRules: rules }));
    expect(run.attrition.rules.map(({ persons }) => persons)).toEqual([1, 0]);
  });

  test('where observation periods overlap, the best event is that of the period that ends first', async () => {
    const overlapping = {
      observation_period: 'id person start end\n1 1 1999-01-01 2000-12-31\n2 1 2000-01-01 2000-06-30',
      condition_occurrence: 'id person concept start end\n1 1 1 2000-02-01 2000-02-01\n2 1 3 1999-06-01 1999-06-01',
    };
    const before = within(null, 0);
    const inOneOfThem = [
      rule('both', all(found(condition(1), undefined, before))),
      rule('the longer', all(found(condition(3), undefined, before))),
      rule('the shorter', all(found(condition(3), atMost(0), before))),
    ];
    const { run } = await generate(overlapping, cohort([condition(1)], { InclusionRules: inOneOfThem }));
    expect(run.attrition.rules.map(({ events }) => events)).toEqual([2, 1, 1]);
    expect(run.attrition.rules.map(({ persons }) => persons)).toEqual([1, 0, 1]);
  });

  test('an empty rule holds for every event', async () => {
    const { run } = await generate(drawn, cohort([condition(1)], { InclusionRules: [rule('none', all())] }));
    expect(run.attrition.rules[0]).toMatchObject({ events: 4, eventsGain: 0 });
  });

  test('without rules all events pass', async () => {
    const { run } = await generate(drawn, cohort([condition(1)]));
    expect(run.attrition).toEqual({ events: { entry: 4, final: 4 }, persons: { entry: 3, final: 3 }, rules: [] });
  });
});
