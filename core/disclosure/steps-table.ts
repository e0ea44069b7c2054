import type { CheckedCell, CheckedTable, ReleaseCurve } from '../../contract/release.ts';
import { timeText } from './curve-time.ts';
import { numberText } from './number-text.ts';
import type { Policy } from './policy.ts';

type Point = ReleaseCurve['series'][number]['points'][number];

/** The published steps of a checked curve as a table: the same numbers as in the figure, and no others. */
export function stepsTable(
  { xLabel, yLabel, series }: ReleaseCurve,
  { id, title }: { readonly id: string; readonly title: string },
  policy: Policy,
): CheckedTable {
  const right = (label: string) => ({ label, align: 'right' as const });
  return {
    id,
    title,
    note: 'The steps of the curve: persons at risk as a step begins, its events, and the estimate at its end.',
    columns: [
      { label: 'Group', align: 'left' },
      right(xLabel),
      right('At risk'),
      right('Events'),
      right(yLabel),
      right('Lower limit'),
      right('Upper limit'),
    ],
    rows: series.flatMap(({ label, points }) => points.map((point) => stepRow(label, point, policy))),
  };
}

const plain = (text: string): CheckedCell => ({ text, status: 'published' });

function stepRow(label: string, point: Point, policy: Policy): CheckedCell[] {
  const count = (n: number): CheckedCell => ({
    text: numberText(n, 0),
    status: policy.rounding === 0 || n === 0 ? 'published' : 'rounded',
  });
  const estimate = (value: number | null) => plain(value === null ? 'n/a' : numberText(value, policy.curveDigits));
  return [
    plain(label),
    plain(timeText(point.time)),
    count(point.atRisk),
    count(point.events),
    ...[point.estimate, point.lower, point.upper].map(estimate),
  ];
}
