import { useCallback, useMemo, useState } from 'react';
import type { ConceptSetExpression, FoundConcept } from '../../contract/vocabulary.ts';
import { type CallState, useCall } from '../backend/use-call.ts';
import { useLive } from '../backend/use-live.ts';
import { formatNumber, type TabItem, Tabs } from '../kit/index.ts';
import { useConceptSearches } from '../state/concept-search.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import { ConceptPicker } from './concept-picker.tsx';
import styles from './concept-set-editor.module.css';
import { addConcept, bareExpression, type SetEdit } from './edit-items.ts';
import { Items } from './items.tsx';
import { ResolvedView } from './resolved-view.tsx';
import { SetAnswer } from './set-answer.tsx';

const w = t.editor;
const pickerPlace = 'picker';

export type EditorTab = 'items' | 'concepts' | 'add';

interface ConceptSetEditorProps {
  readonly expression: ConceptSetExpression;
  /** Every edit at once, with what it is called: `Include descendants of “Sinusitis”`. */
  readonly onChange: (expression: ConceptSetExpression, label: string) => void;
  /** null: there is none; items can be edited, nothing is counted. */
  readonly dataset: string | null;
  readonly readOnly?: boolean;
  /** A domain the search begins with. */
  readonly domain?: string | null;
  readonly tab?: EditorTab;
  readonly onTab?: (tab: EditorTab) => void;
  /** Where given, names lead to the concept. */
  readonly onOpenConcept?: (id: number) => void;
  /** A count of calls for the focus: when it has changed, the focus moves to the search. */
  readonly focusSearch?: number;
  /** Undo pressed in the search after something was added by Enter: the last edit is to be taken back. */
  readonly onUndo?: () => void;
}

/**
 * A concept set: what it comes to as a sentence, its items with their switches, the concepts in it with why, and a search
 * to add more. It keeps nothing itself: `expression` is shown as given, and `onChange` is told every edit.
 */
export function ConceptSetEditor(props: ConceptSetEditorProps) {
  const { expression, onChange, readOnly = false, domain, onOpenConcept, focusSearch = 0, onUndo } = props;
  const dataset = useVocabulary(props.dataset);
  const live = useResolved(dataset, expression);
  const [ownTab, setOwnTab] = useState<EditorTab>('items');
  const tab = props.tab ?? ownTab;
  const onTab = props.onTab ?? setOwnTab;
  const edit = useCallback((made: SetEdit) => onChange(made.expression, made.label), [onChange]);
  const ids = useMemo(() => new Set(expression.items.map(({ concept }) => concept.CONCEPT_ID)), [expression]);
  const isAdded = useCallback((id: number) => ids.has(id), [ids]);
  const goToSearch = () => {
    useConceptSearches.getState().setFocused(pickerPlace, focusSearch - 1);
    onTab('add');
  };
  const add = (concept: FoundConcept, withDescendants: boolean) =>
    edit(addConcept(expression, concept, withDescendants));

  const items: TabItem[] = [
    {
      id: 'items',
      label: label(w.itemsTab, expression.items.length),
      content: (
        <Items
          expression={expression}
          resolved={live.content}
          isReadOnly={readOnly}
          onEdit={edit}
          onAdd={dataset === null ? null : goToSearch}
          onOpenConcept={onOpenConcept}
        />
      ),
    },
  ];
  if (dataset !== null) {
    items.push({
      id: 'concepts',
      label: label(w.conceptsTab, expression.items.length === 0 ? 0 : live.content?.concepts),
      content: <ResolvedView dataset={dataset} expression={expression} onOpenConcept={onOpenConcept} />,
    });
    if (!readOnly)
      items.push({
        id: 'add',
        label: w.addTab,
        content: (
          <ConceptPicker
            dataset={dataset}
            onAdd={add}
            isAdded={isAdded}
            domain={domain}
            place={pickerPlace}
            focus={focusSearch}
            onUndo={onUndo}
          />
        ),
      });
  }
  const selected = items.some(({ id }) => id === tab) ? tab : 'items';
  return (
    <section aria-label={w.label} className={styles.editor}>
      {dataset === null ? (
        <p className={styles.soft}>{w.noDataset}</p>
      ) : (
        <SetAnswer live={live} expression={expression} />
      )}
      <Tabs label={w.tabs} items={items} selected={selected} onSelect={(id) => onTab(id as EditorTab)} />
    </section>
  );
}

const label = (words: string, n: number | undefined) => (
  <>
    {words}
    {n === undefined ? null : <span className={styles.count}> {formatNumber(n)}</span>}
  </>
);

/** The dataset, if it has a vocabulary or may have one. */
function useVocabulary(dataset: string | null): string | null {
  const facts = useCall('vocabulary.facts', dataset === null ? null : { dataset });
  const hasNone = facts.kind === 'full' ? facts.content.concepts === 0 : isUnsupported(facts);
  return hasNone ? null : dataset;
}

/** What the set comes to, asked at every edit; an overtaken request is cancelled. */
function useResolved(dataset: string | null, expression: ConceptSetExpression) {
  const input = useMemo(
    () =>
      dataset !== null && expression.items.length > 0
        ? { dataset, expression: bareExpression(expression), limit: 1 }
        : null,
    [dataset, expression],
  );
  return useLive('vocabulary.resolve', input);
}

const isUnsupported = (facts: CallState<unknown>): boolean =>
  facts.kind === 'failed' && facts.failure.code === 'unsupported';
