import { useEffect, useRef } from 'react';
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection, Text } from 'react-aria-components';
import type { LedgerEntry } from '../../../contract/study.ts';
import { formatClock, formatNumber } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import { noteOf } from './entry-note.ts';
import { byDay } from './ledger-days.ts';
import styles from './ledger-list.module.css';

interface LedgerListProps {
  readonly entries: readonly LedgerEntry[];
  readonly chosen: number | null;
  readonly onChoose: (seq: number) => void;
}

/** One line an act under its day. */
export function LedgerList({ entries, chosen, onChoose }: LedgerListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen !== null) list.current?.querySelector(`[data-key="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <ListBox
      ref={list}
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
        <ListBoxSection>
          <Header className={styles.heading}>{id}</Header>
          <Collection items={own.map((entry) => ({ id: String(entry.seq), entry }))}>
            {({ entry }) => <Line entry={entry} />}
          </Collection>
        </ListBoxSection>
      )}
    </ListBox>
  );
}

function Line({ entry }: { readonly entry: LedgerEntry }) {
  const { seq, at, act, summary } = entry;
  const note = noteOf(entry);
  return (
    <ListBoxItem id={String(seq)} textValue={`${t.acts[act]}: ${summary}`} className={styles.line}>
      <span className={styles.number}>{formatNumber(seq)}</span>
      <span className={styles.time}>{formatClock(at)}</span>
      <span className={styles.act}>{t.acts[act]}</span>
      <div className={styles.words}>
        <Text slot="label" className={styles.summary}>
          {summary}
        </Text>
        {note ? <span className={styles.note}>{note}</span> : null}
      </div>
    </ListBoxItem>
  );
}
