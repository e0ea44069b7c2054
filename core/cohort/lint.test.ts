import { expect, it } from 'vitest';
import { checkExpression } from './check.ts';

const rule = (name: string, count: number, days = 30) => ({
  name,
  expression: {
    Type: 'ALL',
    CriteriaList: [
      {
        Criteria: { Death: {} },
        StartWindow: { Start: { Days: days, Coeff: -1 }, End: { Days: 0, Coeff: 1 } },
        Occurrence: { Type: 2, Count: count },
      },
    ],
  },
});
const problems = (...rules: object[]) =>
  checkExpression({
    PrimaryCriteria: { CriteriaList: [{ DrugExposure: {} }], ObservationWindow: {} },
    InclusionRules: rules,
  }).problems;

it('warns of rules that ask nothing or the same as another, and of conditions that always hold', () => {
  expect(problems(rule('a', 1), rule('b', 2))).toEqual([]);
  expect(problems(rule('a', 1), rule('b', 1))).toEqual([
    expect.objectContaining({
      path: '$.InclusionRules[1]',
      message: expect.stringMatching(/“b” asks the same as “a”/),
    }),
  ]);
  expect(problems(rule('a', 1), rule('b', 1, 60))).toEqual([]);
  expect(
    problems({ name: 'n', expression: { Type: 'ALL' } }, { name: 'm', expression: { Type: 'ANY' } }),
  ).toMatchObject([
    { path: '$.InclusionRules[0]', severity: 'warning', message: expect.stringMatching(/asks nothing/) },
    { path: '$.InclusionRules[1]' },
  ]);
  expect(problems(rule('a', 0))).toMatchObject([{ path: '$.InclusionRules[0].expression.CriteriaList[0].Occurrence' }]);
});

it('warns of windows that no event can lie in', () => {
  const window = (from: number, to: number) => ({ Start: { Days: from, Coeff: 1 }, End: { Days: to, Coeff: 1 } });
  const both = (start: object, end: object) => {
    const asked = rule('w', 1);
    const [counted] = asked.expression.CriteriaList;
    return problems({
      name: 'w',
      expression: { Type: 'ALL', CriteriaList: [{ ...counted, StartWindow: start, EndWindow: end }] },
    });
  };
  expect(both(window(10, 20), window(0, 5))).toMatchObject([{ path: expect.stringMatching(/EndWindow$/) }]);
  expect(both(window(10, 20), window(0, 10))).toEqual([]);
  expect(both(window(10, 20), { ...window(0, 5), UseIndexEnd: true })).toEqual([]);
  expect(both(window(10, 20), { ...window(0, 5), UseEventEnd: false })).toEqual([]);
});
