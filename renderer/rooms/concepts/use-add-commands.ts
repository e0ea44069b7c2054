import { useMemo } from 'react';
import type { ConceptSummary } from '../../../contract/vocabulary.ts';
import { useCall } from '../../backend/use-call.ts';
import { useCommands } from '../../commands/registry.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { useSession } from '../../state/session.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { text } from '../../text/en.ts';
import { useAddToSet } from './use-add-to-set.ts';

/** Adding the shown concept to each concept set of the study, and to a new one, in the palette. */
export function useAddCommands(concept: ConceptSummary): void {
  const sets = useCall('conceptSet.list', {});
  const add = useAddToSet();
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const entries = sets.kind === 'full' ? sets.content : null;
  const commands = useMemo(() => {
    const command = (key: string, title: string, run: () => void) => ({
      id: `concept.add.${key}`,
      title,
      group: t.group,
      unavailable: isReadOnly ? text.frame.readOnlyWhy : null,
      run,
    });
    const begin = () => useConceptsRoom.getState().ask({ kind: 'new', concept });
    return [
      ...(entries ?? []).map(({ name }) =>
        command(`to.${name}`, t.commands.add(concept.name, name), () => void add(name, concept)),
      ),
      command('new', t.commands.addNew(concept.name), begin),
    ];
  }, [entries, add, concept, isReadOnly]);
  useCommands('concept', commands);
}
