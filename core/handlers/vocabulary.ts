import type { JobContext } from '../../contract/context.ts';
import type { vocabularyMethods } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import type { Session } from '../session.ts';
import { datasetFolder, readManifest } from '../study/datasets.ts';
import { clinicalTables } from '../vocabulary/clinical-tables.ts';
import { conceptDetail } from '../vocabulary/concept-detail.ts';
import { requireVocabulary, vocabularyFacts } from '../vocabulary/facts.ts';
import { anyIndex, countedIndex, type IndexedDataset, prepareIndex } from '../vocabulary/indexes.ts';
import { lookUp } from '../vocabulary/lookup.ts';
import { readRelatives } from '../vocabulary/relatives.ts';
import { resolveSet } from '../vocabulary/resolve.ts';
import { searchConcepts } from '../vocabulary/search.ts';
import type { VocabularyIndex } from '../vocabulary/vocabulary-index.ts';
import { wordIndexOf } from '../vocabulary/word-index.ts';
import type { HandlersOf } from './handlers.ts';
import { conceptSetHandlers } from './vocabulary-sets.ts';

/** Runs `work` on a dataset that has a vocabulary. */
export function onVocabulary<T>(
  session: Session,
  dataset: string | undefined,
  work: (connection: Connection, dataset: IndexedDataset) => Promise<T>,
): Promise<T> {
  const { path, readOnly, encrypted } = session.study();
  return session.onDataset(dataset, async (connection, name, workspace) => {
    const manifest = readManifest(path, name);
    requireVocabulary(manifest);
    return work(connection, {
      workspace,
      manifest,
      folder: datasetFolder(path, name),
      mayKeep: !readOnly && !encrypted,
      lend: (lent) => session.onDataset(name, lent),
    });
  });
}

export function vocabularyHandlers(session: Session): HandlersOf<typeof vocabularyMethods> {
  const indexed = <T>(
    dataset: string | undefined,
    context: JobContext,
    work: (connection: Connection, index: VocabularyIndex, dataset: IndexedDataset) => Promise<T>,
  ) =>
    onVocabulary(session, dataset, async (connection, known) =>
      work(connection, await anyIndex(connection, known, context), known),
    );

  return {
    'vocabulary.facts': ({ dataset }, context) =>
      onVocabulary(session, dataset, async (connection, known) => {
        const index = await countedIndex(connection, known);
        // Who asks is about to search: the first answer then comes as soon as the others.
        if (index) await wordIndexOf(connection, index);
        return vocabularyFacts(connection, known.manifest, index !== null, context);
      }),
    'vocabulary.prepare': ({ dataset }, context) =>
      onVocabulary(session, dataset, async (connection, known) => {
        await prepareIndex(connection, known, context);
        return vocabularyFacts(connection, known.manifest, true, context);
      }),
    'vocabulary.search': ({ dataset, ...search }, context) => {
      const started = performance.now();
      return onVocabulary(session, dataset, async (connection, known) => {
        const index = await (search.usedOnly ? prepareIndex : anyIndex)(connection, known, context);
        const found = await searchConcepts(connection, index, search, context);
        return { ...found, elapsedMs: performance.now() - started };
      });
    },
    'vocabulary.concept': ({ dataset, id }, context) =>
      indexed(dataset, context, (connection, index) => conceptDetail(connection, index, id, context)),
    'vocabulary.relatives': ({ dataset, ...asked }, context) =>
      indexed(dataset, context, (connection, index) => readRelatives(connection, index, asked, context)),
    'vocabulary.lookup': ({ dataset, ids }, context) =>
      indexed(dataset, context, (connection, index) => lookUp(connection, index, ids, context)),
    'vocabulary.resolve': ({ dataset, expression, ...asked }, context) =>
      indexed(dataset, context, (connection, index, { manifest }) =>
        resolveSet(connection, index, clinicalTables(manifest), { items: expression.items, ...asked }, context),
      ),
    ...conceptSetHandlers(session),
  };
}
