import { type RefObject, type UIEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { clampTop, elementTop, isProportional, type ScrollSpace, tableTop, topToShow } from './scroll-map.ts';

export interface GridScroll {
  /** Position in the table, in px from its top. */
  readonly top: number;
  /** Position of the scrolling element that stands for it. */
  readonly scrollTop: number;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
  readonly showRow: (row: number) => void;
}

/**
 * Keeps the place in the table. Dragging the scroll bar moves in proportion; the wheel and the keys always move by
 * rows, however tall the table is, so in a proportional table the wheel is taken over from the browser.
 */
export function useGridScroll(scroller: RefObject<HTMLElement | null>, space: ScrollSpace, id: string): GridScroll {
  const [place, setPlace] = useState({ top: 0, scrollTop: 0 });
  const current = useRef({ space, ...place });
  current.current.space = space;

  const settle = useCallback((top: number, scrollTop: number) => {
    current.current = { ...current.current, top, scrollTop };
    setPlace((before) => (before.top === top && before.scrollTop === scrollTop ? before : { top, scrollTop }));
  }, []);

  const moveTo = useCallback(
    (top: number) => {
      const element = scroller.current;
      if (!element) return;
      const target = clampTop(current.current.space, top);
      element.scrollTop = elementTop(current.current.space, target);
      settle(target, element.scrollTop);
    },
    [scroller, settle],
  );

  const onScroll = useCallback(
    ({ currentTarget: { scrollTop } }: UIEvent<HTMLElement>) => {
      const isOwn = Math.abs(scrollTop - current.current.scrollTop) < 1;
      if (!isOwn) settle(tableTop(current.current.space, scrollTop), scrollTop);
    },
    [settle],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another table starts at its top
  useLayoutEffect(() => moveTo(0), [id, moveTo]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const isSideways = event.shiftKey || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (isSideways || !isProportional(current.current.space)) return;
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? current.current.space.rowHeight : 1;
      moveTo(current.current.top + event.deltaY * unit);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, moveTo]);

  const showRow = useCallback(
    (row: number) => moveTo(topToShow(current.current.space, row, current.current.top)),
    [moveTo],
  );
  return { ...place, onScroll, showRow };
}
