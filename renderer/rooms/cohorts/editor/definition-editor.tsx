import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Outline, OutlineNode } from '../../../../contract/outline.ts';
import { useBackend } from '../../../backend/use-backend.ts';
import { FailureNote, toast } from '../../../kit/index.ts';
import { useCohortChoice } from '../../../state/cohort-choice.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { ConceptSetList } from './concept-set-list.tsx';
import styles from './definition-editor.module.css';
import { type Editor, EditorProvider, FactsProvider, type LineFacts } from './editor-context.ts';
import { focusPath } from './focus-path.ts';
import { nameOf } from './outline-nodes.ts';
import { OutlineSection } from './outline-section.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { pastePlace } from './paste-place.ts';
import type { CohortEdit } from './use-cohort-edit.ts';
import { useLineKeys } from './use-line-keys.ts';

interface DefinitionEditorProps {
  readonly outline: Outline;
  readonly edit: CohortEdit;
  readonly dataset: string | null;
  readonly readOnly: string | null;
  readonly facts: ReadonlyMap<string, LineFacts>;
}

/** A definition as it reads and as it is edited: its underlined words are the controls. */
export function DefinitionEditor({ outline, edit, dataset, readOnly, facts }: DefinitionEditorProps) {
  const root = useRef<HTMLDivElement>(null);
  const [pasting, askPaste] = useState<OutlineNode | null>(null);
  const menus = useMenus(outline);
  const editor = useEditorOf(edit, { menus, dataset, readOnly, askPaste });
  const { goingTo, setGoingTo } = edit;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the outline is drawn, the place to go to is there
  useLayoutEffect(() => {
    if (goingTo && root.current && focusPath(root.current, goingTo.path, goingTo.at)) setGoingTo(null);
  }, [goingTo, outline]);
  useBeginning(root, editor.cohort);
  const keys = useLineKeys(
    editor,
    useCallback(() => edit.say(t.pasteNowhere), [edit.say]),
  );
  return (
    <EditorProvider value={editor}>
      <FactsProvider value={facts}>
        <div ref={root} className={styles.editor} {...keys}>
          {outline.sections.map((section) => (
            <OutlineSection key={section.id} section={section} />
          ))}
          <ConceptSetList sets={outline.conceptSets} />
        </div>
        <p role="status" className={styles.said}>
          {edit.said}
        </p>
        {edit.failure ? <FailureNote failure={edit.failure.failure} title={edit.failure.title} /> : null}
        {readOnly ? null : <p className={styles.keys}>{t.keys}</p>}
        {pasting ? (
          <PasteDialog
            where={nameOf(pasting)}
            onPaste={(text) => {
              const into = pastePlace(outline, [pasting], text);
              if (into !== null) editor.pasteText(text, into);
            }}
            onClose={() => askPaste(null)}
          />
        ) : null}
      </FactsProvider>
    </EditorProvider>
  );
}

/** Goes to the first thing to add in a cohort that was just begun, once the dialog it was begun in has gone. */
function useBeginning(root: RefObject<HTMLDivElement | null>, cohort: string): void {
  const isBegun = useCohortChoice((s) => s.begun === cohort);
  useEffect(() => {
    if (!isBegun) return;
    const timer = setTimeout(() => {
      root.current?.querySelector<HTMLElement>('[data-add]')?.focus();
      useCohortChoice.getState().arrive();
    }, 60);
    return () => clearTimeout(timer);
  }, [isBegun, root]);
}

/** Every menu there was: a key always means the same, so that a line that did not change need not be drawn for another. */
function useMenus(outline: Outline): Outline['menus'] {
  const known = useRef<Outline['menus']>({});
  Object.assign(known.current, outline.menus);
  return known.current;
}

interface Around extends Pick<Editor, 'menus' | 'dataset' | 'readOnly' | 'askPaste'> {}

function useEditorOf(edit: CohortEdit, { menus, dataset, readOnly, askPaste }: Around): Editor {
  const backend = useBackend();
  const { latest, change, pasteText, fail, say, setGoingTo } = edit;
  const cohort = edit.detail.name;
  return useMemo(
    (): Editor => ({
      cohort,
      menus,
      dataset,
      readOnly,
      change,
      pasteText,
      fail,
      outline: () => latest.current.outline ?? { sections: [], menus: {}, conceptSets: [] },
      expression: () => latest.current.expression,
      askPaste,
      goTo: (path) => setGoingTo({ path, at: 'handle' }),
      copy: (path, what) => {
        backend
          .call('cohort.copy', { name: cohort, path })
          .then(({ text }) => navigator.clipboard.writeText(text))
          .then(
            () => {
              say(t.copied(what));
              toast({ title: t.copied(what) });
            },
            (error) => fail(t.copyFailed, error),
          );
      },
    }),
    [backend, cohort, menus, dataset, readOnly, change, pasteText, fail, latest, askPaste, setGoingTo, say],
  );
}
