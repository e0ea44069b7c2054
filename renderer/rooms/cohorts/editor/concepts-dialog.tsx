import { useMemo, useState } from 'react';
import type { Control } from '../../../../contract/outline.ts';
import { useLive } from '../../../backend/use-live.ts';
import { Button, Dialog, FailureNote } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { ChosenConcepts } from './chosen-concepts.tsx';
import { type CirceConcept, circeConcept, conceptsIn } from './circe-concept.ts';
import styles from './concepts-dialog.module.css';
import { FoundConcepts } from './found-concepts.tsx';

const w = t.concepts;

interface ConceptsDialogProps {
  readonly control: Control;
  readonly dataset: string | null;
  readonly onKeep: (concepts: readonly CirceConcept[]) => void;
  readonly onClose: () => void;
}

/** Chooses concepts one by one. Without a vocabulary a concept id can be typed. */
export function ConceptsDialog({ control, dataset, onKeep, onClose }: ConceptsDialogProps) {
  const [chosen, setChosen] = useState(() => conceptsIn(control.value));
  const [text, setText] = useState('');
  const input = useMemo(
    () => (dataset === null ? null : { dataset, text: text.trim(), domain: control.domain, limit: 50 }),
    [dataset, text, control.domain],
  );
  const { content, failure, refetch } = useLive('vocabulary.search', input);
  const found = content?.concepts ?? [];
  const typedId = /^\d{1,10}$/.test(text.trim()) ? Number(text.trim()) : null;
  const has = (id: number) => chosen.some(({ CONCEPT_ID }) => CONCEPT_ID === id);
  const toggle = (id: number) => {
    const known = found.find((concept) => concept.id === id);
    setChosen((before) =>
      has(id)
        ? before.filter(({ CONCEPT_ID }) => CONCEPT_ID !== id)
        : [...before, known ? circeConcept(known) : { CONCEPT_ID: id }],
    );
  };
  const extra = typedId !== null && !found.some(({ id }) => id === typedId) ? typedId : null;

  return (
    <Dialog
      title={w.title(control.label)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{w.cancel}</Button>
          <Button
            variant="primary"
            unavailable={chosen.length === 0 && !control.isOptional ? t.word.needed : null}
            onPress={() => onKeep(chosen)}
          >
            {w.use}
          </Button>
        </>
      }
    >
      <ChosenConcepts concepts={chosen} onRemove={toggle} />
      {dataset === null ? <p className={styles.note}>{w.noDataset}</p> : null}
      {failure ? <FailureNote failure={failure} title={w.failed} onRetry={refetch} /> : null}
      <FoundConcepts
        text={text}
        onText={setText}
        concepts={found}
        isAsked={dataset !== null && content === undefined && failure === null}
        typedId={extra}
        chosen={chosen.map(({ CONCEPT_ID }) => CONCEPT_ID)}
        onToggle={toggle}
      />
    </Dialog>
  );
}
