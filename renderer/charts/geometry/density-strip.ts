import { pixel } from './plot-area.ts';

export interface YearCount {
  readonly year: number;
  readonly n: number;
}

export interface DensityFigure {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly {
    readonly year: number;
    readonly n: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
}

/**
 * Rows a year as a strip of bars, a place for every year from the first to the last. More years than there is room for
 * share bars, which then show their mean. Pure: no DOM.
 */
export function densityStrip(counts: readonly YearCount[], width: number, height = 28): DensityFigure {
  if (counts.length === 0) return { width, height, bars: [] };
  const first = Math.min(...counts.map(({ year }) => year));
  const last = Math.max(...counts.map(({ year }) => year));
  const perBar = Math.ceil((last - first + 1) / Math.max(1, Math.floor(width / 3)));
  const slots = Array.from({ length: Math.ceil((last - first + 1) / perBar) }, () => 0);
  for (const { year, n } of counts) slots[Math.floor((year - first) / perBar)]! += n / perBar;
  const most = Math.max(...slots);
  const room = width / slots.length;
  const bars = slots.flatMap((n, i) => {
    if (n === 0) return [];
    const tall = Math.max(1, (n / most) * height);
    return [
      {
        year: first + i * perBar,
        n: Math.round(n),
        x: pixel(i * room),
        y: pixel(height - tall),
        width: pixel(Math.max(0.5, Math.min(room - (room > 3 ? 1 : 0), 14))),
        height: pixel(tall),
      },
    ];
  });
  return { width, height, bars };
}
