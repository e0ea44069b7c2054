import { Check, Plus } from 'lucide-react';
import { useState } from 'react';
import type { FoundConcept } from '../../contract/vocabulary.ts';
import { Checkbox, IconButton } from '../kit/index.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import styles from './concept-picker.module.css';
import { ConceptSearch } from './concept-search.tsx';
import { VocabularyReady } from './vocabulary-ready.tsx';

const w = t.picker;

interface ConceptPickerProps {
  readonly dataset: string;
  readonly onAdd: (concept: FoundConcept, withDescendants: boolean) => void;
  /** Concepts that are there already: marked, not offered again. */
  readonly isAdded?: (id: number) => boolean;
  /** A domain to begin with; the reader can clear it. */
  readonly domain?: string | null;
  /** Hides the choice “with descendants”: what is picked is one concept, such as a unit. */
  readonly single?: boolean;
  /** Words and filters are kept by this name; default `picker`. */
  readonly place?: string;
  /** A count of calls for the focus: when it has changed, the focus moves to the search. */
  readonly focus?: number;
  /** Undo pressed in the search after something was added by Enter. */
  readonly onUndo?: (() => void) | undefined;
}

const nobody = () => false;

/** Search in place and add: Enter adds the first or the focused concept, and the search stays for the next. */
export function ConceptPicker(props: ConceptPickerProps) {
  const { dataset, onAdd, isAdded = nobody, domain = null, single = false, place = 'picker', focus, onUndo } = props;
  const [withDescendants, setWithDescendants] = useState(true);
  const add = (concept: FoundConcept) => {
    if (!isAdded(concept.id)) onAdd(concept, !single && withDescendants);
  };
  return (
    <VocabularyReady key={dataset} dataset={dataset}>
      {(facts) => (
        <ConceptSearch
          facts={facts}
          place={place}
          initial={{ domain }}
          focus={focus}
          onUndo={onUndo}
          onAction={add}
          dependencies={[isAdded, withDescendants]}
          beside={
            single ? null : (
              <Checkbox isSelected={withDescendants} onChange={setWithDescendants}>
                {w.descendants}
              </Checkbox>
            )
          }
          end={(concept) =>
            isAdded(concept.id) ? (
              <Check role="img" aria-label={w.added} size={16} className={styles.added} />
            ) : (
              <IconButton icon={Plus} label={w.add(concept.name)} onPress={() => add(concept)} />
            )
          }
        />
      )}
    </VocabularyReady>
  );
}
