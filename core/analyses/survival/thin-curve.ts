import type { SurvivalStratum } from './spec.ts';

type Curve = SurvivalStratum['curve'];

/**
 * A curve of at most `most` points and one for each of `ends`: neighbouring times become one that carries the number at
 * risk before the first of them, all their events and censorings, and the estimate after the last. No event or censoring
 * is lost, and no point reaches over one of `ends`, so that survival there can still be read.
 */
export function thinCurve(curve: Curve, most: number, ends: readonly number[] = []): Curve {
  const size = Math.ceil(curve.length / most);
  if (size <= 1) return curve;
  const thin: Curve = [];
  let open: Curve = [];
  for (const [i, point] of curve.entries()) {
    open.push(point);
    const next = curve[i + 1]?.time ?? Number.POSITIVE_INFINITY;
    const isEnd = ends.some((time) => point.time <= time && time < next);
    if (open.length < size && !isEnd && i < curve.length - 1) continue;
    thin.push(merged(open));
    open = [];
  }
  return thin;
}

const merged = (points: Curve): Curve[number] => ({
  ...points.at(-1)!,
  nRisk: points[0]!.nRisk,
  nEvent: points.reduce((sum, point) => sum + point.nEvent, 0),
  nCensor: points.reduce((sum, point) => sum + point.nCensor, 0),
});
