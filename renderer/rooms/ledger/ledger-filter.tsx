import { Select, TextField } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import type { Act } from './ledger-days.ts';
import styles from './ledger-filter.module.css';

const every = 'every';
const acts = Object.keys(t.acts) as readonly Act[];
const options = [{ value: every, label: t.everyAct }, ...acts.map((act) => ({ value: act, label: t.acts[act] }))];

interface LedgerFilterProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly act: Act | null;
  readonly onAct: (act: Act | null) => void;
  /** How many entries are shown of how many. */
  readonly note: string;
}

/** Words and an act to narrow the ledger by. */
export function LedgerFilter({ words, onWords, act, onAct, note }: LedgerFilterProps) {
  return (
    <search aria-label={t.search} className={styles.filter}>
      <div className={styles.words}>
        <TextField hideLabel label={t.search} placeholder={t.searchHint} value={words} onChange={onWords} />
      </div>
      <div className={styles.act}>
        <Select
          hideLabel
          label={t.act}
          options={options}
          value={act ?? every}
          onChange={(value) => onAct(acts.find((one) => one === value) ?? null)}
        />
      </div>
      <span role="status" className={styles.note}>
        {note}
      </span>
    </search>
  );
}
