import { expect, it } from 'vitest';
import { digamma, trigamma } from '../../stats/digamma.ts';
import { pitmanUniques } from './pitman.ts';
import { populationOf } from './population.ts';
import { zayatzUniques } from './zayatz.ts';

it('digamma and trigamma at points known in closed form', () => {
  const euler = 0.5772156649015329;
  expect(digamma(1)).toBeCloseTo(-euler, 13);
  expect(digamma(0.5)).toBeCloseTo(-euler - 2 * Math.LN2, 13);
  expect(digamma(1e6)).toBeCloseTo(Math.log(1e6) - 5e-7, 11);
  expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 13);
  expect(trigamma(0.5)).toBeCloseTo(Math.PI ** 2 / 2, 12);
});

it('Zayatz: by the hypergeometric probabilities written out', () => {
  // Ten rows of forty: four uniques and three pairs. A pair in the population shows one of its two with 2·10·30 / (40·39).
  const one = 10 / 40;
  const two = (2 * 10 * 30) / (40 * 39);
  const share = (4 * one) / (4 * one + 3 * two);
  expect(
    zayatzUniques(
      [
        [1, 4],
        [2, 3],
      ],
      40,
    ),
  ).toBeCloseTo(4 * share * 4, 12);
  expect(zayatzUniques([[2, 10]], 1000)).toBe(0);
});

it('a whole population has the uniques it has', () => {
  expect(
    populationOf(
      [
        [1, 7],
        [3, 5],
      ],
      22,
    ),
  ).toMatchObject({ model: 'zayatz', uniques: 7, share: 7 / 22 });
});

it('Pitman has nothing to fit where all or none are unique; then Zayatz is said', () => {
  expect(pitmanUniques([[1, 10]], 1000)).toBeNull();
  expect(pitmanUniques([[5, 10]], 1000)).toBeNull();
  expect(populationOf([[1, 10]], 1000)).toMatchObject({ model: 'zayatz', pitman: null });
  expect(populationOf([[5, 10]], 1000)).toBeNull();
});

it('refuses a population smaller than its sample', () => {
  expect(() => populationOf([[1, 10]], 9)).toThrow('smaller than its sample');
});
