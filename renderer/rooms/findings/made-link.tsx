import { BookOpenText } from 'lucide-react';
import type { TraceStep } from '../../../contract/ledger.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { openInspector } from '../../frame/use-inspector.ts';
import { Button, FailureNote, toast } from '../../kit/index.ts';
import { openEntry } from '../../state/ledger-room.ts';
import { findingsText } from '../../text/findings.ts';
import styles from './finding-row.module.css';

const t = findingsText.made;

/** The line that a finding's making ends with: of its check, or where the ledger has none of its result. */
const lineOf = (steps: readonly TraceStep[]): number | null =>
  (steps.find(({ kind }) => kind === 'check')?.seq ?? steps.find(({ kind }) => kind === 'run')?.seq) || null;

/** Leads to the ledger, where the making of a finding is told step by step; from there a link leads back. */
export function MadeLink({ finding }: { readonly finding: string }) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const open = () =>
    act(async () => {
      const line = lineOf((await backend.call('ledger.trace', { finding })).steps);
      if (line === null) return toast({ title: t.noEntry });
      openInspector();
      openEntry(line);
    });
  return (
    <div className={styles.made}>
      <Button variant="plain" icon={BookOpenText} onPress={() => void open()}>
        {t.ask}
      </Button>
      {failure ? <FailureNote failure={failure} title={t.failed} /> : null}
    </div>
  );
}
