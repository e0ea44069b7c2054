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
 * Keys of the line to search by: Enter takes the first concept and the arrow down leads into the results. Both wait for
 * the answer where it is not there yet: rows of an earlier one are about to go. Undo right after an Enter takes back
 * what that did, and otherwise what was typed.
 */
export function useFieldKeys({ first, isCurrent, onAction, onUndo, list }: FieldKeys) {
  const waiting = useRef<'take' | 'enter' | null>(null);
  const hasActed = useRef(false);
  const take = (concept: FoundConcept) => {
    waiting.current = null;
    hasActed.current = true;
    onAction(concept);
  };
  const enter = (concept: FoundConcept) => {
    waiting.current = null;
    const focusRow = (selector: string) => {
      const row = list.current?.querySelector<HTMLElement>(selector);
      row?.focus();
      return row != null;
    };
    const isEntered = () => focusRow(`[role="row"][data-key="${concept.id}"]`);
    // A list draws an answer's rows one frame after the answer; where it is scrolled away from the first, any row will do.
    if (!isEntered()) requestAnimationFrame(() => isEntered() || focusRow('[role="row"]'));
  };
  useEffect(() => {
    if (waiting.current === 'take' && first) take(first);
    if (waiting.current === 'enter' && first) enter(first);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      if (first) take(first);
      else waiting.current = isCurrent ? null : 'take';
    } else if (isUndo(event) && onUndo && hasActed.current) onUndo();
    else if (event.key === 'ArrowDown') {
      if (first) enter(first);
      else waiting.current = isCurrent ? null : 'enter';
    } else return;
    event.preventDefault();
  };
  const onType = () => {
    waiting.current = null;
    hasActed.current = false;
  };
  return { onKeyDown, onType };
}
