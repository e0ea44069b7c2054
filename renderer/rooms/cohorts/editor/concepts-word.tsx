import { useRef, useState } from 'react';
import type { Control } from '../../../../contract/outline.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { type CirceConcept, conceptsIn } from './circe-concept.ts';
import { ConceptsDialog } from './concepts-dialog.tsx';
import { useEditor } from './editor-context.ts';
import { removeValue, setValue } from './set-value.ts';
import { WordButton } from './word-button.tsx';

const namesOf = (concepts: readonly CirceConcept[]) =>
  concepts.map(({ CONCEPT_ID, CONCEPT_NAME }) => CONCEPT_NAME ?? t.concepts.id(CONCEPT_ID)).join(', ');

/** A few concepts named one by one: a sex, a unit, a visit type. */
export function ConceptsWord({ control }: { readonly control: Control }) {
  const editor = useEditor();
  const trigger = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => trigger.current?.focus());
  };
  const keep = (concepts: readonly CirceConcept[]) => {
    close();
    if (JSON.stringify(concepts) === JSON.stringify(conceptsIn(control.value))) return;
    editor.change(() =>
      concepts.length === 0 && control.isOptional
        ? removeValue(control)
        : setValue(control, concepts, namesOf(concepts)),
    );
  };
  return (
    <>
      <WordButton ref={trigger} control={control} opens="dialog" isOpen={isOpen} onOpen={() => setOpen(true)} />
      {isOpen ? <ConceptsDialog control={control} dataset={editor.dataset} onKeep={keep} onClose={close} /> : null}
    </>
  );
}
