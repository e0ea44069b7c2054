import { createContext, useContext } from 'react';
import type { CohortProblem } from '../../../../contract/cohort.ts';
import { Failure } from '../../../../contract/failure.ts';
import type { Edit, Outline, OutlineNode } from '../../../../contract/outline.ts';

/** One edit as the window makes it: what undo will call it, where to go afterwards, what is said aloud. */
export interface Change {
  readonly label: string;
  readonly edits: readonly Edit[];
  readonly focus?: string | undefined;
  /** On the line's handle, or on its first word (the default). */
  readonly at?: 'word' | 'handle';
  /** Only if the focus is nowhere by then: who has gone on is not called back. */
  readonly isStaying?: boolean;
  /** Go to the line that is then at this place of its list: lines that move have another path afterwards. */
  readonly follow?: { readonly list: string; readonly index: number; readonly inside?: string };
  readonly said?: string;
}

export interface Editor {
  readonly cohort: string;
  /** What can be added to lines, by the keys that they name. */
  readonly menus: Outline['menus'];
  readonly dataset: string | null;
  /** Why nothing can be changed here; null when it can. */
  readonly readOnly: string | null;
  /** Makes a change after those before it, worked out from the definition as it then stands; null: nothing to do. */
  readonly change: (work: (outline: Outline) => Change | null) => void;
  /** The definition as it stands. */
  readonly outline: () => Outline;
  readonly expression: () => Readonly<Record<string, unknown>>;
  readonly copy: (path: string, what: string) => void;
  readonly pasteText: (text: string, into: string) => void;
  readonly askPaste: (node: OutlineNode) => void;
  readonly goTo: (path: string) => void;
  /** Shows why something beside a change did not succeed. */
  readonly fail: (title: string, error: unknown) => void;
}

const EditorContext = createContext<Editor | null>(null);
export const EditorProvider = EditorContext.Provider;

/** What the lines of a definition share; its identity stays while the definition is edited. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Failure('internal', 'This line stands outside an editor.');
  return editor;
}

export interface Counted {
  readonly persons: number;
  readonly events: number;
}

/** What is known of one line besides its words. */
export interface LineFacts {
  readonly count: Counted | null;
  /** Shares of the largest count shown, 0-1, for the bars. */
  readonly share: Counted;
  /** The number is of the definition as it was before. */
  readonly isBefore: boolean;
  readonly problems: readonly CohortProblem[];
  /** A rule: how many meet it by itself. */
  readonly alone: Counted | null;
}

export const noFacts: LineFacts = {
  count: null,
  share: { persons: 0, events: 0 },
  isBefore: false,
  problems: [],
  alone: null,
};

const FactsContext = createContext<ReadonlyMap<string, LineFacts>>(new Map());
export const FactsProvider = FactsContext.Provider;

export const useFacts = (path: string): LineFacts => useContext(FactsContext).get(path) ?? noFacts;
