import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeatedKeyProblems } from './repeated-keys.ts';

it('names the place and the lines of a key that stands twice', () => {
  const text = `{
  "PrimaryCriteria": {
    "CriteriaList": [{}, { "Death": {}, "Death": { "First": true } }],
    "PrimaryCriteriaLimit": { "Type": "First" },
    "PrimaryCriteriaLimit": { "Type": "All" }
  },
  "odd key": "a \\"quoted\\" { brace", "odd key": 1, "odd key": [1, "odd key"]
}`;
  expect(repeatedKeyProblems(text).map(({ path, message }) => [path, message.split(':')[0]])).toEqual([
    ['$.PrimaryCriteria.CriteriaList[1].Death', '“Death” stands here twice, on line 3'],
    ['$.PrimaryCriteria.PrimaryCriteriaLimit', '“PrimaryCriteriaLimit” stands here twice, on lines 4 and 5'],
    ['$["odd key"]', '“odd key” stands here 3 times, on line 7'],
  ]);
});

it('knows a key however it is escaped', () => {
  expect(repeatedKeyProblems('{"Type": 1, "T\\u0079pe": 2}')).toMatchObject([{ path: '$.Type' }]);
});

it('finds none where every key stands once, whatever is in the texts', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(repeatedKeyProblems(text)).toEqual([]);
    }),
  );
});
