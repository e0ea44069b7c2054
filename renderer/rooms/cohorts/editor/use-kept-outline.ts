import { useRef } from 'react';
import type { Outline } from '../../../../contract/outline.ts';
import { keepSame } from './keep-same.ts';

/** The outline, with every line that did not change being the same object as before. */
export function useKeptOutline(outline: Outline | null): Outline | null {
  const kept = useRef<Outline | null>(null);
  kept.current = keepSame(kept.current, outline);
  return kept.current;
}
