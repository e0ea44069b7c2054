import type { ReleaseCurve } from '../../contract/release.ts';
import type { CountNode, CountSystem } from './count-system.ts';
import type { CheckedCurve } from './curve.ts';
import { type Source, whoKey, whoOf } from './who.ts';

/** Who begins each curve, as counts that are printed with it: node `n` is of `places[n]`. */
export interface CurveStarts {
  readonly system: CountSystem;
  readonly places: readonly { readonly curve: number; readonly series: number }[];
}

/** The persons at risk at first of all curves that are left and say who they are. */
export function curveStarts(
  given: readonly ReleaseCurve[],
  checked: readonly CheckedCurve[],
  { groupKey }: Source,
): CurveStarts {
  const starts = given.flatMap(({ series: all }, curve) =>
    all.flatMap(({ who: described, points }, series) => {
      if (!described || !checked[curve]!.series[series] || points.length === 0) return [];
      const who = whoOf('persons', described, groupKey);
      const node: CountNode = { value: points[0]!.atRisk, role: 'cell', name: whoKey(who), who };
      return [{ node, place: { curve, series } }];
    }),
  );
  return {
    system: { nodes: starts.map(({ node }) => node), relations: [] },
    places: starts.map(({ place }) => place),
  };
}

/** A curve without the series of which `isGone`, and what that changed. */
export function withoutSeries(checked: CheckedCurve, isGone: (series: number) => boolean): CheckedCurve {
  const series = checked.series.map((one, at) => (isGone(at) ? null : one));
  const lost = checked.series.filter((one, at) => one !== null && isGone(at));
  if (lost.length === 0 || checked.curve === null) return checked;
  const left = series.filter((one) => one !== null);
  const { title } = checked.curve;
  return {
    series,
    curve: left.length > 0 ? { ...checked.curve, series: left } : null,
    changes: [
      ...checked.changes,
      ...lost.map((one) => ({
        where: `${title} · ${one!.label}`,
        rule: 'curve steps',
        action: 'withheld' as const,
        reason:
          'How many begin it would, beside another count, tell a small one. Let the cohort hold those only who can be followed.',
        id: 'curve-steps' as const,
      })),
    ],
  };
}
