import { useState } from 'react';
import { Facts, TextField } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { ExportDialog } from '../asking/export-dialog.tsx';
import { inFolder } from '../asking/file-path.ts';

const t = modelTasksText.synthesise;

interface ExportSyntheticProps {
  readonly run: string;
  readonly onClose: () => void;
}

/** Gives synthetic rows away: where to, why, and what was written. */
export function ExportSynthetic({ run, onClose }: ExportSyntheticProps) {
  const [decision, setDecision] = useState('');
  return (
    <ExportDialog
      method="synthetic.export"
      words={{ ...t, title: t.exportTitle, done: ({ rows }) => t.done(rows) }}
      propose={(home) => inFolder(home, 'synthetic-rows.csv')}
      input={(out) => ({ run, out, decision: decision.trim() })}
      missing={decision.trim().length < 10 ? t.decisionMissing : null}
      why={<p>{t.anonymous}</p>}
      more={<TextField label={t.decision} help={t.decisionHelp} lines={3} value={decision} onChange={setDecision} />}
      onClose={onClose}
    >
      {({ path, report }) => (
        <Facts
          items={[
            [t.file, path],
            [t.report, report],
          ]}
        />
      )}
    </ExportDialog>
  );
}
