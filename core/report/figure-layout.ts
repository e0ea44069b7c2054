import type { ReleaseCurve } from '../../contract/release.ts';
import { axisTicks } from './axis-ticks.ts';

/** Where everything of a figure stands, in SVG units. */
export interface FigureLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly x: (time: number) => number;
  readonly y: (estimate: number) => number;
  /** Height of the value where the curves start: 1 where they fall, 0 where they rise. */
  readonly start: number;
  readonly riskTop: number;
}

export const riskRow = 17;
const letter = 7;
export const labelLetters = 30;
/** Longer names stand only beside their key under the axis, so that the curves keep their room. */
const directLetters = 16;

export const hasDirectLabels = ({ series }: ReleaseCurve): boolean =>
  series.length > 1 && series.every(({ label }) => label.length <= directLetters);

/** Lines of the table under the axis that one series takes: a long name stands above its numbers, and takes no room from the curves. */
export const riskLines = (curve: ReleaseCurve): 1 | 2 =>
  curve.series.every(({ label }) => label.length <= directLetters) ? 1 : 2;

const labelWidth = (curve: ReleaseCurve): number =>
  Math.min(labelLetters, Math.max(7, ...curve.series.map((series) => series.label.length))) * letter;

/** Curves that never rise are survival; those that never fall are cumulative. */
function startOf(curve: ReleaseCurve): number {
  const rises = curve.series.some(({ points }) =>
    points.some((point, at) => at > 0 && point.estimate > points[at - 1]!.estimate),
  );
  const falls = curve.series.some(({ points }) =>
    points.some((point, at) => at > 0 && point.estimate < points[at - 1]!.estimate),
  );
  if (rises !== falls) return rises ? 0 : 1;
  const first = curve.series[0]?.points[0]?.estimate ?? 1;
  return first >= 0.5 ? 1 : 0;
}

export function figureLayout(curve: ReleaseCurve): FigureLayout {
  const points = curve.series.flatMap((series) => series.points);
  const start = startOf(curve);
  const end = Math.max(1e-9, ...points.map((point) => point.time));
  const highest = Math.max(start, ...points.flatMap((point) => [point.estimate, point.upper ?? point.estimate]));
  const rough = axisTicks(0, highest, 5);
  const step = rough.length > 1 ? rough[1]! - rough[0]! : highest;
  const yMax = Math.ceil(highest / step - 1e-9) * step;
  const width = 760;
  const left = riskLines(curve) === 1 ? 40 + labelWidth(curve) + 36 : 68;
  const right = width - (hasDirectLabels(curve) ? labelWidth(curve) + 22 : 24);
  const top = 34;
  const bottom = top + 290;
  const riskTop = bottom + 66;
  return {
    width,
    height: riskTop + riskRow * riskLines(curve) * curve.series.length + 12,
    left,
    right,
    top,
    bottom,
    xTicks: axisTicks(0, end, 6),
    yTicks: axisTicks(0, yMax, 5),
    x: (time) => left + ((right - left) * time) / end,
    y: (estimate) => bottom - ((bottom - top) * estimate) / yMax,
    start,
    riskTop,
  };
}
