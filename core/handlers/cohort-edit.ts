import type { CohortDetail, cohortMethods } from '../../contract/cohort.ts';
import { Failure } from '../../contract/failure.ts';
import { copyPart } from '../cohort/clipboard/copy.ts';
import { pastePart } from '../cohort/clipboard/paste.ts';
import { applyEdits } from '../cohort/edit.ts';
import { blankDefinition, definitionOn } from '../cohort/outline/first-values.ts';
import type { Session } from '../session.ts';
import { definitionOf, definitionText, detailOf } from './cohort-definitions.ts';
import type { HandlersOf } from './handlers.ts';
import { removeRows } from './remove-rows.ts';

const folder = 'cohorts';

type Editing = Pick<typeof cohortMethods, 'cohort.create' | 'cohort.edit' | 'cohort.copy' | 'cohort.paste'>;

/** Making and changing definitions, each as one edit that can be undone. */
export function cohortEditHandlers(session: Session): HandlersOf<Editing> {
  const write = (name: string, label: string, expression: Record<string, unknown>): CohortDetail => {
    const study = session.writable();
    study.documents.edit(label, [{ folder, name, text: definitionText(expression) }]);
    study.record({ act: 'edit', summary: `Cohort “${name}”: ${label}` });
    return detailOf(study, name);
  };

  return {
    'cohort.create': ({ name, from }) => {
      const study = session.writable();
      if (study.documents.list(folder).includes(name))
        throw new Failure('conflict', `There is a cohort “${name}” already. Choose another name.`);
      removeRows(session, name);
      const label = `Add cohort “${name}”`;
      if (from.kind === 'blank') return write(name, label, blankDefinition());
      const { expression } = definitionOf(study, from.name);
      return write(name, label, from.kind === 'copy' ? expression : definitionOn(from.name));
    },
    'cohort.edit': ({ name, edits, label }) => {
      const study = session.writable();
      return write(name, label, applyEdits(definitionOf(study, name).expression, edits));
    },
    'cohort.copy': ({ name, path }) => ({ text: copyPart(definitionOf(session.study(), name).expression, path) }),
    'cohort.paste': ({ name, into, text }) => {
      const { expression } = definitionOf(session.writable(), name);
      return write(name, `Paste into cohort “${name}”`, pastePart(expression, into, text));
    },
  };
}
