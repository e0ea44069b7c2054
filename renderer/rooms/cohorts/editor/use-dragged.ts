import { type DragEvent, useState } from 'react';
import { create } from 'zustand';
import type { OutlineNode } from '../../../../contract/outline.ts';
import type { Editor } from './editor-context.ts';
import { moveLine } from './move-line.ts';

interface Dragged {
  /** The line that is being dragged. */
  readonly node: OutlineNode | null;
}

export const useDragged = create<Dragged>(() => ({ node: null }));

export type DropSide = 'before' | 'after';

/** Where a line lands that is dropped before or after another one of its list. */
export function placeAfterDrop(from: number, target: number, side: DropSide): number {
  const place = side === 'after' ? target + 1 : target;
  return from < place ? place - 1 : place;
}

const sideOf = (event: DragEvent<HTMLElement>): DropSide => {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY > top + height / 2 ? 'after' : 'before';
};

/** Lets a line of the same list be dropped before or after this one. */
export function useLineDrop(node: OutlineNode, editor: Editor) {
  const [side, setSide] = useState<DropSide | null>(null);
  const canDrop = () => {
    const dragged = useDragged.getState().node;
    return dragged?.list && dragged.list.path === node.list?.path ? dragged : null;
  };
  const props = {
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!canDrop()) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'move';
      setSide(sideOf(event));
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setSide(null);
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const dragged = canDrop();
      setSide(null);
      if (!dragged?.list || !node.list) return;
      event.preventDefault();
      event.stopPropagation();
      const to = placeAfterDrop(dragged.list.index, node.list.index, sideOf(event));
      editor.change(() => moveLine(dragged, to));
    },
  };
  return { side, props };
}
