import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

export interface Statement {
  readonly text: string;
  /** Where it begins in the document. */
  readonly from: number;
}

/** What Ctrl Enter runs: the selection, or else the statement the cursor is in. */
export function statementAt(state: EditorState): Statement {
  const { from, to, empty, head } = state.selection.main;
  if (!empty) return trimmed(state.sliceDoc(from, to), from);
  let found: Statement | null = null;
  syntaxTree(state).iterate({
    enter(node) {
      if (node.name !== 'Statement') return node.name === 'Script';
      const isFurther = found === null || node.from <= head;
      if (isFurther) found = trimmed(state.sliceDoc(node.from, node.to), node.from);
      return false;
    },
  });
  return found ?? trimmed(state.doc.toString(), 0);
}

/** Without the space around it and the semicolon after it. */
function trimmed(text: string, from: number): Statement {
  const lead = text.length - text.trimStart().length;
  return { text: text.trim().replace(/;\s*$/, ''), from: from + lead };
}
