import type { cohortMethods, Revision } from '../../contract/cohort.ts';
import { compareDefinitions } from '../cohort/difference.ts';
import type { Session } from '../session.ts';
import { keepRevision, readRevision, readRevisions, revisionIdOf } from '../study/revisions.ts';
import type { Study } from '../study/study.ts';
import { definitionOf, definitionText, detailOf } from './cohort-definitions.ts';
import type { HandlersOf } from './handlers.ts';

type Revising = Pick<typeof cohortMethods, 'cohort.revisions' | 'cohort.keep' | 'cohort.restore' | 'cohort.difference'>;

/** What a definition once was: kept, listed, brought back, and compared. */
export function cohortRevisionHandlers(session: Session): HandlersOf<Revising> {
  const definitionAt = (study: Study, { name, revision }: { readonly name: string; readonly revision?: string }) => {
    const { expression } = definitionOf(study, name);
    return revision === undefined ? expression : readRevision(study, name, revision).definition;
  };

  return {
    'cohort.revisions': ({ name }) => revisionsOf(session.study(), name),
    'cohort.keep': ({ name, label }) => {
      const study = session.writable();
      keepRevision(study, name, definitionOf(study, name).expression, { label });
      study.record({ act: 'edit', summary: `Cohort “${name}”: kept as “${label}”` });
      return revisionsOf(study, name);
    },
    'cohort.restore': ({ name, revision }) => {
      const study = session.writable();
      definitionOf(study, name);
      const { definition, label, at } = readRevision(study, name, revision);
      const edit = `Restore ${label === null ? `the definition of ${at.slice(0, 16).replace('T', ' ')}` : `“${label}”`}`;
      study.documents.edit(edit, [{ folder: 'cohorts', name, text: definitionText(definition) }]);
      study.record({ act: 'edit', summary: `Cohort “${name}”: ${edit}` });
      return detailOf(study, name);
    },
    'cohort.difference': ({ before, after }) => {
      const study = session.study();
      return compareDefinitions(definitionAt(study, before), definitionAt(study, after));
    },
  };
}

function revisionsOf(study: Study, name: string): Revision[] {
  const present = revisionIdOf(definitionOf(study, name).expression);
  return readRevisions(study, name).map(({ definition: _, ...revision }) => ({
    ...revision,
    isPresent: revision.id === present,
  }));
}
