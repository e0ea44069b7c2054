import { KeyRound } from 'lucide-react';
import { Failure } from '../../../contract/failure.ts';
import { useCall } from '../../backend/use-call.ts';
import { FailureNote, formatCount, formatMoment } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import { CopyButton } from './copy-button.tsx';
import { inGroups } from './ledger-days.ts';
import styles from './signed-head.module.css';

const w = t.head;

/** That the ledger is signed, by which key, and the head for somebody else to keep. */
export function SignedHead() {
  const asked = useCall('ledger.head', {});
  const content = asked.kind === 'loading' ? undefined : asked.content;
  if (!content) return null;
  const { head, fingerprint, problem } = content;
  if (head === null || fingerprint === null)
    return problem ? <FailureNote failure={new Failure('integrity', problem)} title={w.unsigned} /> : null;
  return (
    <div className={styles.head}>
      <KeyRound aria-hidden size={16} strokeWidth={1.75} />
      <div>
        <p>{w.signed(formatCount(head.size, 'entries'), formatMoment(head.at))}</p>
        <p className={styles.fingerprint}>
          <span className={styles.name}>{w.fingerprint}</span> <code>{inGroups(fingerprint)}</code>
        </p>
      </div>
      <CopyButton text={`${JSON.stringify(head)}\n`} label={w.copy} done={w.copied} why={w.why} />
    </div>
  );
}
