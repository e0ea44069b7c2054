import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react';
import { columnsInSight, leftToShow } from './column-map.ts';

export interface ColumnWindow {
  readonly shown: readonly number[];
  readonly before: number;
  readonly after: number;
  readonly show: (column: number) => void;
}

/** Follows the sideways scrolling and says which columns to draw; changes only when these do. */
export function useColumnWindow(
  scroller: RefObject<HTMLElement | null>,
  widths: readonly number[],
  viewport: number,
): ColumnWindow {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    const follow = () => setLeft(element?.scrollLeft ?? 0);
    element?.addEventListener('scroll', follow, { passive: true });
    return () => element?.removeEventListener('scroll', follow);
  }, [scroller]);
  const show = useCallback(
    (column: number) => {
      const element = scroller.current;
      if (element) element.scrollLeft = leftToShow(widths, column, element.scrollLeft, viewport);
    },
    [scroller, widths, viewport],
  );
  const { from, end, before, after } = columnsInSight(widths, left, viewport);
  return useMemo(() => {
    const shown = Array.from({ length: end - from }, (_, i) => from + i);
    return { shown, before, after, show };
  }, [from, end, before, after, show]);
}
