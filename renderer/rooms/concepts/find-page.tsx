import { useMemo } from 'react';
import type { VocabularyFacts } from '../../../contract/vocabulary.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { ConceptSearch } from '../../concept-set/concept-search.tsx';
import { VocabularyReady } from '../../concept-set/vocabulary-ready.tsx';
import { emptyQuery, noFilters, useConceptSearches } from '../../state/concept-search.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { conceptSetText, conceptsText as t } from '../../text/concepts.ts';
import { AddToSet } from './add-to-set.tsx';
import styles from './find-page.module.css';

const place = 'room';

/** Searching the vocabulary: a press or Enter opens a concept. */
export function FindPage({ dataset }: { readonly dataset: string }) {
  return (
    <div className={styles.page}>
      <VocabularyReady key={dataset} dataset={dataset}>
        {(facts) => <Find facts={facts} />}
      </VocabularyReady>
    </div>
  );
}

function Find({ facts }: { readonly facts: VocabularyFacts }) {
  const focus = useConceptsRoom((s) => s.focus.room);
  const openConcept = useConceptsRoom((s) => s.openConcept);
  useFilterCommands();
  return (
    <>
      <ConceptSearch
        facts={facts}
        place={place}
        focus={focus}
        onAction={({ id }) => openConcept(id)}
        end={(concept) => <AddToSet concept={concept} look="sign" />}
      />
      {facts.missing.length > 0 ? <p className={styles.missing}>{t.missing(facts.missing)}</p> : null}
    </>
  );
}

function useFilterCommands(): void {
  const query = useConceptSearches((s) => s.queries[place]) ?? emptyQuery;
  const commands = useMemo((): readonly Command[] => {
    const w = conceptSetText.search;
    const { change } = useConceptSearches.getState();
    const command = (id: string, title: string, run: () => void) => ({
      id: `concepts.filter.${id}`,
      title,
      group: t.group,
      run,
    });
    return [
      command('standard', w.chosen(w.filters, w.standardOnly), () =>
        change(place, { standardOnly: !query.standardOnly }),
      ),
      command('used', w.chosen(w.filters, w.usedOnly), () => change(place, { usedOnly: !query.usedOnly })),
      command('clear', w.clearFilters, () => change(place, noFilters)),
    ];
  }, [query]);
  useCommands('concepts-filters', commands);
}
