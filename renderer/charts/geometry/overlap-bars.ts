import { pixel } from './plot-area.ts';
import { fitText, textWidth } from './text-width.ts';

export interface OverlapInput {
  readonly a: string;
  readonly b: string;
  readonly onlyA: number;
  readonly both: number;
  readonly onlyB: number;
}

interface Bar {
  readonly key: 'a' | 'b';
  readonly name: string;
  readonly shown: string;
  readonly persons: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface OverlapFigure {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Bar[];
  /** Where the bars lie over each other. */
  readonly both: {
    readonly persons: number;
    readonly x: number;
    readonly width: number;
    readonly labelX: number;
    readonly anchor: 'start' | 'end';
  };
}

const high = 24;
const firstY = 26;
const secondY = 86;
const height = 134;

/**
 * Two bars on one scale of persons: the first begins at the left, the second where the persons in both begin, so that
 * the length they share is who is in both.
 */
export function overlapBars({ a, b, onlyA, both, onlyB }: OverlapInput, width: number): OverlapFigure {
  const all = Math.max(1, onlyA + both + onlyB);
  const long = (persons: number) => (persons === 0 ? 0 : Math.max(2, (persons / all) * width));
  const start = pixel((onlyA / all) * width);
  const bar = (key: 'a' | 'b', name: string, persons: number, x: number, y: number): Bar => {
    const room = width - 130;
    const shown = fitText(name, room);
    // A label keeps inside the figure, even where its bar is a sliver at the right.
    return {
      key,
      name,
      shown,
      persons,
      x: Math.min(x, pixel(width - long(persons))),
      y,
      width: pixel(long(persons)),
      height: high,
    };
  };
  const label = textWidth(`${both} persons in both`, 12);
  const isRight = start + label > width;
  return {
    width,
    height,
    bars: [bar('a', a, onlyA + both, 0, firstY), bar('b', b, both + onlyB, start, secondY)],
    both: {
      persons: both,
      x: start,
      width: pixel(long(both)),
      labelX: isRight ? width : start,
      anchor: isRight ? 'end' : 'start',
    },
  };
}
