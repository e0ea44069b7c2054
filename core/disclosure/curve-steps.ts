import type { ReleaseCurve } from '../../contract/release.ts';
import type { Policy } from './policy.ts';

type Series = ReleaseCurve['series'][number];
type Point = Series['points'][number];

/** Points that are published as one step: persons at risk as it begins, the events in it, and when it ends. */
export interface Step {
  readonly points: readonly Point[];
  readonly atRisk: number;
  readonly events: number;
  readonly time: number;
}

export const stepOf = (points: readonly Point[], time: number): Step => ({
  points,
  atRisk: points[0]!.atRisk,
  events: eventsIn(points),
  time,
});

const eventsIn = (points: readonly Point[]): number => points.reduce((sum, { events }) => sum + events, 0);

/** The end of a step: after that many points, and that many events. */
interface End {
  readonly points: number;
  readonly events: number;
  readonly time: number;
}

/** More steps than these, beside those asked for, make a long table and no better figure. */
const mostSteps = 100;

/**
 * Divides the points of a curve into steps of at least the threshold of events each. Steps end at the times that the
 * series asks for where they can, the most wanted first, then as far out as they can, then wherever enough events have
 * come together. After the last step none or enough events are left: `points` may be fewer than the series has, but all
 * its events count, since their total is printed elsewhere.
 *
 * Source: the smallest count applied to every difference between two published estimates: n (1 - S(b) / S(a)) is the
 * number of events from a to b.
 */
export function chosenSteps(series: Series, points: readonly Point[], policy: Policy): Step[] {
  const all = endsOf(points);
  const total = eventsIn(series.points);
  const choose = (ends: readonly End[], least = policy.threshold): void => {
    for (const end of ends) if (isFree(end, least)) chosen.push(end);
  };
  const isFree = (end: End, least: number): boolean =>
    end.events >= least &&
    (end.events === total || total - end.events >= least) &&
    chosen.every((other) => Math.abs(other.events - end.events) >= least);
  const atEvents = all.filter((_, at) => points[at]!.events > 0);
  const chosen: End[] = [];
  choose((series.ends ?? []).flatMap((time) => endAt(points, all, time) ?? []));
  choose(atEvents.filter((end) => isFree(end, policy.threshold)).slice(-1));
  choose(atEvents, Math.max(policy.threshold, Math.ceil(total / mostSteps)));
  return cut(points, chosen);
}

function endsOf(points: readonly Point[]): End[] {
  let events = 0;
  return points.map((point, at) => {
    events += point.events;
    return { points: at + 1, events, time: point.time };
  });
}

/** The curve does not change between two points, so a step may end at any time between them; not after the last. */
function endAt(points: readonly Point[], ends: readonly End[], time: number): End | null {
  const next = points.findIndex((point) => point.time > time);
  const last = next === -1 ? ends.at(-1) : ends[next - 1];
  return last === undefined || (next === -1 && last.time < time) ? null : { ...last, time };
}

function cut(points: readonly Point[], chosen: readonly End[]): Step[] {
  const ends = chosen.toSorted((a, b) => a.events - b.events);
  return ends.map((end, at) => stepOf(points.slice(ends[at - 1]?.points ?? 0, end.points), end.time));
}
