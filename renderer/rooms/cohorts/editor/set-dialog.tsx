import { useEffect, useState } from 'react';
import type { ConceptSetExpression } from '../../../../contract/vocabulary.ts';
import { ConceptSetEditor } from '../../../concept-set/concept-set-editor.tsx';
import { Button, Dialog, TextField } from '../../../kit/index.ts';
import { emptyQuery, useConceptSearches } from '../../../state/concept-search.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import type { NamedSet } from './concept-sets.ts';

const w = t.sets;

interface SetDialogProps {
  readonly title: string;
  /** null: a new one. */
  readonly set: NamedSet | null;
  readonly dataset: string | null;
  readonly onKeep: (set: NamedSet) => void;
  readonly onClose: () => void;
}

const nothing: ConceptSetExpression = { items: [] };

/** A concept set of the definition, in the editor that the Concepts room uses. Kept as one edit. */
export function SetDialog({ title, set, dataset, onKeep, onClose }: SetDialogProps) {
  const [name, setName] = useState(set?.name ?? '');
  const [expression, setExpression] = useState(set?.expression ?? nothing);
  const own = name.trim();
  // What was searched for another set is of no use for this one.
  useEffect(() => useConceptSearches.getState().change('picker', emptyQuery), []);
  return (
    <Dialog
      title={title}
      isOpen
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{w.cancel}</Button>
          <Button
            variant="primary"
            unavailable={own === '' ? w.nameEmpty : null}
            onPress={() => onKeep({ name: own, expression })}
          >
            {set ? w.keep : w.use}
          </Button>
        </>
      }
    >
      <TextField label={w.name} value={name} onChange={setName} maxLength={120} autoFocus={set === null} />
      <ConceptSetEditor expression={expression} onChange={setExpression} dataset={dataset} />
    </Dialog>
  );
}
