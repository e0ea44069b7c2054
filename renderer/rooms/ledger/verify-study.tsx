import { CircleCheck } from 'lucide-react';
import { Failure } from '../../../contract/failure.ts';
import type { Job } from '../../backend/use-job.ts';
import { FailureNote } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import { Running } from '../asking/running.tsx';
import styles from './verify-study.module.css';

const w = t.verify;

/** How verifying goes, and whether ledger and datasets are unchanged. */
export function VerifyStudy({ job: { state, cancel, again } }: { readonly job: Job<'study.verify'> }) {
  if (state.kind === 'running') {
    const { progress, isCancelling } = state;
    return <Running label={w.job} progress={progress} isCancelling={isCancelling} onCancel={cancel} />;
  }
  if (state.kind === 'failed') return <FailureNote failure={state.failure} title={w.failed} onRetry={again} />;
  if (state.kind === 'cancelled') return <p role="status">{w.cancelled}</p>;
  if (state.kind !== 'done') return null;
  const { ok, problems, checked, remarks } = state.result;
  if (!ok) return <FailureNote failure={new Failure('integrity', problems.join('\n'))} title={w.notOk} />;
  return (
    <div role="status">
      <p className={styles.ok}>
        <CircleCheck aria-hidden size={16} strokeWidth={1.75} />
        {w.ok(checked)}
      </p>
      {remarks.map((remark) => (
        <p key={remark} className={styles.remark}>
          {remark}
        </p>
      ))}
    </div>
  );
}
