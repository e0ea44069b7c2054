import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import type { ConceptSetEntry, ConceptSetExpression, vocabularyMethods } from '../../contract/vocabulary.ts';
import type { Session } from '../session.ts';
import { datasetNames } from '../study/datasets.ts';
import { fileFailure } from '../study/durable-file.ts';
import { namesFromFiles } from '../study/file-name.ts';
import type { Study } from '../study/study.ts';
import { describeItems } from '../vocabulary/sets/describe.ts';
import { readSetText } from '../vocabulary/sets/read-set.ts';
import { isSameSet, setsOfDefinition } from '../vocabulary/sets/same-set.ts';
import { setText, writeSet } from '../vocabulary/sets/write-set.ts';
import { ifReadable, parseDefinition } from './cohort-definitions.ts';
import type { HandlersOf } from './handlers.ts';

const folder = 'concept-sets';

/** A concept set of the study. @throws Failure `not_found`, `invalid_input` for a file that was changed by hand. */
export const conceptSetOf = (study: Study, name: string): ConceptSetExpression =>
  readSetText(textOf(study, name), `“${name}.json”`).expression;

function textOf(study: Study, name: string): string {
  const text = study.documents.read(folder, name);
  if (text !== null) return text;
  const known = study.documents.list(folder).join(', ') || 'none yet';
  throw new Failure('not_found', `There is no concept set “${name}” in this study. It has: ${known}.`);
}

type UsedSets = readonly { readonly cohort: string; readonly name: string; readonly items: unknown }[];

/** The concept sets of the study's cohorts; a definition that can't be read has none. */
function setsInCohorts({ documents }: Study): UsedSets {
  return documents.list('cohorts').flatMap((cohort) => {
    const text = documents.read('cohorts', cohort) ?? '';
    return ifReadable(() => setsOfDefinition(parseDefinition(text, cohort)).map((set) => ({ cohort, ...set })), []);
  });
}

function entryOf(
  study: Study,
  name: string,
  inCohorts: UsedSets,
): ConceptSetEntry & { expression: ConceptSetExpression } {
  const expression = conceptSetOf(study, name);
  const users = inCohorts.filter((set) => set.name === name && isSameSet(set.items, expression.items));
  return { name, items: expression.items.length, usedBy: [...new Set(users.map(({ cohort }) => cohort))], expression };
}

const withoutExpression = ({ expression: _, ...entry }: ReturnType<typeof entryOf>): ConceptSetEntry => entry;

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw fileFailure(error, path);
  }
}

type SetMethods = Pick<typeof vocabularyMethods, Extract<keyof typeof vocabularyMethods, `conceptSet.${string}`>>;

export function conceptSetHandlers(session: Session): HandlersOf<SetMethods> {
  const entry = (study: Study, name: string) => withoutExpression(entryOf(study, name, setsInCohorts(study)));

  const put = (name: string, expression: ConceptSetExpression, label?: string) => {
    const study = session.writable();
    const existed = study.documents.list(folder).includes(name);
    study.documents.edit(label ?? `${existed ? 'Edit' : 'Add'} concept set “${name}”`, [
      { folder, name, text: setText(expression) },
    ]);
    study.record({ act: 'edit', summary: `Concept set “${name}” ${existed ? 'edited' : 'added'}` });
    return entry(study, name);
  };

  return {
    'conceptSet.list': () => {
      const study = session.study();
      const inCohorts = setsInCohorts(study);
      return study.documents
        .list(folder)
        .map((name) =>
          ifReadable(() => withoutExpression(entryOf(study, name, inCohorts)), { name, items: 0, usedBy: [] }),
        );
    },
    'conceptSet.get': ({ name }) => {
      const study = session.study();
      return entryOf(study, name, setsInCohorts(study));
    },
    'conceptSet.save': ({ name, expression, label }) => put(name, expression, label),
    'conceptSet.rename': ({ name, to }) => {
      const study = session.writable();
      conceptSetOf(study, name);
      if (study.documents.list(folder).includes(to))
        throw new Failure('conflict', `There is a concept set “${to}” already. Choose another name.`);
      study.documents.edit(`Rename concept set “${name}” to “${to}”`, [
        { folder, name, text: null },
        { folder, name: to, text: study.documents.read(folder, name) },
      ]);
      study.record({ act: 'edit', summary: `Concept set “${name}” renamed to “${to}”` });
      return entry(study, to);
    },
    'conceptSet.remove': ({ name }) => {
      const study = session.writable();
      textOf(study, name);
      study.documents.edit(`Remove concept set “${name}”`, [{ folder, name, text: null }]);
      study.record({ act: 'edit', summary: `Concept set “${name}” removed` });
      return {};
    },
    'conceptSet.open': ({ paths }) => {
      const names = namesFromFiles(paths, /\.(json|csv|txt)$/i);
      const read = paths.map((path) => readSetText(readFile(path), `“${basename(path)}”`).expression);
      return read.map((expression, i) => put(names[i]!, expression));
    },
    'conceptSet.read': async ({ dataset, text }, context) => {
      const read = readSetText(text, 'The text');
      const { path } = session.study();
      const hasOne = dataset !== undefined || datasetNames(path).length === 1;
      const { expression, warnings } = hasOne
        ? await session.onDataset(dataset, (connection, name) => describeItems(connection, read, name, context))
        : read;
      return { expression, warnings: [...warnings] };
    },
    'conceptSet.write': ({ name, expression, format }) => writeSet(name, expression, format),
  };
}
