import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection, Text } from 'react-aria-components';
import type { ConceptSetEntry } from '../../../contract/vocabulary.ts';
import side from '../../kit/side-list.module.css';
import { conceptsText as t } from '../../text/concepts.ts';
import styles from './place-list.module.css';

interface PlaceListProps {
  readonly entries: readonly ConceptSetEntry[];
  /** null: the search. */
  readonly chosen: string | null;
  readonly onChoose: (name: string | null) => void;
}

const searchKey = '/search';
const keyOf = (name: string) => `set ${name}`;

/** The search, and under it the study's concept sets. */
export function PlaceList({ entries, chosen, onChoose }: PlaceListProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen elsewhere is brought into view
  useEffect(() => {
    list.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <ListBox
      ref={list}
      aria-label={t.places}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosen === null ? searchKey : keyOf(chosen)]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) onChoose(entries.find(({ name }) => keyOf(name) === key)?.name ?? null);
      }}
      className={side.list}
    >
      <ListBoxItem id={searchKey} textValue={t.find} className={side.item}>
        <Text slot="label" className={styles.find}>
          <Search aria-hidden size={15} strokeWidth={1.75} />
          {t.find}
        </Text>
      </ListBoxItem>
      <ListBoxSection>
        <Header className={styles.header}>
          {t.sets}
          {entries.length === 0 ? <span className={styles.none}>{t.noSets}</span> : null}
        </Header>
        <Collection items={entries.map((entry) => ({ entry, id: keyOf(entry.name) }))}>
          {({ entry }) => (
            <ListBoxItem textValue={entry.name} className={side.item}>
              <Text slot="label" className={side.name}>
                {entry.name}
              </Text>
              <Text slot="description" className={side.state}>
                {t.items(entry.items)}
                {entry.usedBy.length > 0 ? `, ${t.usedBy(entry.usedBy)}` : ''}
              </Text>
            </ListBoxItem>
          )}
        </Collection>
      </ListBoxSection>
    </ListBox>
  );
}
