import type { ReleaseCurve } from '../../contract/release.ts';
import { timeText } from '../disclosure/curve-time.ts';
import { numberText } from '../disclosure/number-text.ts';
import { tickLabels } from './axis-ticks.ts';
import { escapeHtml } from './escape-html.ts';
import { type FigureLayout, figureLayout, hasDirectLabels, labelLetters, riskLines, riskRow } from './figure-layout.ts';
import { styleOf } from './palette.ts';

type Series = ReleaseCurve['series'][number];

const at = (value: number): string => String(Math.round(value * 100) / 100);
const short = (label: string, letters = labelLetters): string =>
  escapeHtml(label.length > letters ? `${label.slice(0, letters - 1)}…` : label);

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${at(x)}" y="${at(y)}" fill="currentColor"${more}>${content}</text>`;

const line = (x1: number, y1: number, x2: number, y2: number, more = ''): string =>
  `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="currentColor"${more}/>`;

/**
 * A checked curve as a figure: SVG text with its axes, confidence band, a label at each curve's end and the persons at
 * risk under the axis. It is given nothing but the curve that leaves, so it can show nothing else. No styles, scripts,
 * fonts or links inside; `series-1` … `series-8` and `paper` are classes for a page that wants its own colours.
 *
 * @param id starts the ids inside, so that several figures can stand on one page.
 */
export function figureSvg(curve: ReleaseCurve, id = 'figure'): string {
  const layout = figureLayout(curve);
  const safeId = id.replace(/[^A-Za-z0-9-]/g, '-');
  const description = curve.series.map((series) => described(series)).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${layout.width} ${at(layout.height)}" role="img"`,
    ` aria-labelledby="${safeId}-title ${safeId}-desc" color="#26302b" font-size="12.5"`,
    ` font-family="'Source Sans 3', 'Segoe UI', system-ui, 'Helvetica Neue', Arial, sans-serif">`,
    `<title id="${safeId}-title">${escapeHtml(curve.title)}</title>`,
    `<desc id="${safeId}-desc">${escapeHtml(`${curve.yLabel} by ${curve.xLabel}. ${description}.`)}</desc>`,
    `<rect class="paper" width="${layout.width}" height="${at(layout.height)}" fill="#ffffff"/>`,
    axes(curve, layout),
    ...curve.series.map((series, index) => seriesGroup(series, index, layout)),
    endLabels(curve, layout),
    riskTable(curve, layout),
    '</svg>\n',
  ].join('');
}

function described({ label, points }: Series): string {
  const last = points.at(-1);
  return last === undefined ? label : `${label}: ${last.estimate} at ${timeText(last.time)}`;
}

function axes(curve: ReleaseCurve, { left, right, top, bottom, x, y, xTicks, yTicks }: FigureLayout): string {
  const faint = ' stroke-opacity="0.12"';
  const middle = (left + right) / 2;
  return [
    ...yTicks.map((tick) => (tick === 0 ? '' : line(left, y(tick), right, y(tick), faint))),
    ...tickLabels(yTicks).map((label, i) => text(left - 9, y(yTicks[i]!) + 4, label, ' text-anchor="end"')),
    line(left, bottom, right, bottom),
    ...xTicks.map((tick) => line(x(tick), bottom, x(tick), bottom + 5)),
    ...tickLabels(xTicks).map((label, i) => text(x(xTicks[i]!), bottom + 19, label, ' text-anchor="middle"')),
    text(middle, bottom + 39, escapeHtml(curve.xLabel), ' text-anchor="middle" font-weight="600"'),
    text(left, top - 14, escapeHtml(curve.yLabel), ' font-weight="600"'),
  ].join('');
}

function seriesGroup(series: Series, index: number, layout: FigureLayout): string {
  const { color, dash } = styleOf(index);
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  const band = bandPath(series, layout);
  return [
    `<g class="series-${(index % 8) + 1}" color="${color}">`,
    band === '' ? '' : `<path d="${band}" fill="currentColor" fill-opacity="0.13"/>`,
    `<path d="${linePath(series, layout)}" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round"${dashes}/>`,
    ...series.points.map(({ time, estimate }) =>
      time <= 0
        ? ''
        : `<circle cx="${at(layout.x(time))}" cy="${at(layout.y(estimate))}" r="2.6" fill="currentColor"/>`,
    ),
    '</g>',
  ].join('');
}

const isAtStart = ({ points }: Series): boolean => (points[0]?.time ?? 1) <= 0;

/** Published points joined by straight lines: a step would claim that nothing happened before the next point. */
function linePath(series: Series, { x, y, start }: FigureLayout): string {
  const points = series.points.map((point) => `${at(x(point.time))} ${at(y(point.estimate))}`);
  return `M${[...(isAtStart(series) ? [] : [`${at(x(0))} ${at(y(start))}`]), ...points].join('L')}`;
}

function bandPath(series: Series, { x, y, start }: FigureLayout): string {
  const limits = series.points.flatMap(({ time, lower, upper }) =>
    lower === null || upper === null ? [] : [{ time, lower, upper }],
  );
  if (limits.length === 0) return '';
  const all = isAtStart(series) ? limits : [{ time: 0, lower: start, upper: start }, ...limits];
  const over = all.map(({ time, upper }) => `${at(x(time))} ${at(y(upper))}`);
  const under = all.map(({ time, lower }) => `${at(x(time))} ${at(y(lower))}`).reverse();
  return `M${[...over, ...under].join('L')}Z`;
}

function endLabels(curve: ReleaseCurve, { right, x, y, bottom, top }: FigureLayout): string {
  if (!hasDirectLabels(curve)) return '';
  const ends = curve.series.map(({ label, points }, index) => {
    const last = points.at(-1);
    return { label, index, px: x(last?.time ?? 0), py: y(last?.estimate ?? 0), at: y(last?.estimate ?? 0) };
  });
  const placed = spread(ends, bottom, top);
  return placed
    .map(({ label, px, py, at: ly }) => {
      const leader = line(px + 2, py, right + 12, ly, ' stroke-opacity="0.3" stroke-dasharray="1 2"');
      return leader + text(right + 15, ly + 4, `<title>${escapeHtml(label)}</title>${short(label)}`);
    })
    .join('');
}

/** Moves labels apart, from the top down, so that none covers another, and back up where they would leave the plot. */
function spread<T extends { at: number }>(labels: readonly T[], bottom: number, top: number): T[] {
  const gap = 16;
  const sorted = labels.map((label) => ({ ...label })).sort((a, b) => a.at - b.at);
  for (const [index, label] of sorted.entries())
    label.at = Math.max(label.at, index === 0 ? top : sorted[index - 1]!.at + gap);
  for (let index = sorted.length - 1; index >= 0; index--) {
    const limit = index === sorted.length - 1 ? bottom : sorted[index + 1]!.at - gap;
    sorted[index]!.at = Math.min(sorted[index]!.at, limit);
  }
  return sorted;
}

/** Persons at risk under the time from which they are counted: where a step begins, as far apart as they can be read. */
function riskColumns(points: Series['points'], x: FigureLayout['x']): { px: number; atRisk: number }[] {
  const columns: { px: number; atRisk: number }[] = [];
  for (const [index, { time, atRisk }] of points.entries()) {
    if (time <= 0) continue;
    const px = x(Math.max(0, points[index - 1]?.time ?? 0));
    const before = columns.at(-1);
    if (before === undefined || px - before.px >= 44) columns.push({ px, atRisk });
  }
  return columns;
}

function riskTable(curve: ReleaseCurve, layout: FigureLayout): string {
  const { right, riskTop, x } = layout;
  const lines = riskLines(curve);
  const heading = text(12, riskTop - 4, 'At risk', ' font-weight="600"');
  const rows = curve.series.map(({ label, points }, index) => {
    const y = riskTop + riskRow * (index * lines + 1) - 3;
    const { color, dash } = styleOf(index);
    const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
    const swatch = `<g class="series-${(index % 8) + 1}" color="${color}">${line(12, y - 4, 34, y - 4, ` stroke-width="2"${dashes}`)}</g>`;
    const name = text(40, y, `<title>${escapeHtml(label)}</title>${short(label, lines === 1 ? labelLetters : 90)}`);
    const numbers = riskColumns(points, x).map(({ px, atRisk }) =>
      text(px, y + riskRow * (lines - 1), numberText(atRisk, 0), ' text-anchor="middle"'),
    );
    return swatch + name + numbers.join('');
  });
  return heading + line(12, riskTop + 1, right, riskTop + 1, ' stroke-opacity="0.25"') + rows.join('');
}
