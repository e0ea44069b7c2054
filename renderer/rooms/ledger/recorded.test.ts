import { expect, it } from 'vitest';
import { recorded } from './recorded.ts';

it('says what an act recorded in words: cohorts by name and size, a parameter a line', () => {
  const cohorts = [
    { fingerprint: '47b9', name: 'Diabetes', persons: 916 },
    { fingerprint: '767e', name: 'Heart failure', persons: 180 },
  ];
  const params = { controlsPerCase: 4, leads: '0,30', outcome: null, columns: ['age', 'sex'] };
  expect(recorded({ run: 'r1', file: 'runs/r1.json', dataset: null, cohorts, params })).toEqual([
    ['Run', 'r1'],
    ['Cohorts', 'Diabetes, 916\u00a0persons; Heart failure, 180\u00a0persons'],
    ['Controls per case', '4'],
    ['Leads', '0,30'],
    ['Columns', 'age, sex'],
  ]);
});

it('says what is nested in one line', () => {
  expect(recorded({ source: { kind: 'table', maxRows: 3 } })).toEqual([['Source', 'kind table, max rows 3']]);
});
