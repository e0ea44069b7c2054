import { expect, it } from 'vitest';
import type { ModelSource } from '../../contract/model.ts';
import type { Explanation, Subgroups } from '../../contract/model-results.ts';
import type { Release } from '../../contract/release.ts';
import { checkRelease } from '../disclosure/check.ts';
import { explanationRelease, imputationRelease, subgroupsRelease } from './task-releases.ts';

const printed = (release: Release) =>
  checkRelease(release).tables[0]!.rows.map((row) => row.slice(1).map(({ text }) => text));

const source: ModelSource = { kind: 'table', path: 'costs.csv', target: 'cost', exclude: [] };
const made = { model: { name: 'm', version: '1', hash: 'h' }, settings: {} };
const group = (more: Partial<Subgroups['groups'][number]>): Subgroups['groups'][number] => ({
  rows: 80,
  persons: 80,
  known: 80,
  withEvent: null,
  mean: 40,
  stability: 0.9,
  features: [],
  ...more,
});

it('the mean of a number in a subgroup is withheld where two persons make it up', () => {
  const contributions = { size: 3200, negative: 0, largest: [60, 58] };
  const groups = [
    group({ contributions }),
    group({ contributions: { ...contributions, largest: [2600, 400] } }),
    group({ contributions: { ...contributions, negative: 2 } }),
  ];
  expect(printed(subgroupsRelease({ target: 'cost', event: null, groups }, source, made))).toEqual([
    ['80', '40.000', '0.900'],
    ['80', null, '0.900'],
    ['80', null, '0.900'],
  ]);
});

it('the share of a subgroup with an event goes with the count of its persons', () => {
  const groups = [group({ mean: null, withEvent: 30 }), group({ mean: null, withEvent: 20, persons: 9, known: 9 })];
  const release = (withEvent: number) =>
    subgroupsRelease({ target: 't', event: 'yes', groups: [groups[0]!, { ...groups[1]!, withEvent }] }, source, made);
  expect(printed(release(5))).toEqual([
    ['80', '37.5 %', '0.900'],
    [null, null, null],
  ]);
  expect(() => printed(release(20))).toThrow(/counts more persons than its group has/);
});

it('what a feature is worth needs fifty persons, eleven of them of the rarer outcome', () => {
  const loss = { mean: 0.1, sd: 0.01, low: 0.08, high: 0.12 };
  const explanation = (persons: number, rarest: number) =>
    ({
      features: [{ feature: 'age', permutation: loss, leaveOut: loss }],
      persons,
      n: 400,
      rarest,
      measure: 'logLoss',
    }) as unknown as Explanation;
  const shown = (persons: number, rarest: number) =>
    printed(explanationRelease(explanation(persons, rarest)))[0]!.filter((text) => text !== null).length;
  expect([shown(400, 11), shown(400, 10), shown(49, 20)]).toEqual([6, 0, 0]);
});

it('errors of filling a column need eleven hidden cells and fifty persons', () => {
  const scores = (cells: number) =>
    ({
      columns: [{ name: 'x', kind: 'number', cells, errors: { model: 0.5, chainedRidge: 0.6, mean: 1, median: 1.1 } }],
    }) as unknown as Parameters<typeof imputationRelease>[0];
  const shown = (cells: number, persons: number) => printed(imputationRelease(scores(cells), persons))[0]!.slice(1);
  expect(shown(40, 60)).toEqual(['40', '0.500', '0.600', '1.000', '1.100']);
  expect([shown(10, 60), shown(40, 49)].map((row) => row.slice(1).every((text) => text === null))).toEqual([
    true,
    true,
  ]);
});
