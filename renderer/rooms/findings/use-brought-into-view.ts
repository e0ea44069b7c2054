import { useEffect, useRef } from 'react';
import { useFindingSelection } from '../../state/finding-selection.ts';

/** Where a finding stands: once it is looked for it comes into view, with the focus. */
export function useBroughtIntoView(id: string) {
  const place = useRef<HTMLElement>(null);
  const isWanted = useFindingSelection((s) => s.wanted === id);
  useEffect(() => {
    if (!isWanted) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'start' });
    useFindingSelection.getState().want(null);
  }, [isWanted]);
  return place;
}
