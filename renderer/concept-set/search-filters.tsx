import { Check, ChevronDown } from 'lucide-react';
import { Button as AriaButton, ToggleButton } from 'react-aria-components';
import type { VocabularyFacts } from '../../contract/vocabulary.ts';
import { Button, classNames, formatCount, Menu } from '../kit/index.ts';
import { type ConceptQuery, isFiltered, noFilters } from '../state/concept-search.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import styles from './search-filters.module.css';

const w = t.search;

interface SearchFiltersProps {
  readonly facts: VocabularyFacts;
  readonly query: ConceptQuery;
  readonly onChange: (change: Partial<ConceptQuery>) => void;
}

/** What narrows the search, each as a chip that says what it is set to, and one press to clear them all. */
export function SearchFilters({ facts, query, onChange }: SearchFiltersProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a box and cannot be a flex row everywhere
    <div role="group" aria-label={w.filters} className={styles.filters}>
      <OneOf what={w.domain} options={facts.domains} value={query.domain} onChange={(domain) => onChange({ domain })} />
      <OneOf
        what={w.vocabulary}
        options={facts.vocabularies}
        value={query.vocabulary}
        onChange={(vocabulary) => onChange({ vocabulary })}
      />
      <OnOff what={w.standardOnly} isOn={query.standardOnly} onChange={(standardOnly) => onChange({ standardOnly })} />
      <OnOff what={w.usedOnly} isOn={query.usedOnly} onChange={(usedOnly) => onChange({ usedOnly })} />
      {isFiltered(query) ? (
        <Button variant="plain" className={styles.clear} onPress={() => onChange(noFilters)}>
          {w.clearFilters}
        </Button>
      ) : null}
    </div>
  );
}

interface OneOfProps {
  readonly what: string;
  readonly options: readonly { readonly name: string; readonly concepts: number }[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function OneOf({ what, options, value, onChange }: OneOfProps) {
  const entries = options.map(({ name, concepts }) => ({
    id: name,
    label: name,
    keys: formatCount(concepts, 'concepts'),
    isCurrent: false,
    onAction: () => onChange(name),
  }));
  return (
    <Menu
      label={what}
      trigger={
        <AriaButton className={classNames(styles.chip, value !== null && styles.on)}>
          {value === null ? what : w.chosen(what, value)}
          <ChevronDown aria-hidden size={14} className={styles.sign} />
        </AriaButton>
      }
      sections={[
        { entries: [{ id: '*', label: w.any, isCurrent: value === null, onAction: () => onChange(null) }] },
        { entries },
      ]}
    />
  );
}

interface OnOffProps {
  readonly what: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function OnOff({ what, isOn, onChange }: OnOffProps) {
  return (
    <ToggleButton isSelected={isOn} onChange={onChange} className={classNames(styles.chip, isOn && styles.on)}>
      {isOn ? <Check aria-hidden size={14} className={styles.sign} /> : null}
      {what}
    </ToggleButton>
  );
}
