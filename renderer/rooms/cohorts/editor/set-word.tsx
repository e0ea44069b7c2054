import { useRef, useState } from 'react';
import type { Control, Outline } from '../../../../contract/outline.ts';
import { useBackend } from '../../../backend/use-backend.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { editSet, type NamedSet, withNewSet } from './concept-sets.ts';
import { useEditor } from './editor-context.ts';
import { valueAt } from './json-path.ts';
import { SetDialog } from './set-dialog.tsx';
import { SetMenu } from './set-menu.tsx';
import { removeValue, setValue } from './set-value.ts';
import { WordButton } from './word-button.tsx';

type OwnSet = Outline['conceptSets'][number];
type Open = { readonly kind: 'menu' } | { readonly kind: 'new' } | { readonly kind: 'edit'; readonly set: OwnSet };

/** The concept set a criterion looks for: one of the definition's, one of the study's, or a new one. */
export function SetWord({ control }: { readonly control: Control }) {
  const editor = useEditor();
  const backend = useBackend();
  const trigger = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const back = () => {
    close();
    requestAnimationFrame(() => trigger.current?.focus());
  };

  const useStudySet = (name: string) => {
    backend.call('conceptSet.get', { name }).then(
      ({ expression }) => editor.change((outline) => withNewSet(outline, control, { name, expression })),
      (error) => editor.fail(t.sets.studyReadFailed, error),
    );
  };
  const make = (set: NamedSet) => {
    back();
    editor.change((outline) => withNewSet(outline, control, set));
  };
  const keep = (path: string) => (set: NamedSet) => {
    back();
    editor.change(() => ({ ...editSet(path, set), focus: control.path, isStaying: true }));
  };

  return (
    <>
      <WordButton
        ref={trigger}
        control={control}
        opens="menu"
        isOpen={open !== null}
        onOpen={() => setOpen({ kind: 'menu' })}
      />
      {open?.kind === 'menu' ? (
        <SetMenu
          control={control}
          sets={editor.outline().conceptSets}
          trigger={trigger}
          onClose={close}
          onUse={({ id, name }) => editor.change(() => setValue(control, id, `“${name}”`))}
          onUseStudy={useStudySet}
          onNone={() => editor.change(() => removeValue(control))}
          onNew={() => setOpen({ kind: 'new' })}
          onEdit={(set) => setOpen({ kind: 'edit', set })}
        />
      ) : null}
      {open?.kind === 'new' ? (
        <SetDialog title={t.sets.newTitle} set={null} dataset={editor.dataset} onKeep={make} onClose={back} />
      ) : null}
      {open?.kind === 'edit' ? (
        <SetDialog
          title={t.sets.editTitle}
          set={valueAt(editor.expression(), open.set.path) as NamedSet}
          dataset={editor.dataset}
          onKeep={keep(open.set.path)}
          onClose={back}
        />
      ) : null}
    </>
  );
}
