import type { ComparisonResult } from './spec.ts';

type Drawn = Pick<ComparisonResult, 'curves' | 'riskTimes'>;

/** A curve is drawn while this share of its arm, and no fewer persons than this, are at risk. */
const share = 0.1;
const fewest = 10;

/**
 * Curves without their ends, where few persons at risk make great steps that mean little. Pocock, Clayton and Altman, 2002,
 * Lancet 359:1686-89: until 10 to 20 % of the persons are left. `least` is the number at risk at which each arm ends.
 */
export function drawnCurves({ curves, riskTimes }: Drawn): Drawn & { readonly least: readonly number[] } {
  const least = curves.map(({ atRisk }) => Math.max(fewest, Math.ceil(share * (atRisk[0] ?? 0))));
  const cut = curves.map((curve, arm) => ({
    ...curve,
    points: curve.points.filter(({ nRisk }) => nRisk >= least[arm]!),
  }));
  const last = Math.max(0, ...cut.map(({ points }) => points.at(-1)?.time ?? 0));
  const shown = riskTimes.filter((time) => time <= last);
  return {
    least,
    riskTimes: shown,
    curves: cut.map((curve) => ({ ...curve, atRisk: curve.atRisk.slice(0, shown.length) })),
  };
}
