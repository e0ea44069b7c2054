import { randomOf } from '../../../inference/random.ts';
import { coxRegression } from '../../../stats/cox-regression.ts';
import { normalCdf } from '../../../stats/normal.ts';
import type { WeightKind } from '../../../stats/propensity-weights.ts';
import { weightedRisks } from '../../../stats/weighted-risks.ts';
import type { Gathered } from '../subjects.ts';

/**
 * Persons with known confounding and a known effect. A latent standard normal, made of the confounders and noise, is a
 * person's luck: survival in each arm is a Weibull distribution read at the same luck, so that in the whole population
 * hazards are exactly proportional with ratio exp(`logHazardRatio`), whatever the confounding: a marginal structural
 * model (Havercroft and Didelez 2012, Stat Med 31:4190-4206, draw survival likewise). Censoring is independent.
 */
export interface Simulation {
  readonly persons: number;
  readonly logHazardRatio: number;
  readonly seed: number;
}

const shape = 1.3;
/** Without treatment one half have had the event by then. */
const horizon = 2;

interface Drawn {
  readonly covariates: readonly [number, number, number];
  readonly propensity: number;
  /** Uniform: survival probability at which the event comes. */
  readonly luck: number;
}

function normalOf(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function draw(normal: () => number): Drawn {
  const [x1, z2, x3, noise] = [normal(), normal(), normal(), normal()];
  const x2 = Number(z2 > 0.25);
  const luck = -0.45 * x1 - 0.4 * z2 + 0.3 * x3;
  const spread = Math.sqrt(1 - 0.45 ** 2 - 0.4 ** 2 - 0.3 ** 2);
  return {
    covariates: [x1, x2, x3],
    propensity: 1 / (1 + Math.exp(-(-0.5 + 0.7 * x1 + 0.8 * x2 - 0.4 * x3))),
    luck: normalCdf(luck + spread * noise),
  };
}

const censoring = (random: () => number): number => Math.min(horizon * 1.5, 4 * random());

const eventTime = (luck: number, logHazardRatio: number): number =>
  horizon * (-Math.log(luck) / (Math.LN2 * Math.exp(logHazardRatio))) ** (1 / shape);

/** One study of such persons; `binary` tells only whether the event came by the horizon, and nobody is censored. */
export function simulated({ persons, logHazardRatio, seed }: Simulation, kind: 'survival' | 'binary') {
  const random = randomOf(seed);
  const normal = normalOf(random);
  const arm = new Uint8Array(persons);
  const event = new Uint8Array(persons);
  const time = new Float64Array(persons);
  const columns = [0, 1, 2].map(() => new Float64Array(persons));
  for (let i = 0; i < persons; i++) {
    const { covariates, propensity, luck } = draw(normal);
    covariates.forEach((value, j) => {
      columns[j]![i] = value;
    });
    arm[i] = Number(random() < propensity);
    const at = eventTime(luck, arm[i]! * logHazardRatio);
    const end = kind === 'binary' ? horizon : censoring(random);
    event[i] = Number(at <= end);
    time[i] = Math.min(at, end);
  }
  return gatheredOf({ arm, event, time: kind === 'binary' ? null : time }, columns);
}

function gatheredOf(
  subjects: Pick<Gathered['subjects'], 'arm' | 'event' | 'time'>,
  columns: readonly Float64Array[],
): Omit<Gathered, 'sql'> {
  return {
    subjects: {
      ...subjects,
      covariates: columns.map((values, j) => ({ name: `x${j + 1}`, label: `x${j + 1}`, kind: 'number', values })),
    },
    subgroups: [],
    about: {
      source: 'table',
      unit: 'rows',
      armNames: ['treated', 'comparator'],
      outcome: 'event',
      timeUnit: null,
      eventReading: '',
      followUp: '',
      excluded: [],
      skipped: [],
      notes: [],
    },
  };
}

/** The effects in the population that a kind of weight stands for. */
export interface TrueEffects {
  readonly logHazardRatio: number;
  readonly riskDifference: number;
}

/** In the whole population, for which `iptw` weights stand: exact. */
export const trueEffects = (logHazardRatio: number): TrueEffects => ({
  logHazardRatio,
  riskDifference: 0.5 - 0.5 ** Math.exp(logHazardRatio),
});

/**
 * From many persons who are each seen in both arms and weighted by what their true propensity says. For `iptw` this is
 * `trueEffects` but for the drawing.
 */
export function effectsSeenTwice({ persons, logHazardRatio, seed }: Simulation, kind: WeightKind): TrueEffects {
  const random = randomOf(seed);
  const normal = normalOf(random);
  const twice = (of: (person: number, arm: number) => number) =>
    Float64Array.from({ length: 2 * persons }, (_, k) => of(k >> 1, k & 1));
  const drawn = Array.from({ length: persons }, () => ({ ...draw(normal), end: censoring(random) }));
  const at = twice((i, arm) => eventTime(drawn[i]!.luck, arm * logHazardRatio));
  const end = twice((i) => drawn[i]!.end);
  const arm = twice((_, side) => side);
  const target = { iptw: () => 1, att: (e: number) => e, overlap: (e: number) => e * (1 - e) }[kind];
  const weights = twice((i) => target(drawn[i]!.propensity));
  const fit = coxRegression({
    time: at.map((value, k) => Math.min(value, end[k]!)),
    event: Uint8Array.from(at, (value, k) => Number(value <= end[k]!)),
    columns: [arm],
    weights,
  });
  const byHorizon = at.map((value) => Number(value <= horizon));
  return {
    logHazardRatio: fit.coefficients[0]!,
    riskDifference: weightedRisks(arm, byHorizon, weights).difference,
  };
}
