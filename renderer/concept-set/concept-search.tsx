import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { FoundConcept, VocabularyFacts } from '../../contract/vocabulary.ts';
import { Button, classNames, FailureNote } from '../kit/index.ts';
import { type ConceptQuery, emptyQuery, isFiltered, noFilters, useConceptSearches } from '../state/concept-search.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import styles from './concept-search.module.css';
import { SearchField } from './search-field.tsx';
import { SearchFilters } from './search-filters.tsx';
import { SearchResults } from './search-results.tsx';
import { useConceptSearch } from './use-concept-search.ts';
import { useFieldKeys } from './use-field-keys.ts';

const w = t.search;

interface ConceptSearchProps {
  readonly facts: VocabularyFacts;
  /** Words and filters are kept by this name. */
  readonly place: string;
  /** What a query of this place begins with. */
  readonly initial?: Partial<ConceptQuery>;
  /** Enter, or a press on a result. */
  readonly onAction: (concept: FoundConcept) => void;
  readonly end: (concept: FoundConcept) => ReactNode;
  /** What else the rows show: when it changes they are drawn again. */
  readonly dependencies?: readonly unknown[];
  /** At the end of the filters' line. */
  readonly beside?: ReactNode;
  /** A count of calls for the focus: when it has changed, the focus moves to the line. */
  readonly focus?: number;
  /** Undo pressed in the line after something was acted on by Enter, when no letter was typed since. */
  readonly onUndo?: (() => void) | undefined;
}

/** The line to search by, its filters, and what was found. The arrow down leads into the results, Escape back. */
export function ConceptSearch(props: ConceptSearchProps) {
  const { facts, place, initial, onAction, end, dependencies = [], beside, focus = 0, onUndo } = props;
  const kept = useConceptSearches((s) => s.queries[place]);
  const query = kept ?? { ...emptyQuery, ...initial };
  const change = (part: Partial<ConceptQuery>) => useConceptSearches.getState().change(place, { ...query, ...part });
  const found = useConceptSearch(facts.dataset, query);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { focused, setFocused } = useConceptSearches.getState();
    if (focus === (focused[place] ?? 0)) return;
    setFocused(place, focus);
    input.current?.focus();
  }, [focus, place]);
  const { onKeyDown, onType } = useFieldKeys({
    first: found.isCurrent ? found.rows[0] : undefined,
    isCurrent: found.isCurrent,
    onAction,
    onUndo,
    list,
  });
  const type = (text: string) => {
    onType();
    change({ text });
  };
  const onRowKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    input.current?.focus();
  };
  return (
    <search aria-label={w.label} className={styles.search}>
      <SearchField
        label={w.label}
        placeholder={w.placeholder}
        value={query.text}
        onChange={type}
        onKeyDown={onKeyDown}
        inputRef={input}
      />
      <div className={styles.line}>
        <SearchFilters facts={facts} query={query} onChange={change} />
        {beside}
      </div>
      <p role="status" className={styles.status}>
        {found.isCurrent && found.total !== undefined ? w.found(found.total, query.text.trim()) : null}
        {found.isCurrent || found.searchFailure ? null : (
          <span className={styles.late}>{w.searching(query.text.trim())}</span>
        )}
      </p>
      {found.searchFailure ? (
        <FailureNote failure={found.searchFailure} title={w.failed} onRetry={found.again} />
      ) : null}
      {found.failure ? <FailureNote failure={found.failure} title={w.moreFailed} onRetry={found.loadMore} /> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leads from the rows back to the field */}
      <div className={classNames(styles.results, !found.isCurrent && styles.standing)} onKeyDown={onRowKey}>
        {found.total === undefined ? null : (
          <SearchResults
            concepts={found.rows}
            search={query.text}
            onAction={onAction}
            end={end}
            dependencies={dependencies}
            onEnd={found.loadMore}
            listRef={list}
            empty={<Nothing query={query} onClear={() => change(noFilters)} />}
          />
        )}
      </div>
    </search>
  );
}

function Nothing({ query, onClear }: { readonly query: ConceptQuery; readonly onClear: () => void }) {
  return (
    <div className={styles.none}>
      <p>{w.none(query.text.trim())}</p>
      {isFiltered(query) ? (
        <p>
          {w.noneFiltered}{' '}
          <Button variant="plain" onPress={onClear}>
            {w.clearFilters}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
