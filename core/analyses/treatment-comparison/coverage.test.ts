import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { designOf } from './design.ts';
import { logisticPropensity } from './propensity.ts';
import { type ComparisonEffect, params } from './spec.ts';
import { effectsSeenTwice, simulated, type TrueEffects, trueEffects } from './testing/simulated.ts';

/*
 * How often the interval holds the effect that was planted, under confounding that hides most of it. The suite draws few
 * studies; SIMULATIONS=1000 PERSONS=1000 npx vitest run core/analyses/treatment-comparison/coverage draws many and prints.
 */
const studies = Number(process.env.SIMULATIONS ?? 60);
const persons = Number(process.env.PERSONS ?? 350);
const isLong = process.env.SIMULATIONS !== undefined;
const logHazardRatio = Math.log(0.65);

/** By whom an adjustment speaks: constants from effectsSeenTwice of 400,000 persons, seed 9. */
const populations: Readonly<Record<ComparisonEffect['adjust'], TrueEffects>> = {
  none: trueEffects(logHazardRatio),
  iptw: trueEffects(logHazardRatio),
  overlap: { logHazardRatio: -0.4601, riskDifference: -0.1439 },
  att: { logHazardRatio: -0.4872, riskDifference: -0.1296 },
  match: { logHazardRatio: -0.4872, riskDifference: -0.1296 },
};

interface Tally {
  held: number;
  bias: number;
  error: number;
  squares: number;
}

function tallied(kind: 'survival' | 'binary'): ReadonlyMap<ComparisonEffect['adjust'], Tally> {
  const found = new Map<ComparisonEffect['adjust'], Tally>();
  for (let study = 0; study < studies; study++) {
    const gathered = simulated({ persons, logHazardRatio, seed: 1000 + study }, kind);
    const design = designOf(gathered.subjects.covariates);
    const propensities = [logisticPropensity(design, gathered.subjects.arm)];
    for (const { adjust, measures } of compare({ gathered, design, propensities, params: params.parse({}) }).effects) {
      const scale = kind === 'survival' ? Math.log : (value: number) => value;
      const truth = populations[adjust][kind === 'survival' ? 'logHazardRatio' : 'riskDifference'];
      const [lower, estimate, upper] = [measures[0]!.lower, measures[0]!.estimate, measures[0]!.upper].map(scale);
      const tally = found.get(adjust) ?? { held: 0, bias: 0, error: 0, squares: 0 };
      found.set(adjust, tally);
      tally.held += Number(lower! <= truth && truth <= upper!) / studies;
      tally.bias += (estimate! - truth) / studies;
      tally.error += measures[0]!.error / studies;
      tally.squares += (estimate! - truth) ** 2 / studies;
    }
  }
  if (isLong) print(kind, found);
  return found;
}

function print(kind: string, found: ReadonlyMap<string, Tally>): void {
  for (const [adjust, { held, bias, error, squares }] of found)
    console.log(
      `${kind}, ${adjust}: held ${held.toFixed(3)}, bias ${bias.toFixed(4)}, mean error ${error.toFixed(4)}, root mean square ${Math.sqrt(squares).toFixed(4)}`,
    );
}

/** 3.3 standard errors of a share of 0.95: a sound interval fails this once in a thousand. */
const tolerance = 3.3 * Math.sqrt((0.95 * 0.05) / studies);

describe(`the interval of 95 % in ${studies} simulated studies of ${persons} persons`, () => {
  it.each(['survival', 'binary'] as const)(
    '%s: holds the planted effect at its rate, and the crude one does not',
    (kind) => {
      const found = tallied(kind);
      for (const adjust of ['overlap', 'iptw', 'att'] as const) {
        expect(found.get(adjust)!.held).toBeGreaterThan(0.95 - tolerance);
        expect(found.get(adjust)!.held).toBeLessThan(Math.min(0.95 + tolerance, 1.001));
        expect(Math.abs(found.get(adjust)!.bias)).toBeLessThan(0.3 * found.get(adjust)!.error);
      }
      expect(found.get('match')!.held).toBeGreaterThan(0.95 - tolerance - 0.02);
      expect(found.get('none')!.held).toBeLessThan(0.3);
    },
    600_000,
  );

  it.skipIf(!isLong)(
    'speaks of the populations it is held against',
    () => {
      for (const kind of ['iptw', 'overlap', 'att'] as const) {
        const seen = effectsSeenTwice({ persons: 400_000, logHazardRatio, seed: 9 }, kind);
        console.log(kind, seen);
        expect(seen.logHazardRatio).toBeCloseTo(populations[kind].logHazardRatio, 2);
        expect(seen.riskDifference).toBeCloseTo(populations[kind].riskDifference, 2);
      }
    },
    600_000,
  );
});
