import { X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { editorText as t } from '../../../text/cohort-editor.ts';
import type { CirceConcept } from './circe-concept.ts';
import styles from './concepts-dialog.module.css';

interface ChosenConceptsProps {
  readonly concepts: readonly CirceConcept[];
  readonly onRemove: (id: number) => void;
}

/** What stands in the sentence so far; a press takes it away. */
export function ChosenConcepts({ concepts, onRemove }: ChosenConceptsProps) {
  if (concepts.length === 0) return <p className={styles.note}>{t.concepts.none}</p>;
  return (
    <ul aria-label={t.concepts.chosen} className={styles.chosen}>
      {concepts.map(({ CONCEPT_ID: id, CONCEPT_NAME: name }) => {
        const shown = name ?? t.concepts.id(id);
        return (
          <li key={id}>
            <Button aria-label={t.concepts.remove(shown)} onPress={() => onRemove(id)} className={styles.tag}>
              {shown}
              <X aria-hidden size={14} strokeWidth={1.75} />
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
