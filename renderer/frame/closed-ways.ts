import { toast } from '../kit/toast.tsx';
import { text } from '../text/en.ts';

/** What a person typed, and what says how a result was made: code, definitions. Everything else on screen may be data. */
const mayCopy = 'input, textarea, [contenteditable="true"], [data-may-copy]';

const elementOf = (node: Node | null): Element | null =>
  node instanceof Element ? node : (node?.parentElement ?? null);

/** Both ends of a selection stand in one place that may be copied. */
function isOpen(selection: Selection | null, target: EventTarget | null): boolean {
  const field = elementOf(target instanceof Node ? target : null)?.closest(mayCopy);
  if (field?.matches('input, textarea')) return true;
  const [from, to] = [selection?.anchorNode ?? null, selection?.focusNode ?? null].map(elementOf);
  const place = from?.closest(mayCopy) ?? null;
  return place !== null && place === (to?.closest(mayCopy) ?? null);
}

const keys = new Set(['p', 's']);

/**
 * Shuts what a window offers by itself to carry a screen away: copying and dragging what is selected, printing, saving
 * the page. Results leave as findings. A page cannot forbid a browser's own menu: the style sheet prints nothing.
 */
export function closeWays(target: Window): () => void {
  const { document } = target;
  const say = () => toast({ title: text.closedWays.title, note: text.closedWays.note });
  const onCopy = (event: Event) => {
    if (isOpen(document.getSelection(), event.target)) return;
    event.preventDefault();
    if (!document.getSelection()?.isCollapsed) say();
  };
  const onDrag = (event: DragEvent) => {
    const dragged = elementOf(event.target instanceof Node ? event.target : null);
    if (dragged?.closest('[draggable="true"]') || isOpen(document.getSelection(), event.target)) return;
    event.preventDefault();
  };
  const onKey = (event: KeyboardEvent) => {
    const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && keys.has(event.key.toLowerCase());
    if (!isChord) return;
    event.preventDefault();
    say();
  };
  const listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['copy', onCopy],
    ['cut', onCopy],
    ['dragstart', onDrag],
    ['keydown', onKey],
  ];
  for (const [name, listener] of listeners) document.addEventListener(name, listener as EventListener, true);
  return () => {
    for (const [name, listener] of listeners) document.removeEventListener(name, listener as EventListener, true);
  };
}
