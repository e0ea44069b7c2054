import { useState } from 'react';
import type { Finding } from '../../../contract/findings.ts';
import { useSession } from '../../state/session.ts';
import { findingsText as t } from '../../text/findings.ts';
import { ExportDialog } from '../asking/export-dialog.tsx';
import { proposedBundle } from './bundle-path.ts';
import { ExportDone } from './export-done.tsx';
import { ReadFirst } from './read-first.tsx';

const w = t.export;

interface ExportFindingsProps {
  readonly findings: readonly Finding[];
  readonly onClose: () => void;
}

/** Writes the selected findings as one bundle, once its report was read. */
export function ExportFindings({ findings, onClose }: ExportFindingsProps) {
  const study = useSession((s) => s.study?.name ?? '');
  const [isRead, setRead] = useState(false);
  if (!isRead) return <ReadFirst findings={findings} onRead={() => setRead(true)} onClose={onClose} />;
  const { length } = findings;
  return (
    <ExportDialog
      method="export.bundle"
      words={{ ...w, ...t.actions, title: w.title(length), done: () => w.done, job: w.job(length) }}
      propose={(home) => proposedBundle(home, study, new Date())}
      input={(out) => ({ findings: findings.map(({ id }) => id), out })}
      why={<p>{w.why}</p>}
      onClose={onClose}
    >
      {(bundle) => <ExportDone bundle={bundle} />}
    </ExportDialog>
  );
}
