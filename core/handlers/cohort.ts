import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { cohortMethods } from '../../contract/cohort.ts';
import { Failure } from '../../contract/failure.ts';
import { cohortNamesIn, withCohortNames } from '../cohort/references.ts';
import type { Session } from '../session.ts';
import { fileFailure } from '../study/durable-file.ts';
import { namesFromFiles, requireFileName } from '../study/file-name.ts';
import { copyRevisions } from '../study/revisions.ts';
import type { Study } from '../study/study.ts';
import { cohortCompareHandlers } from './cohort-compare.ts';
import {
  definitionOf,
  definitionText,
  detailOf,
  entryOf,
  examine,
  ifReadable,
  parseDefinition,
  type ReadDefinition,
  readDefinition,
  textOf,
} from './cohort-definitions.ts';
import { cohortEditHandlers } from './cohort-edit.ts';
import { cohortPreviewHandlers } from './cohort-preview.ts';
import { cohortRevisionHandlers } from './cohort-revisions.ts';
import { runCohorts } from './cohort-run.ts';
import type { HandlersOf } from './handlers.ts';
import { removeRows } from './remove-rows.ts';
import { readTemplates } from './templates.ts';

const folder = 'cohorts';

/** Reads a definition from disk. @throws Failure `unreadable` or `invalid_input` that names the file. */
export function readDefinitionFile(path: string): ReadDefinition & { readonly name: string; readonly text: string } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw fileFailure(error, path);
  }
  return { name: basename(path).replace(/\.json$/i, ''), text, ...readDefinition(text, basename(path)) };
}

/** The cohorts whose definitions name this one. */
const usersOf = (study: Study, name: string): string[] =>
  study.documents.list(folder).filter((other) => other !== name && namesIn(study, other).includes(name));

const namesIn = (study: Study, cohort: string): readonly string[] =>
  ifReadable(() => cohortNamesIn(definitionOf(study, cohort).expression), []);

/** A definition that builds on a cohort, with its new name. */
function renamedIn(study: Study, other: string, from: string, to: string) {
  const { expression } = definitionOf(study, other);
  const renamed = withCohortNames(expression, (name) => (name === from ? to : name));
  return { folder, name: other, text: definitionText(renamed) };
}

export function cohortHandlers(session: Session): HandlersOf<typeof cohortMethods> {
  const put = (name: string, text: string) => {
    const study = session.writable();
    const existed = study.documents.list(folder).includes(name);
    // A cohort of this name that an undo took away may have left rows.
    if (!existed) removeRows(session, name);
    study.documents.edit(`${existed ? 'Edit' : 'Add'} cohort “${name}”`, [{ folder, name, text }]);
    study.record({ act: 'edit', summary: `Cohort “${name}” ${existed ? 'edited' : 'added'}` });
    return entryOf(study, name);
  };

  return {
    'cohort.list': () => {
      const study = session.study();
      return study.documents.list(folder).map((name) => entryOf(study, name));
    },
    'cohort.get': ({ name }) => detailOf(session.study(), name),
    'cohort.check': ({ expression }) => examine(expression, session.current()),
    'cohort.save': ({ name, expression }) => put(name, definitionText(expression)),
    'cohort.rename': ({ name, to }) => {
      const study = session.writable();
      const text = textOf(study, name);
      if (study.documents.list(folder).includes(to))
        throw new Failure('conflict', `There is a cohort “${to}” already. Choose another name.`);
      requireFileName(to);
      copyRevisions(study, name, to);
      study.documents.edit(`Rename cohort “${name}” to “${to}”`, [
        { folder, name, text: null },
        { folder, name: to, text },
        ...usersOf(study, name).map((other) => renamedIn(study, other, name, to)),
      ]);
      for (const one of [name, to]) removeRows(session, one);
      study.record({ act: 'edit', summary: `Cohort “${name}” renamed to “${to}”` });
      return entryOf(study, to);
    },
    'cohort.remove': ({ name }) => {
      const study = session.writable();
      textOf(study, name);
      const users = usersOf(study, name);
      if (users.length > 0)
        throw new Failure(
          'conflict',
          `The cohort “${name}” can’t be removed: ${users.map((one) => `“${one}”`).join(', ')} ${users.length === 1 ? 'builds' : 'build'} on it. Change ${users.length === 1 ? 'it' : 'them'} first.`,
          { users },
        );
      study.documents.edit(`Remove cohort “${name}”`, [{ folder, name, text: null }]);
      removeRows(session, name);
      study.record({ act: 'edit', summary: `Cohort “${name}” removed` });
      return {};
    },
    'cohort.open': ({ paths }) => {
      const names = namesFromFiles(paths, /\.json$/i);
      const read = paths.map(readDefinitionFile);
      // A text with keys that stand twice is kept as it came, so that the editor can say so.
      return read.map(({ expression, text, warnings }, i) =>
        put(names[i]!, warnings.length > 0 ? text : definitionText(expression)),
      );
    },
    'cohort.templates': () =>
      readTemplates(session.options.templatesFolder).map(({ name, text }) => {
        const expression = parseDefinition(text, name);
        const { explanation } = examine(expression, null);
        return { name, summary: explanation?.sections[0]?.sentences[0]?.text ?? '', expression };
      }),
    ...cohortEditHandlers(session),
    ...cohortRevisionHandlers(session),
    ...cohortPreviewHandlers(session),
    ...cohortCompareHandlers(session),
    'cohort.run': ({ names, dataset }, context) => runCohorts(session, names, dataset, context),
  };
}
