import { area, curveStepAfter, line } from 'd3-shape';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** SVG path of a curve that stays level until its next point. */
export function stepLine(places: readonly Place[]): string {
  const path = line<Place>()
    .x((p) => p.x)
    .y((p) => p.y)
    .curve(curveStepAfter)
    .digits(2);
  return path([...places]) ?? '';
}

export interface Span {
  readonly x: number;
  /** Null where there are no limits: the band has a gap. */
  readonly low: number | null;
  readonly high: number | null;
}

/** SVG path of a band between two step curves. */
export function stepBand(spans: readonly Span[]): string {
  const path = area<Span>()
    .x((s) => s.x)
    .y0((s) => s.low ?? 0)
    .y1((s) => s.high ?? 0)
    .defined((s) => s.low !== null && s.high !== null)
    .curve(curveStepAfter)
    .digits(2);
  return path([...spans]) ?? '';
}
