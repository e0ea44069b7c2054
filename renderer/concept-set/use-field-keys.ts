import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import type { FoundConcept } from '../../contract/vocabulary.ts';

interface FieldKeys {
  /** The first concept found for what stands in the field; undefined while that is not known, or there is none. */
  readonly first: FoundConcept | undefined;
  readonly isCurrent: boolean;
  readonly onAction: (concept: FoundConcept) => void;
  readonly onUndo: (() => void) | undefined;
  readonly list: RefObject<HTMLDivElement | null>;
}

const isUndo = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';

/**
 * Keys of the line to search by: Enter takes the first concept, waiting for the answer where it is not there yet; the
 * arrow down leads into the results; undo right after an Enter takes back what that did, and otherwise what was typed.
 */
export function useFieldKeys({ first, isCurrent, onAction, onUndo, list }: FieldKeys) {
  const isWaiting = useRef(false);
  const hasActed = useRef(false);
  const take = (concept: FoundConcept) => {
    isWaiting.current = false;
    hasActed.current = true;
    onAction(concept);
  };
  useEffect(() => {
    if (isWaiting.current && first) take(first);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      if (first) take(first);
      else isWaiting.current = !isCurrent;
    } else if (isUndo(event) && onUndo && hasActed.current) onUndo();
    else if (event.key === 'ArrowDown') list.current?.querySelector<HTMLElement>('[role="row"]')?.focus();
    else return;
    event.preventDefault();
  };
  const onType = () => {
    isWaiting.current = false;
    hasActed.current = false;
  };
  return { onKeyDown, onType };
}
