import { groupSize } from '../../stats/event-table.ts';
import { kaplanMeier, type SurvivalStep } from '../../stats/kaplan-meier.ts';
import { logRank } from '../../stats/log-rank.ts';
import { criticalZ } from '../../stats/normal.ts';
import { survivalAt } from '../../stats/survival-at.ts';
import { survivalBounds } from '../../stats/survival-bounds.ts';
import { survivalQuantile } from '../../stats/survival-quantile.ts';
import { roundTimes } from '../round-times.ts';
import type { FollowUp } from './follow-up.ts';
import type { SurvivalParams, SurvivalResult, SurvivalStratum } from './spec.ts';
import { thinCurve } from './thin-curve.ts';

const mostPoints = 5000;

/** Curves, medians, numbers at risk and the log-rank test from event tables. Pure. */
export function estimate({ strata, about }: Omit<FollowUp, 'sql'>, params: SurvivalParams): SurvivalResult {
  const last = Math.max(...strata.map(({ table }) => table.time[table.time.length - 1] ?? 0));
  const round = roundTimes(last, about.timeUnit);
  const times = [...new Set(params.times ?? round)].sort((a, b) => a - b);
  const curves = strata.map(({ table }) => kaplanMeier(table));
  const described = strata.map(({ name, table }, i) => ({
    name,
    n: groupSize(table),
    ...describe(curves[i]!, times, params),
  }));
  return {
    ...about,
    n: described.reduce((sum, stratum) => sum + stratum.n, 0),
    confidence: params.confidence,
    confType: params.confType,
    strata: described,
    riskTable: {
      times: round,
      strata: strata.map(({ name }, i) => ({ name, nRisk: survivalAt(curves[i]!, round).map(({ nRisk }) => nRisk) })),
    },
    logRank: testOf(strata),
  };
}

function describe(
  steps: readonly SurvivalStep[],
  times: readonly number[],
  params: SurvivalParams,
): Omit<SurvivalStratum, 'name' | 'n'> {
  const z = criticalZ(params.confidence);
  const bounds = (point: { survival: number; logSe: number }) => survivalBounds(point, params.confType, z);
  const curve = steps.map((step) => {
    const { time, nRisk, nEvent, nCensor, survival } = step;
    const { se, lower, upper } = bounds(step);
    return { time, nRisk, nEvent, nCensor, survival, se, lower, upper };
  });
  const total = (of: (step: SurvivalStep) => number) => steps.reduce((sum, step) => sum + of(step), 0);
  const median = {
    estimate: survivalQuantile(curve, ({ survival }) => survival),
    lower: survivalQuantile(curve, ({ lower }) => lower),
    upper: survivalQuantile(curve, ({ upper }) => upper),
  };
  const ends = [...Object.values(median).filter((time) => time !== null), ...times];
  return {
    events: total((step) => step.nEvent),
    censored: total((step) => step.nCensor),
    personTime: total((step) => step.time * (step.nEvent + step.nCensor)),
    median,
    curve: thinCurve(curve, mostPoints, ends),
    curveThinned: curve.length > mostPoints,
    atTimes: survivalAt(steps, times).map(({ logSe, survival, ...point }) =>
      survival === null
        ? { ...point, survival, se: null, lower: null, upper: null }
        : { ...point, survival, ...bounds({ survival, logSe }) },
    ),
  };
}

function testOf(strata: FollowUp['strata']): SurvivalResult['logRank'] {
  if (strata.length < 2) return null;
  const test = logRank(strata.map(({ table }) => table));
  return test && { ...test, observed: [...test.observed], expected: [...test.expected] };
}
