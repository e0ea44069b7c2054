import type { CheckChange, ReleaseCurve } from '../../contract/release.ts';
import { attack } from './attack.ts';
import type { CountNode, CountSystem, SumRelation } from './count-system.ts';
import { chosenSteps, type Step, stepOf } from './curve-steps.ts';
import { publishedTime } from './curve-time.ts';
import type { Policy } from './policy.ts';
import { publish } from './publish.ts';
import { roundCount } from './rounding.ts';
import { isSmall } from './small-count.ts';

type Series = ReleaseCurve['series'][number];
type Point = Series['points'][number];

/** A curve after the rules; `series` are its own by their place before the check, null where nothing is left of one. */
export interface CheckedCurve {
  readonly curve: ReleaseCurve | null;
  readonly series: readonly (Series | null)[];
  readonly changes: readonly CheckChange[];
}

/**
 * A survival or cumulative curve by steps that each rest on at least the threshold of events and of persons at risk.
 * The tail where fewer are left is cut, and so is as much as it takes that the events after the last step are none or
 * enough. The estimate at a merged step is the curve's own at the step's end. Published per step: `time` at which it ends,
 * `atRisk` as the step begins, `events` in it, both rounded, `censored` as what is left between those rounded numbers. A first
 * point without events at or before time 0 is kept as the origin. Times that are not whole are told by four figures.
 *
 * Source: ACRO, `rounded_survival_table` (steps merged to the threshold, then rounded); the persons censored within a
 * step are attacked like any small count and the step merged with its neighbour where they would show.
 */
export function checkCurve(curve: ReleaseCurve, policy: Policy): CheckedCurve {
  const changes: CheckChange[] = [];
  const places: (Series | null)[] = [];
  for (const one of curve.series) {
    const steps = safeSteps(chosenSteps(one, eventPoints(one, policy), policy), policy);
    const where = `${curve.title} · ${one.label}`;
    changes.push(...curveChanges(one, steps, where, policy));
    const points = steps.length === 0 ? [] : [...origin(one, policy), ...printed(steps, policy)];
    places.push(points.length === 0 ? null : { label: one.label, points });
  }
  const series = places.filter((one) => one !== null);
  const { id, title, xLabel, yLabel } = curve;
  return { curve: series.length > 0 ? { id, title, xLabel, yLabel, series } : null, series: places, changes };
}

const isOrigin = (point: Point): boolean => point.events === 0 && point.time <= 0;

/** The points that may be published, and those who left at time 0: enough at risk before them, and none or enough left after them. */
function eventPoints({ points }: Series, policy: Policy): Point[] {
  const rest = points.filter((point) => !isOrigin(point) || point.censored > 0);
  const end = rest.findIndex(
    (point) => point.atRisk < policy.threshold || isSmall(point.atRisk - point.events, policy),
  );
  return end === -1 ? rest : rest.slice(0, end);
}

/** Merges further until no small number of censored persons shows between two steps. */
function safeSteps(chosen: readonly Step[], policy: Policy): Step[] {
  let steps = [...chosen];
  for (;;) {
    const exposed = exposedStep(steps, policy);
    if (exposed === null) return steps;
    const isLast = exposed === steps.length - 1;
    const joined = isLast ? [] : [joinedSteps(steps[exposed]!, steps[exposed + 1]!)];
    steps = [...steps.slice(0, exposed), ...joined, ...steps.slice(exposed + 2)];
  }
}

const joinedSteps = (step: Step, next: Step): Step => stepOf([...step.points, ...next.points], next.time);

function exposedStep(steps: readonly Step[], policy: Policy): number | null {
  const system = stepSystem(steps);
  const withheld = system.nodes.map((node) => node.role === 'hidden');
  const readings = publish(system, withheld, policy).map((p) => p.reading);
  const bounds = attack(system, readings);
  const at = steps.findIndex((_, step) => {
    const hidden = 3 * step + 2;
    const { value } = system.nodes[hidden]!;
    const { lo, hi } = bounds[hidden]!;
    return value > 0 && value < policy.threshold && (lo > value - 1 || hi < policy.threshold);
  });
  return at === -1 ? null : at;
}

/** Per step: persons at risk, events, and the hidden rest of those who do not enter the next step. */
function stepSystem(steps: readonly Step[]): CountSystem {
  const nodes: CountNode[] = [];
  const relations: SumRelation[] = [];
  for (const [at, { atRisk, events }] of steps.entries()) {
    const next = steps[at + 1];
    const parts = next === undefined ? [3 * at + 1, 3 * at + 2] : [3 * at + 1, 3 * at + 2, 3 * at + 3];
    const lost = atRisk - events - (next?.atRisk ?? 0);
    nodes.push({ value: atRisk, role: 'cell' }, { value: events, role: 'cell' }, { value: lost, role: 'hidden' });
    relations.push({ parts, total: 3 * at });
  }
  return { nodes, relations };
}

function origin({ points }: Series, policy: Policy): Point[] {
  const first = points[0];
  if (first === undefined || !isOrigin(first) || isSmall(first.atRisk, policy)) return [];
  return [{ ...first, atRisk: roundCount(first.atRisk, policy), censored: 0, ...estimates(first, policy) }];
}

function printed(steps: readonly Step[], policy: Policy): Point[] {
  const counts = steps.map((step) => ({
    atRisk: roundCount(step.atRisk, policy),
    events: roundCount(step.events, policy),
  }));
  return steps.map((step, at) => {
    const { atRisk, events } = counts[at]!;
    const next = counts[at + 1];
    const last = step.points.at(-1)!;
    const censored = next === undefined ? 0 : Math.max(0, atRisk - events - next.atRisk);
    return { time: publishedTime(step.time), atRisk, events, censored, ...estimates(last, policy) };
  });
}

function estimates(point: Point, policy: Policy): Pick<Point, 'estimate' | 'lower' | 'upper'> {
  const round = (value: number): number => Number(value.toFixed(policy.curveDigits));
  const bound = (value: number | null): number | null =>
    value === null || !Number.isFinite(value) ? null : round(value);
  return { estimate: round(point.estimate), lower: bound(point.lower), upper: bound(point.upper) };
}

function curveChanges(series: Series, steps: readonly Step[], where: string, policy: Policy): CheckChange[] {
  const rule = 'curve steps';
  const few = `fewer than ${policy.threshold} events or persons at risk`;
  if (steps.length === 0) return [{ where, rule, action: 'withheld', reason: `The whole curve rests on ${few}.` }];
  const kept = steps.flatMap((step) => step.points);
  const changes: CheckChange[] = [];
  if (kept.length > steps.length)
    changes.push({
      where,
      rule,
      action: 'merged',
      reason: `Steps were merged until each rests on at least ${policy.threshold} events and persons at risk.`,
    });
  if (kept.length < series.points.filter((point) => !isOrigin(point)).length)
    changes.push({ where, rule, action: 'withheld', reason: `The end of the curve rests on ${few}.` });
  if (policy.rounding > 0)
    changes.push({
      where,
      rule: 'rounding',
      action: 'rounded',
      reason: `Events and persons at risk are rounded to ${policy.rounding}.`,
    });
  return changes;
}
