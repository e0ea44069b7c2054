import { CircleCheck, CircleSlash } from 'lucide-react';
import type { CheckedRelease } from '../../../contract/release.ts';
import { findingsText as t } from '../../text/findings.ts';
import { ChangeList } from './change-list.tsx';
import styles from './margin-note.module.css';

const w = t.check;

/** The check beside a finding: how much is shown, what was changed and why, by which rules. */
export function MarginNote({ checked }: { readonly checked: CheckedRelease }) {
  const { summary, changes, policy } = checked;
  if (summary.refused) return <Refused checked={checked} />;
  const all = w.numbers(summary.cells);
  return (
    <div className={styles.note}>
      <p className={styles.verdict}>
        <CircleCheck aria-hidden size={16} strokeWidth={1.75} className={styles.passed} />
        <span>{summary.withheld === 0 ? w.all(all) : w.passed(summary.published.toLocaleString('en-GB'), all)}</span>
      </p>
      <ChangeList changes={changes} />
      <p className={styles.rules}>{w.rules(policy.name, policy.threshold, policy.rounding)}</p>
    </div>
  );
}

/** Nothing may leave: why, and the way out. */
export function Refused({ checked: { changes, policy } }: { readonly checked: CheckedRelease }) {
  return (
    <div className={styles.note} role="alert">
      <p className={styles.verdict}>
        <CircleSlash aria-hidden size={16} strokeWidth={1.75} className={styles.refused} />
        <strong className={styles.refused}>{t.refused.title}</strong>
      </p>
      <p>{t.refused.why(policy.threshold)}</p>
      <p>{t.refused.wayOut}</p>
      <ChangeList changes={changes.filter(({ action }) => action !== 'rounded')} />
      <p className={styles.rules}>{w.rules(policy.name, policy.threshold, policy.rounding)}</p>
    </div>
  );
}
