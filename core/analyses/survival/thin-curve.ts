import type { SurvivalStratum } from './spec.ts';

type Curve = SurvivalStratum['curve'];

/**
 * A curve of at most `most` points: neighbouring times become one that carries the number at risk before the first of
 * them, all their events and censorings, and the estimate after the last. No event or censoring is lost.
 */
export function thinCurve(curve: Curve, most: number): Curve {
  const size = Math.ceil(curve.length / most);
  if (size <= 1) return curve;
  return Array.from({ length: Math.ceil(curve.length / size) }, (_, i) => {
    const merged = curve.slice(i * size, (i + 1) * size);
    return {
      ...merged.at(-1)!,
      nRisk: merged[0]!.nRisk,
      nEvent: merged.reduce((sum, point) => sum + point.nEvent, 0),
      nCensor: merged.reduce((sum, point) => sum + point.nCensor, 0),
    };
  });
}
