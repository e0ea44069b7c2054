import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useCallback } from 'react';
import type { Outline, OutlineNode } from '../../../../contract/outline.ts';
import type { Change, Editor } from './editor-context.ts';
import { handlesIn } from './focus-path.ts';
import { lineAction } from './line-action.ts';
import { moveLine } from './move-line.ts';
import { allLines, canCopy, nameOf } from './outline-nodes.ts';
import { pastePlace } from './paste-place.ts';

const isField = (target: EventTarget) => target instanceof Element && target.closest('input, textarea') !== null;

const byPath = (outline: Outline, path: string | undefined) => allLines(outline).find((node) => node.path === path);

/** The lines around the focus, the innermost first. */
function linesAround(outline: Outline, target: EventTarget): readonly OutlineNode[] {
  const found: OutlineNode[] = [];
  let at = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
  while (at) {
    const node = byPath(outline, at.dataset.line);
    if (node) found.push(node);
    at = at.parentElement?.closest<HTMLElement>('[data-line]') ?? null;
  }
  return found;
}

/** Where pasted text goes with the focus here. */
function pasteTarget(outline: Outline, target: EventTarget, text: string): string | null {
  const lines = linesAround(outline, target);
  if (lines.length > 0) return pastePlace(outline, lines, text);
  const id = target instanceof Element ? target.closest<HTMLElement>('[data-line^="section "]')?.dataset.line : '';
  return outline.sections.find((one) => `section ${one.id}` === id)?.pasteInto ?? null;
}

/** Goes from handle to handle with the arrows. */
function walkHandles(event: KeyboardEvent<HTMLElement>): boolean {
  const isHandle = event.target instanceof HTMLElement && event.target.matches('[data-handle]');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!isHandle || !step || event.altKey) return false;
  const handles = handlesIn(event.currentTarget);
  handles[handles.indexOf(event.target as HTMLElement) + step]?.focus();
  return true;
}

/** Alt ↑ ↓ moves the line of the focus, Delete on its handle removes it, Ctrl C and Ctrl V copy and paste it as JSON. */
export function useLineKeys(editor: Editor, onNoPlace: () => void) {
  const onKeyDownCapture = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.target as Node)) return;
      const isTaken = walkHandles(event) || move(event, editor) || remove(event, editor) || copy(event, editor);
      if (!isTaken) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [editor],
  );
  const onPaste = useCallback(
    (event: ClipboardEvent<HTMLElement>) => {
      if (editor.readOnly || isField(event.target) || !event.currentTarget.contains(event.target as Node)) return;
      const text = event.clipboardData.getData('text/plain');
      const into = pasteTarget(editor.outline(), event.target, text);
      event.preventDefault();
      if (into === null) onNoPlace();
      else if (text.trim() !== '') editor.pasteText(text, into);
    },
    [editor, onNoPlace],
  );
  return { onKeyDownCapture, onPaste };
}

function move(event: KeyboardEvent<HTMLElement>, editor: Editor): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!event.altKey || !step || event.ctrlKey || event.metaKey || editor.readOnly) return false;
  if (!linesAround(editor.outline(), event.target).some(({ list }) => list !== null)) return false;
  editor.change((outline) => moveFocused(outline, step));
  return true;
}

/**
 * Moves the line that has the focus, and keeps the focus on the word it was on. Looked up when the change is made: of two
 * quick presses the second starts from where the first led.
 */
function moveFocused(outline: Outline, step: number): Change | null {
  const target = document.activeElement;
  const line = target && linesAround(outline, target).find(({ list }) => list !== null);
  const change = line?.list ? moveLine(line, line.list.index + step) : null;
  if (!line || !change) return null;
  const word = target instanceof HTMLElement ? target.dataset.word : undefined;
  const inside = word?.startsWith(line.path) ? word.slice(line.path.length) : '';
  const { list, index } = change.follow ?? { list: '', index: 0 };
  return { ...change, follow: { list, index, inside }, at: word === undefined ? 'handle' : 'word' };
}

function remove(event: KeyboardEvent<HTMLElement>, editor: Editor): boolean {
  const isHandle = event.target instanceof HTMLElement && event.target.matches('[data-handle]');
  if (event.key !== 'Delete' || !isHandle || editor.readOnly) return false;
  const [line] = linesAround(editor.outline(), event.target);
  if (!line?.remove) return false;
  const action = line.remove;
  editor.change(() => lineAction(line, action));
  return true;
}

function copy(event: KeyboardEvent<HTMLElement>, editor: Editor): boolean {
  const isCopy = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'c';
  if (!isCopy || isField(event.target) || window.getSelection()?.isCollapsed === false) return false;
  const lines = linesAround(editor.outline(), event.target);
  const line = lines.find(canCopy);
  if (!line) return false;
  editor.copy(line.path, `“${nameOf(line)}”`);
  return true;
}
