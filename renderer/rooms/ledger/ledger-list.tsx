import { Collection, Header, ListBox, ListBoxItem, ListBoxSection, Text } from 'react-aria-components';
import type { LedgerEntry } from '../../../contract/study.ts';
import { formatClock } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import { byDay, shortHash } from './ledger-days.ts';
import styles from './ledger-list.module.css';

interface LedgerListProps {
  readonly entries: readonly LedgerEntry[];
  readonly chosen: number | null;
  readonly onChoose: (seq: number) => void;
}

/** One line an act under its day. */
export function LedgerList({ entries, chosen, onChoose }: LedgerListProps) {
  return (
    <ListBox
      aria-label={t.list}
      items={byDay(entries).map(({ day, entries: own }) => ({ id: day, own }))}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={chosen === null ? [] : [String(chosen)]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) onChoose(Number(key));
      }}
      className={styles.list}
    >
      {({ id, own }) => (
        <ListBoxSection className={styles.day}>
          <Header className={styles.heading}>{id}</Header>
          <Collection items={own.map((entry) => ({ id: String(entry.seq), entry }))}>
            {({ entry }) => <Line entry={entry} />}
          </Collection>
        </ListBoxSection>
      )}
    </ListBox>
  );
}

function Line({ entry: { seq, at, act, summary, hash } }: { readonly entry: LedgerEntry }) {
  return (
    <ListBoxItem id={String(seq)} textValue={`${t.acts[act]}: ${summary}`} className={styles.line}>
      <span className={styles.time}>{formatClock(at)}</span>
      <span className={styles.act}>{t.acts[act]}</span>
      <Text slot="label" className={styles.summary}>
        {summary}
      </Text>
      <span className={styles.hash}>{shortHash(hash)}</span>
    </ListBoxItem>
  );
}
