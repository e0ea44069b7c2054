import { useSession } from '../../state/session.ts';
import { findingsText as t } from '../../text/findings.ts';
import { ExportDialog } from '../asking/export-dialog.tsx';
import { proposedBundle } from './bundle-path.ts';
import { ExportDone } from './export-done.tsx';

const w = t.export;

interface ExportFindingsProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** Writes the selected findings as one bundle. */
export function ExportFindings({ ids, onClose }: ExportFindingsProps) {
  const study = useSession((s) => s.study?.name ?? '');
  const words = { ...w, ...t.actions, title: w.title(ids.length), done: () => w.done, job: w.job(ids.length) };
  return (
    <ExportDialog
      method="export.bundle"
      words={words}
      propose={(home) => proposedBundle(home, study, new Date())}
      input={(out) => ({ findings: [...ids], out })}
      why={<p>{w.why}</p>}
      onClose={onClose}
    >
      {(bundle) => <ExportDone bundle={bundle} />}
    </ExportDialog>
  );
}
