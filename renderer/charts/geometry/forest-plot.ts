import { scaleLinear, scaleLog } from 'd3-scale';
import { type FigureSize, pixel, type Tick } from './plot-area.ts';
import { fitText, textWidth } from './text-width.ts';

/** One line: an estimate with its limits, or a heading of those that follow. */
export interface ForestRow {
  readonly label: string;
  readonly isHeading?: boolean;
  /** Drawn full rather than open. */
  readonly isStrong?: boolean;
  readonly estimate?: number;
  readonly lower?: number;
  readonly upper?: number;
  /** How many it rests on, between its name and the plot; left out where the figure is narrow. */
  readonly counts?: string;
  /** What is written at the right: the numbers, or why there are none. */
  readonly text: string;
}

export interface ForestInput {
  readonly rows: readonly ForestRow[];
  /** A ratio stands on a logarithmic scale around 1, a difference on a linear one around 0. */
  readonly scale: 'ratio' | 'difference';
  /** What the counts count. */
  readonly countsLabel?: string;
}

export interface ForestFigure extends FigureSize {
  readonly ticks: readonly Tick[];
  readonly reference: number;
  readonly textX: number;
  /** Where counts end; null where there are none, or no room. */
  readonly countsX: number | null;
  readonly rows: readonly {
    readonly key: string;
    readonly shown: string;
    readonly label: string;
    readonly indent: number;
    readonly isHeading: boolean;
    readonly isStrong: boolean;
    readonly y: number;
    readonly at: number | null;
    readonly from: number;
    readonly to: number;
    /** The limits go on beyond the plot at that side. */
    readonly isCutLeft: boolean;
    readonly isCutRight: boolean;
    readonly counts: string;
    readonly text: string;
  }[];
}

const rowHeight = 26;
/** Narrower than this there is no room for counts: the table has them. */
const leastForCounts = 640;
const gap = 18;
const ratioTicks = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

/** Estimates with their limits under each other, against the line of no effect. Pure: no DOM. */
export function forestFigure({ rows, scale, countsLabel = '' }: ForestInput, width: number): ForestFigure {
  const indentOf = (at: number) =>
    rows.some(({ isHeading }, i) => isHeading && i < at) && !rows[at]!.isHeading ? 14 : 0;
  const longest = Math.max(60, ...rows.map(({ label }, at) => textWidth(label) + indentOf(at)));
  const hasCounts = width >= leastForCounts && rows.some(({ counts }) => counts);
  const counted = hasCounts
    ? Math.max(...[countsLabel, ...rows.map(({ counts = '' }) => counts)].map((one) => textWidth(one)))
    : 0;
  const names = Math.ceil(Math.min(longest + 24, width * (hasCounts ? 0.25 : 0.4)));
  const left = names + (hasCounts ? Math.ceil(counted) + gap : 0);
  const texts = Math.max(60, ...rows.map(({ text }) => textWidth(text)));
  const right = Math.max(left + 120, width - Math.round(Math.min(texts + 18, width * 0.35)));
  const top = hasCounts && countsLabel ? rowHeight : 8;
  const plot = { left, right, top, bottom: top + rows.length * rowHeight };
  const [low, high] = domainOf(rows, scale);
  const x = scale === 'ratio' ? scaleLog([low, high], [left, right]) : scaleLinear([low, high], [left, right]);
  const inside = (value: number) => pixel(Math.min(Math.max(x(value), left), right));
  const ticks = scale === 'ratio' ? ratioTicks.filter((t) => t >= low && t <= high) : x.ticks(5);
  return {
    width,
    height: plot.bottom + 44,
    plot,
    ticks: ticks.map((value) => ({ at: pixel(x(value)), label: String(Number(value.toPrecision(4))) })),
    reference: pixel(x(scale === 'ratio' ? 1 : 0)),
    textX: right + 14,
    countsX: hasCounts ? left - gap : null,
    rows: rows.map((row, at) => {
      const { label, estimate, lower = Number.NaN, upper = Number.NaN } = row;
      return {
        key: `${at}-${label}`,
        shown: fitText(label, names - 18 - indentOf(at)),
        label,
        indent: indentOf(at),
        isHeading: row.isHeading ?? false,
        isStrong: row.isStrong ?? false,
        y: plot.top + (at + 0.5) * rowHeight,
        at: estimate === undefined ? null : inside(estimate),
        from: estimate === undefined ? left : inside(lower),
        to: estimate === undefined ? left : inside(upper),
        isCutLeft: estimate !== undefined && lower < low,
        isCutRight: estimate !== undefined && upper > high,
        counts: hasCounts ? (row.counts ?? '') : '',
        text: row.text,
      };
    }),
  };
}

/** Holds every estimate; limits beyond ten times the others are cut. */
function domainOf(rows: readonly ForestRow[], scale: ForestInput['scale']): readonly [number, number] {
  const known = rows.filter(({ estimate }) => estimate !== undefined);
  const estimates = known.map(({ estimate }) => estimate!);
  const [lows, highs] = [known.map(({ lower }) => lower!), known.map(({ upper }) => upper!)];
  if (scale === 'difference') {
    const most = Math.max(1e-9, ...[...lows, ...highs].map(Math.abs));
    return [-most * 1.05, most * 1.05];
  }
  const low = Math.max(Math.min(0.5, ...lows), Math.min(1, ...estimates) / 10);
  const high = Math.min(Math.max(2, ...highs), Math.max(1, ...estimates) * 10);
  return [low / 1.1, high * 1.1];
}
