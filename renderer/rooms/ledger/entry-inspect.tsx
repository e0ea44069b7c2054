import type { LedgerEntry } from '../../../contract/study.ts';
import { Inspect } from '../../frame/inspector.tsx';
import { Code, Facts, formatMoment, formatNumber } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import styles from './entry-inspect.module.css';

const w = t.entry;

/** One act in the inspector: what it recorded, and its place in the chain. */
export function EntryInspect({ entry }: { readonly entry: LedgerEntry }) {
  const hasDetail = Object.keys(entry.detail).length > 0;
  return (
    <Inspect
      kind={`${w.number} ${formatNumber(entry.seq)}`}
      title={entry.summary}
      definition={
        <>
          <Facts
            items={[
              [w.act, t.acts[entry.act]],
              [w.at, formatMoment(entry.at)],
              [w.hash, <Hash key="hash" value={entry.hash} />],
              [w.previous, <Hash key="previous" value={entry.previous} />],
            ]}
          />
          {hasDetail ? <Code text={JSON.stringify(entry.detail, null, 2)} language="plain" label={w.detail} /> : null}
        </>
      }
    />
  );
}

const Hash = ({ value }: { readonly value: string }) => <code className={styles.hash}>{value}</code>;
