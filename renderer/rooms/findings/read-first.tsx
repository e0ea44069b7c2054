import type { Finding } from '../../../contract/findings.ts';
import { useCall } from '../../backend/use-call.ts';
import { Button, Dialog, FailureNote, Loading } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import styles from './read-first.module.css';
import { ReportSheet } from './report-sheet.tsx';

const w = t.export;

interface ReadFirstProps {
  readonly findings: readonly Finding[];
  readonly onRead: () => void;
  readonly onClose: () => void;
}

/** The report of what is to leave, made and checked just now, to be read before it does. */
export function ReadFirst({ findings, onRead, onClose }: ReadFirstProps) {
  const report = useCall('finding.report', { findings: findings.map(({ id }) => id) });
  // What was read before an edit is not what leaves.
  const isHere = report.kind === 'full' && !report.isRefreshing;
  const without = findings.filter(({ context }) => context.trim() === '').map(({ title }) => title);
  return (
    <Dialog
      title={w.readTitle}
      size="sheet"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.actions.cancel}</Button>
          <Button variant="primary" unavailable={isHere ? null : w.notRead} onPress={onRead}>
            {w.next}
          </Button>
        </>
      }
    >
      <p>{w.readWhy}</p>
      {without.length > 0 ? <p className={styles.missing}>{w.noContext(without)}</p> : null}
      {report.kind !== 'failed' && !isHere ? <Loading what={w.reading} /> : null}
      {report.kind === 'failed' ? (
        <FailureNote failure={report.failure} title={w.readFailed} onRetry={report.refetch} />
      ) : null}
      {isHere ? <ReportSheet label={w.report} html={report.content.html} /> : null}
    </Dialog>
  );
}
