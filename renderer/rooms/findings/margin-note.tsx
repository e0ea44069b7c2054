import { CircleCheck, CircleSlash } from 'lucide-react';
import type { CheckedRelease } from '../../../contract/release.ts';
import { formatShare } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { ChangeList } from './change-list.tsx';
import { lossesOf, wholeLoss } from './loss.ts';
import styles from './margin-note.module.css';

const w = t.check;

interface MarginNoteProps {
  readonly checked: CheckedRelease;
  /** What it was checked beside, in words. */
  readonly beside: string | null;
}

/** The check beside a finding: how much can be published, what that costs, what was changed and why, by which rules. */
export function MarginNote({ checked, beside }: MarginNoteProps) {
  const { summary, changes, policy } = checked;
  if (summary.refused) return <Refused checked={checked} />;
  return (
    <div className={styles.note}>
      <p className={styles.verdict}>
        <CircleCheck aria-hidden size={16} strokeWidth={1.75} className={styles.passed} />
        <span>{summary.withheld === 0 ? w.all(summary.cells) : w.some(summary.published, summary.cells)}</span>
      </p>
      {summary.withheld === 0 ? null : <LossNote checked={checked} />}
      <details className={styles.details}>
        <summary>{w.details}</summary>
        <ChangeList changes={changes} />
      </details>
      <p className={styles.rules}>
        {beside === null ? null : `${beside} `}
        {w.rules(policy.name, policy.threshold, policy.rounding)}
      </p>
    </div>
  );
}

function LossNote({ checked }: { readonly checked: CheckedRelease }) {
  const { cells, published, withheld } = checked.summary;
  const loss = wholeLoss(lossesOf(checked));
  return (
    <>
      <meter aria-label={w.bar} min={0} max={cells} value={published} className={styles.bar} />
      <p className={styles.loss}>
        {w.withheld(withheld, loss?.protecting ?? 0)}
        {loss?.share ? ` ${w.persons(formatShare(loss.share))}` : null}
        {loss ? ` ${loss.proved ? w.proved : w.notProved}` : null}
      </p>
    </>
  );
}

/** Nothing can be published: why, and the way out. */
export function Refused({ checked: { changes, policy } }: { readonly checked: CheckedRelease }) {
  return (
    <div className={styles.note} role="alert">
      <p className={styles.verdict}>
        <CircleSlash aria-hidden size={16} strokeWidth={1.75} className={styles.refused} />
        <strong className={styles.refused}>{t.refused.title}</strong>
      </p>
      {changes.some(({ id }) => id === 'earlier-release') ? null : (
        <>
          <p>{t.refused.why(policy.threshold)}</p>
          <p>{t.refused.wayOut}</p>
        </>
      )}
      <ChangeList changes={changes.filter(({ action }) => action !== 'rounded')} />
      <p className={styles.rules}>{w.rules(policy.name, policy.threshold, policy.rounding)}</p>
    </div>
  );
}
