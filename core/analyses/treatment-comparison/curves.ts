import { criticalZ } from '../../stats/normal.ts';
import { survivalBounds } from '../../stats/survival-bounds.ts';
import { type WeightedStep, weightedSurvival } from '../../stats/weighted-survival.ts';
import { roundTimes } from '../round-times.ts';
import type { Adjustment } from './adjustment.ts';
import type { ComparisonResult } from './spec.ts';
import type { Subjects } from './subjects.ts';

type Point = ComparisonResult['curves'][number]['points'][number];

interface Labels {
  readonly names: readonly [string, string];
  readonly timeUnit: string | null;
  readonly confidence: number;
}

type Curves = Pick<ComparisonResult, 'curves' | 'riskTimes'>;

/** Survival of both arms as the adjustment weighs them, treated first; numbers at risk and events are persons. */
export function weightedCurves(
  { arm, time, event }: Pick<Subjects, 'arm' | 'time' | 'event'>,
  { weights }: Adjustment,
  { names, timeUnit, confidence }: Labels,
): Curves {
  if (!time) return { curves: [], riskTimes: [] };
  const z = criticalZ(confidence);
  const last = time.reduce((most, value, i) => (weights[i]! > 0 ? Math.max(most, value) : most), 0);
  const riskTimes = roundTimes(last, timeUnit);
  const curves = [1, 0].map((side, at) => {
    const places = Int32Array.from(arm.keys()).filter((i) => arm[i] === side && weights[i]! > 0);
    const steps = weightedSurvival(
      Float64Array.from(places, (i) => time[i]!),
      Uint8Array.from(places, (i) => event[i]!),
      Float64Array.from(places, (i) => weights[i]!),
    );
    const atRisk = riskTimes.map((when) => steps.find((step) => step.time >= when)?.nRisk ?? 0);
    return { name: names[at]!, points: atEvents(steps).map((step) => point(step, z)), atRisk };
  });
  return { curves, riskTimes };
}

/** Times without an event change nothing: who is censored then goes with the event before, or stands at the start. */
function atEvents(steps: readonly WeightedStep[]): WeightedStep[] {
  const kept: WeightedStep[] = [];
  for (const step of steps) {
    const last = kept.at(-1);
    if (step.nEvent > 0 || !last || step === steps.at(-1)) kept.push(step);
    else kept[kept.length - 1] = { ...last, nCensor: last.nCensor + step.nCensor };
  }
  return kept;
}

function point({ time, nRisk, nEvent, nCensor, survival, logSe }: WeightedStep, z: number): Point {
  const { lower, upper } = survivalBounds({ survival, logSe }, 'log-log', z);
  return { time, nRisk, nEvent, nCensor, survival, lower, upper };
}
