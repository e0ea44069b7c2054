import { type KeyboardEvent, useState } from 'react';

/** A cell by its place. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export const isPlace = (a: Place | null, b: Place | null): boolean => a?.row === b?.row && a?.column === b?.column;

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The next of `places` from one in the direction of an arrow key: nearest along it, then nearest across. */
export function nextPlace(places: readonly Place[], from: Place, key: string): Place | null {
  const step = steps[key];
  if (!step) return null;
  const along = ({ row, column }: Place) => (row - from.row) * step[0] + (column - from.column) * step[1];
  const across = ({ row, column }: Place) =>
    Math.abs((row - from.row) * step[1]) + Math.abs((column - from.column) * step[0]);
  const ahead = places.filter((place) => along(place) > 0 && (step[0] !== 0 || place.row === from.row));
  const nearest = (a: Place, b: Place) => along(a) - along(b) || across(a) - across(b);
  return ahead.sort(nearest)[0] ?? null;
}

/** One stop for Tab in a table, arrows from one explained cell to the next. */
export function useCellFocus(places: readonly Place[]) {
  const [chosen, choose] = useState<Place | null>(null);
  const stop = chosen ?? places[0] ?? null;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') return choose(null);
    const next = stop && nextPlace(places, stop, event.key);
    if (!next) return;
    event.preventDefault();
    const name = `${next.row},${next.column}`;
    event.currentTarget.querySelector<HTMLElement>(`[data-place="${name}"]`)?.focus();
  };
  return { chosen, choose, stop, onKeyDown };
}
