import { useCallback } from 'react';
import { Failure } from '../../../contract/failure.ts';
import type { ConceptSummary } from '../../../contract/vocabulary.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { runCommand } from '../../commands/registry.ts';
import { addConcept, hasConcept } from '../../concept-set/edit-items.ts';
import { toast } from '../../kit/index.ts';
import { conceptsText as t } from '../../text/concepts.ts';

/** Adds a concept, with its descendants, to a concept set of the study, and says so. */
export function useAddToSet(): (set: string, concept: ConceptSummary) => Promise<void> {
  const backend = useBackend();
  return useCallback(
    async (set, concept) => {
      try {
        const { expression } = await backend.call('conceptSet.get', { name: set });
        if (hasConcept(expression, concept.id)) {
          toast({ title: t.alreadyIn(concept.name, set) });
          return;
        }
        await backend.call('conceptSet.save', {
          name: set,
          expression: addConcept(expression, concept, true).expression,
          label: t.labels.add(concept.name, set).slice(0, 200),
        });
        toast({
          title: t.added(concept.name, set),
          action: { label: t.actions.undo, onPress: () => runCommand('edit.undo') },
        });
      } catch (error) {
        toast({ title: t.editFailed, note: Failure.from(error).message });
      }
    },
    [backend],
  );
}
