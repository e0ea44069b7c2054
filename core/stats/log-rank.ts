import { chiSquareUpperTail } from './chi-square.ts';
import { type EventTable, groupSize } from './event-table.ts';
import { quadraticForm } from './quadratic-form.ts';

export interface LogRank {
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
  /** Events seen and expected under equal hazards, group by group. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
}

/**
 * Log-rank test of equal hazards in k groups.
 * Method: observed less expected events with their hypergeometric covariance (Mantel 1966, Cancer Chemother Rep
 * 50:163-170; Peto and Peto 1972, JRSS A 135:185-207). Groups in which nothing was expected give no degree of freedom.
 * Oracle: R survival 3.5-3, survdiff(rho = 0), tests/oracle/stats.
 *
 * @returns null where fewer than two groups were ever at risk of an event.
 */
export function logRank(groups: readonly EventTable[]): LogRank | null {
  const { observed, expected, covariance } = accumulate(groups);
  const used = expected.flatMap((value, group) => (value > 0 ? [group] : []));
  const df = used.length - 1;
  if (df < 1) return null;
  const kept = used.slice(1);
  const chisq = quadraticForm(
    kept.map((i) => kept.map((j) => covariance[i]![j]!)),
    kept.map((i) => observed[i]! - expected[i]!),
  );
  if (!Number.isFinite(chisq)) return null;
  return { chisq, df, p: chiSquareUpperTail(chisq, df), observed, expected };
}

function accumulate(groups: readonly EventTable[]) {
  const atRisk = groups.map(groupSize);
  const next = groups.map(() => 0);
  const observed = groups.map(() => 0);
  const expected = groups.map(() => 0);
  const covariance = groups.map(() => groups.map(() => 0));
  for (;;) {
    const time = Math.min(...groups.map((group, g) => group.time[next[g]!] ?? Number.POSITIVE_INFINITY));
    if (time === Number.POSITIVE_INFINITY) return { observed, expected, covariance };
    const now = groups.map((group, g) => (group.time[next[g]!] === time ? next[g]! : -1));
    const events = groups.map((group, g) => (now[g]! < 0 ? 0 : group.events[now[g]!]!));
    addEventTime({ atRisk, events, observed, expected, covariance });
    groups.forEach((group, g) => {
      if (now[g]! < 0) return;
      atRisk[g]! -= events[g]! + group.censored[now[g]!]!;
      next[g]! += 1;
    });
  }
}

function addEventTime(sums: {
  readonly atRisk: readonly number[];
  readonly events: readonly number[];
  readonly observed: number[];
  readonly expected: number[];
  readonly covariance: number[][];
}): void {
  const { atRisk, events, observed, expected, covariance } = sums;
  const n = atRisk.reduce((a, b) => a + b, 0);
  const d = events.reduce((a, b) => a + b, 0);
  if (d === 0) return;
  const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
  atRisk.forEach((ni, i) => {
    observed[i]! += events[i]!;
    expected[i]! += (d * ni) / n;
    atRisk.forEach((nj, j) => {
      covariance[i]![j]! += spread * (ni / n) * ((i === j ? 1 : 0) - nj / n);
    });
  });
}
