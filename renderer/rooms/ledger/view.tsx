import { BookOpenText, ShieldCheck } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import type { LedgerEntry } from '../../../contract/study.ts';
import { useCall } from '../../backend/use-call.ts';
import { useJob } from '../../backend/use-job.ts';
import { useCommands } from '../../commands/registry.ts';
import { Button, EmptyState, FailureNote, Loading, RoomPage } from '../../kit/index.ts';
import { useLedgerRoom } from '../../state/ledger-room.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import { EntryInspect } from './entry-inspect.tsx';
import { LedgerFilter } from './ledger-filter.tsx';
import { LedgerList } from './ledger-list.tsx';
import { SignedHead } from './signed-head.tsx';
import { pageSize, useLedger } from './use-ledger.ts';
import { VerifyStudy } from './verify-study.tsx';
import styles from './view.module.css';

/** What was done in this study, one line an act, day by day. */
export default function LedgerRoom() {
  const { words, act, chosen, seek, choose } = useLedgerRoom();
  const { latest, total, found, entries, earlier, failure } = useLedger(words, act);
  const job = useJob('study.verify', 'ledger');
  const { start } = job;
  const commands = useMemo(
    () => [
      {
        id: 'ledger.verify',
        title: t.verify.button,
        group: t.group,
        run: () => void start({}, t.verify.job),
      },
    ],
    [start],
  );
  useCommands('ledger', commands);
  return (
    <RoomPage
      title={t.title}
      layout="fill"
      lead={total > 0 ? t.lead(total) : null}
      actions={
        <Button icon={ShieldCheck} onPress={commands[0]?.run}>
          {t.verify.button}
        </Button>
      }
    >
      <VerifyStudy job={job} />
      {total > 0 ? <SignedHead /> : null}
      {latest.kind === 'loading' && total === 0 ? <Loading what={t.loading} /> : null}
      {latest.kind === 'failed' ? (
        <FailureNote failure={latest.failure} title={t.failed} onRetry={latest.refetch} />
      ) : null}
      {latest.kind === 'full' && total === 0 ? (
        <EmptyState icon={BookOpenText} title={t.empty.title} why={t.empty.why} />
      ) : null}
      {total > 0 ? (
        <>
          <LedgerFilter
            words={words}
            onWords={(next) => seek(next, act)}
            act={act}
            onAct={(next) => seek(words, next)}
            note={words.trim() !== '' || act !== null ? t.shown(found, total) : ''}
          />
          <Notebook entries={entries} found={found} onEarlier={() => void earlier()} />
        </>
      ) : null}
      {failure ? <FailureNote failure={failure} title={t.failed} /> : null}
      {chosen === null ? null : <Chosen seq={chosen} entries={entries} onGone={() => choose(null)} />}
    </RoomPage>
  );
}

interface NotebookProps {
  readonly entries: readonly LedgerEntry[];
  readonly found: number;
  readonly onEarlier: () => void;
}

function Notebook({ entries, found, onEarlier }: NotebookProps) {
  const { chosen, choose, seek } = useLedgerRoom();
  const left = found - entries.length;
  return (
    <div className={styles.notebook}>
      {entries.length > 0 ? (
        <LedgerList entries={entries} chosen={chosen} onChoose={choose} />
      ) : (
        <>
          <p>{t.none}</p>
          <div>
            <Button onPress={() => seek('', null)}>{t.clear}</Button>
          </div>
        </>
      )}
      {left > 0 ? (
        <div className={styles.earlier}>
          <Button onPress={onEarlier}>{t.earlier(Math.min(left, pageSize))}</Button>
        </div>
      ) : null}
    </div>
  );
}

interface ChosenProps {
  readonly seq: number;
  readonly entries: readonly LedgerEntry[];
  /** The ledger that is open has no such entry. */
  readonly onGone: () => void;
}

/** The entry in the inspector, also one that the list does not show. */
function Chosen({ seq, entries, onGone }: ChosenProps) {
  const listed = entries.find((entry) => entry.seq === seq);
  const asked = useCall('ledger.entry', listed || entries.length === 0 ? null : { seq });
  const isGone = !listed && asked.kind === 'failed';
  useEffect(() => {
    if (isGone) onGone();
  }, [isGone, onGone]);
  const entry = listed ?? (asked.kind === 'full' ? asked.content : null);
  return entry ? <EntryInspect key={entry.hash} entry={entry} /> : null;
}
