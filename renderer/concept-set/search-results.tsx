import type { ReactNode, Ref } from 'react';
import type { FoundConcept } from '../../contract/vocabulary.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import { ConceptCounts } from './concept-counts.tsx';
import { ConceptLine } from './concept-line.tsx';
import { LongList } from './long-list.tsx';
import styles from './search-results.module.css';

interface SearchResultsProps {
  readonly concepts: readonly FoundConcept[];
  readonly search: string;
  readonly onAction: (concept: FoundConcept) => void;
  /** What stands at the end of each row: a button that adds it. */
  readonly end: (concept: FoundConcept) => ReactNode;
  readonly dependencies: readonly unknown[];
  readonly onEnd: () => void;
  readonly listRef: Ref<HTMLDivElement>;
  readonly empty: ReactNode;
}

const idOf = ({ id }: FoundConcept) => String(id);
const textOf = ({ name }: FoundConcept) => name;

/** What a search found: names with the words marked, persons and records. */
export function SearchResults(props: SearchResultsProps) {
  const { concepts, search, onAction, end, dependencies, onEnd, listRef, empty } = props;
  return (
    <LongList
      label={t.search.results}
      rows={concepts}
      rowId={idOf}
      rowText={textOf}
      onAction={onAction}
      onEnd={onEnd}
      dependencies={[search, ...dependencies]}
      listRef={listRef}
      empty={empty}
    >
      {(concept) => (
        <div className={styles.row}>
          <ConceptLine concept={concept} search={search} />
          <ConceptCounts concept={concept} />
          <span className={styles.end}>{end(concept)}</span>
        </div>
      )}
    </LongList>
  );
}
