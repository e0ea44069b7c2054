import { Plus } from 'lucide-react';
import type { ConceptSummary } from '../../../contract/vocabulary.ts';
import { useCall } from '../../backend/use-call.ts';
import { Button, IconButton, Menu } from '../../kit/index.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { useSession } from '../../state/session.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { text } from '../../text/en.ts';
import { useAddToSet } from './use-add-to-set.ts';

const w = t.actions;

interface AddToSetProps {
  readonly concept: ConceptSummary;
  /** A small sign at the end of a row, or a button with words. */
  readonly look: 'sign' | 'words';
}

/** Adds a concept to one of the study's concept sets, or begins one with it. */
export function AddToSet({ concept, look }: AddToSetProps) {
  const sets = useCall('conceptSet.list', {});
  const add = useAddToSet();
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const entries = (sets.kind === 'loading' ? undefined : sets.content) ?? [];
  const label = w.addConcept(concept.name);
  const isSign = look === 'sign';
  if (isReadOnly)
    return isSign ? null : (
      <Button icon={Plus} unavailable={text.frame.readOnlyWhy}>
        {w.addTo}
      </Button>
    );
  return (
    <Menu
      label={label}
      trigger={
        isSign ? (
          <IconButton icon={Plus} label={label} />
        ) : (
          <Button icon={Plus} variant="primary">
            {w.addTo}
          </Button>
        )
      }
      sections={[
        { entries: entries.map(({ name }) => ({ id: name, label: name, onAction: () => void add(name, concept) })) },
        {
          entries: [
            { id: '*', label: w.addToNew, onAction: () => useConceptsRoom.getState().ask({ kind: 'new', concept }) },
          ],
        },
      ].filter((section) => section.entries.length > 0)}
    />
  );
}
