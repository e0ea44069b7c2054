import { type Counted, fewestNamed, type Release, type ReleaseCell } from '../../../contract/release.ts';
import type { SurvivalResult, SurvivalStratum } from './spec.ts';

const percentFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const text = (value: string, basis?: number): ReleaseCell => ({ kind: 'text', text: value, basis });
const persons = (n: number, who: Counted): ReleaseCell => ({ kind: 'count', unit: 'persons', n, who });
const events = (n: number, who: Counted): ReleaseCell => ({ kind: 'count', unit: 'events', n, who });
const left = (label: string) => ({ label, align: 'left' as const });
const right = (label: string) => ({ label, align: 'right' as const });

const statistic = (value: number | null, digits: number, basis: number, unit?: string) => ({
  kind: 'statistic' as const,
  value,
  digits,
  basis,
  unit,
});

const timeDigits = (value: number | null) => (value === null || value >= 100 ? 0 : value >= 10 ? 1 : 2);

const curveId = 'survival-curve';

/** Whom a group counts: of a cohort those followed from entry, and without the outcome before it where such are left out. */
function whomOf(r: SurvivalResult, { name }: SurvivalStratum): Counted {
  const followed = { variable: 'followed from entry', levels: ['yes'] };
  if (r.source === 'table') {
    const own = r.strataBy === null ? [] : [{ variable: `columns ${r.strataBy}`, levels: [name] }];
    return { group: '', where: [...own, { variable: `time and ${r.outcome}`, levels: ['known'] }] };
  }
  const isPriorLeftOut = r.excluded.some(({ reason, n }) => reason === 'had the outcome before entry' && n > 0);
  const before = isPriorLeftOut ? [{ variable: `${r.outcome} before entry`, levels: ['no'] }] : [];
  return { group: name, where: [followed, ...before] };
}

/** Those of a group with the outcome. */
function withOutcome(r: SurvivalResult, stratum: SurvivalStratum): Counted {
  const { group, where } = whomOf(r, stratum);
  return { group, where: [...where, { variable: `${r.outcome} in follow-up`, levels: ['yes'] }] };
}

const isOfData = (r: SurvivalResult): boolean => r.source === 'table' && r.strataBy !== null;

/** Times at which the steps of the published curve should end: the median first, then its limits, then round times. */
const wantedEnds = ({ median, atTimes }: SurvivalStratum): number[] =>
  [median.estimate, median.lower, median.upper, ...atTimes.map(({ time }) => time)].filter((time) => time !== null);

/**
 * A median needs half of the group on each side, and is a point of the curve: it is published where a published step
 * ends there. The events expected are left out, as their sum over the groups is the exact number of events.
 */
function summaryTable(r: SurvivalResult, leftOut: number): Release['tables'][number] {
  const level = `${percentFormat.format(r.confidence * 100)} %`;
  const rows = r.strata.map((s, series): ReleaseCell[] => {
    const basis = Math.min(s.events, Math.floor(s.n / 2));
    const medians = [s.median.estimate, s.median.lower, s.median.upper];
    return [
      text(s.name, isOfData(r) ? s.n : undefined),
      persons(s.n, whomOf(r, s)),
      events(s.events, withOutcome(r, s)),
      ...medians.map(
        (value): ReleaseCell => ({
          ...statistic(value, timeDigits(value), basis, r.timeUnit ?? undefined),
          rests: { kind: 'percentile', at: 0.5, n: s.n },
          step: { curve: curveId, series },
        }),
      ),
    ];
  });
  const limits = [right('Median'), right(`Lower ${level} limit`), right(`Upper ${level} limit`)];
  return {
    id: 'survival-summary',
    title: `Survival${r.strataBy ? ` by ${r.strataBy}` : ''}`,
    note: [
      `Events: “${r.outcome}”. Median: the time by which half of the group had it; n/a where that is not reached.`,
      ...(leftOut > 0 ? [`Groups of fewer than ${fewestNamed} are left out.`] : []),
    ].join(' '),
    columns: [left('Group'), right('Persons'), right('Events'), ...limits],
    rows,
    relations: rows.map((_, i) => ({
      kind: 'chain' as const,
      cells: [
        [i, 1],
        [i, 2],
      ] as [number, number][],
    })),
  };
}

/** The test rests on the events of the group that has fewest; it is left out where a group is. */
function testTable(r: SurvivalResult): Release['tables'] {
  if (!r.logRank) return [];
  const { chisq, df, p } = r.logRank;
  const basis = Math.min(...r.strata.map((s) => s.events));
  return [
    {
      id: 'survival-log-rank',
      title: 'Log-rank test',
      note: 'Whether the groups differ in survival, over the whole of follow-up.',
      columns: [right('Chi-square'), right('Degrees of freedom'), right('p')],
      rows: [[statistic(chisq, 2, basis), text(String(df)), statistic(p, 4, basis)]],
      relations: [],
    },
  ];
}

function releasedCurve(r: SurvivalResult): Release['curves'][number] {
  const outcome = r.source === 'cohorts' && r.outcome !== 'death' ? r.outcome : null;
  return {
    id: curveId,
    title: `Survival${r.strataBy ? ` by ${r.strataBy}` : ''}`,
    xLabel: `Time${r.timeUnit ? ` (${r.timeUnit})` : ''}`,
    steps: { id: 'survival-steps', title: 'Survival by steps, with numbers at risk' },
    yLabel: outcome ? `Without “${outcome}”` : 'Survival',
    series: r.strata.map((s) => {
      const points = s.curve.map((point) => ({
        time: point.time,
        atRisk: point.nRisk,
        events: point.nEvent,
        censored: point.nCensor,
        estimate: point.survival,
        lower: point.lower,
        upper: point.upper,
      }));
      const origin = { time: 0, atRisk: s.n, events: 0, censored: 0, estimate: 1, lower: 1, upper: 1 };
      return {
        label: s.name,
        ends: wantedEnds(s),
        who: whomOf(r, s),
        points: points[0]?.time === 0 ? points : [origin, ...points],
      };
    }),
  };
}

/** What of a survival analysis may leave. Estimates stand on the curve's own published steps and nowhere else. */
export function release(result: SurvivalResult): Release {
  const strata = isOfData(result) ? result.strata.filter(({ n }) => n >= fewestNamed) : result.strata;
  const leftOut = result.strata.length - strata.length;
  const r = { ...result, strata, logRank: leftOut > 0 ? null : result.logRank };
  return { tables: [summaryTable(r, leftOut), ...testTable(r)], curves: [releasedCurve(r)] };
}
