import { expect, it } from 'vitest';
import type { SynthesisScores } from '../../contract/model-results.ts';
import { syntheticProblems } from './synthetic-rows.ts';

const told = { forest: 0.7, linear: 0.7 };
const attack = { membership: 0.52, closestRatio: 1.05, nearestNeighbourRatio: 1, copies: 0 };
const one = { marginals: 0.9, correlations: 0.05, useful: told, twoSample: 0.55, attack };
const scores = (change: Partial<SynthesisScores['model']['attack']> = {}): SynthesisScores => ({
  target: 'y',
  real: told,
  model: { ...one, attack: { ...attack, ...change } },
  copula: one,
  independent: one,
});

it('lets rows that withstood the attacks go, and no others', () => {
  expect(syntheticProblems({ scores: scores(), persons: 300 })).toEqual([]);
  expect(syntheticProblems({ scores: null, persons: 300 })).toHaveLength(1);
  expect(syntheticProblems({ scores: scores({ membership: 0.64 }), persons: 300 })[0]).toContain('membership');
  expect(syntheticProblems({ scores: scores({ membership: null }), persons: 300 })).toHaveLength(1);
  expect(syntheticProblems({ scores: scores({ closestRatio: 0.7 }), persons: 300 })[0]).toContain('closer');
  expect(syntheticProblems({ scores: scores({ copies: 0.001 }), persons: 20 })).toHaveLength(2);
});

it('holds them to the limits of the policy', () => {
  const strict = { synthetic: { persons: 500, membership: 0.51, closest: 1.1 } };
  expect(syntheticProblems({ scores: scores(), persons: 300 }, strict)).toHaveLength(3);
});
