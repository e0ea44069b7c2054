import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useMemo } from 'react';

export interface ColumnWindow {
  /** Indices of the columns to draw, beside the first, which always stands. */
  readonly shown: readonly number[];
  /** Empty space in px before and after them. */
  readonly before: number;
  readonly after: number;
  readonly show: (column: number) => void;
}

/** Draws only the columns in sight: plain tables can have hundreds. The first column is sticky and not counted here. */
export function useColumnWindow(
  scroller: RefObject<HTMLElement | null>,
  widths: readonly number[],
  id: string,
): ColumnWindow {
  const first = widths[0] ?? 0;
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: Math.max(0, widths.length - 1),
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index + 1] ?? 0,
    overscan: 4,
    scrollPaddingStart: first,
    initialRect: { width: 1600, height: 640 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths are not observed by the virtualizer
  useEffect(() => virtualizer.measure(), [virtualizer, widths, id]);
  const items = virtualizer.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const end = (items.at(-1)?.index ?? -1) + 1;
  const before = items[0]?.start ?? 0;
  const after = Math.max(0, virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0));
  const show = useCallback(
    (column: number) => {
      if (column > 0) virtualizer.scrollToIndex(column - 1, { align: 'auto' });
    },
    [virtualizer],
  );
  return useMemo(() => {
    const shown = Array.from({ length: end - from }, (_, i) => from + i + 1);
    return { shown, before, after, show };
  }, [from, end, before, after, show]);
}
