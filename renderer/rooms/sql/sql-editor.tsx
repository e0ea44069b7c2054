import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, type SQLNamespace, sql } from '@codemirror/lang-sql';
import { bracketMatching } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import { codeTheme } from '../../kit/code/code-theme.ts';
import { errorMark, markError } from './error-mark.ts';
import type { ErrorPlace } from './error-place.ts';
import styles from './sql-editor.module.css';
import { type Statement, statementAt } from './statement.ts';

export interface SqlEditorHandle {
  /** The selection, or the statement at the cursor. */
  readonly statement: () => Statement | null;
  readonly insert: (text: string) => void;
  readonly replace: (text: string) => void;
}

interface SqlEditorProps {
  readonly label: string;
  readonly initial: string;
  /** Tables and their columns, for completion. */
  readonly schema: SQLNamespace;
  readonly error: ErrorPlace | null;
  readonly handle: RefObject<SqlEditorHandle | null>;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
}

/** Where SQL is written: completion from the dataset's own tables, Ctrl Enter to run. */
export function SqlEditor({ label, initial, schema, error, handle, onChange, onRun }: SqlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const language = useRef(new Compartment());
  const latest = useRef({ onChange, onRun });
  latest.current = { onChange, onRun };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor owns its text; `initial` and `schema` only begin it
  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: initial,
        extensions: extensions(label, latest, language.current.of(dialect(schema))),
      }),
    });
    view.current = editor;
    editor.focus();
    return () => editor.destroy();
  }, [label]);

  useEffect(() => {
    view.current?.dispatch({ effects: language.current.reconfigure(dialect(schema)) });
  }, [schema]);
  useEffect(() => {
    const isInside = error && error.to <= (view.current?.state.doc.length ?? 0);
    view.current?.dispatch({ effects: markError.of(isInside ? error : null) });
  }, [error]);
  useImperativeHandle(handle, () => ({
    statement: () => (view.current ? statementAt(view.current.state) : null),
    insert: (text) => view.current && insertText(view.current, text),
    replace: (text) =>
      view.current?.dispatch({
        changes: { from: 0, to: view.current.state.doc.length, insert: text },
        selection: { anchor: text.length },
      }),
  }));
  return <div ref={place} className={styles.editor} />;
}

type Listeners = RefObject<Pick<SqlEditorProps, 'onChange' | 'onRun'>>;

function extensions(label: string, listeners: Listeners, language: Extension): Extension {
  const run = () => {
    listeners.current.onRun();
    return true;
  };
  return [
    codeTheme(),
    lineNumbers(),
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    language,
    errorMark,
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) listeners.current.onChange(state.doc.toString());
    }),
  ];
}

const dialect = (schema: SQLNamespace) => sql({ dialect: PostgreSQL, schema, upperCaseKeywords: true });

function insertText(view: EditorView, text: string): void {
  view.dispatch(view.state.replaceSelection(text));
  view.focus();
}
