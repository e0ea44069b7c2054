import { Check, Search } from 'lucide-react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import type { FoundConcept } from '../../../../contract/vocabulary.ts';
import { ConceptLine } from '../../../concept-set/concept-line.tsx';
import { Loading } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import styles from './concepts-dialog.module.css';

const w = t.concepts;

interface FoundConceptsProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly concepts: readonly FoundConcept[];
  readonly isAsked: boolean;
  /** A concept id that was typed and that no answer has. */
  readonly typedId: number | null;
  readonly chosen: readonly number[];
  readonly onToggle: (id: number) => void;
}

/** Searching for concepts: the arrows go through what was found, Enter takes or leaves one. */
export function FoundConcepts(props: FoundConceptsProps) {
  const { text, onText, concepts, isAsked, typedId, chosen, onToggle } = props;
  const toggled = (keys: 'all' | ReadonlySet<string | number>) => {
    if (keys === 'all') return;
    const now = new Set([...keys].map(Number));
    const shown = [...concepts.map(({ id }) => id), ...(typedId === null ? [] : [typedId])];
    for (const id of shown) if (now.has(id) !== chosen.includes(id)) onToggle(id);
  };
  return (
    <Autocomplete inputValue={text} onInputChange={onText}>
      <SearchField autoFocus aria-label={w.search} className={styles.search}>
        <Search aria-hidden size={16} strokeWidth={1.75} />
        <Input placeholder={w.search} className={styles.input} />
      </SearchField>
      {isAsked ? <Loading what={w.searching} /> : null}
      <ListBox
        aria-label={w.found}
        selectionMode="multiple"
        selectedKeys={chosen}
        onSelectionChange={toggled}
        className={styles.found}
        renderEmptyState={() => (isAsked || text === '' ? null : <p className={styles.note}>{w.nothing(text)}</p>)}
      >
        {typedId === null ? null : (
          <ListBoxItem id={typedId} textValue={String(typedId)} className={styles.item}>
            {w.addId(typedId)}
          </ListBoxItem>
        )}
        {concepts.map((concept) => (
          <ListBoxItem key={concept.id} id={concept.id} textValue={concept.name} className={styles.item}>
            {({ isSelected }) => (
              <>
                <span className={styles.mark}>{isSelected ? <Check aria-hidden size={16} /> : null}</span>
                <ConceptLine concept={concept} search={text} />
              </>
            )}
          </ListBoxItem>
        ))}
      </ListBox>
    </Autocomplete>
  );
}
