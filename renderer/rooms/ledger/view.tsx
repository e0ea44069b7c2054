import { BookOpenText, ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { LedgerEntry } from '../../../contract/study.ts';
import { useJob } from '../../backend/use-job.ts';
import { useCommands } from '../../commands/registry.ts';
import { Button, EmptyState, FailureNote, Loading, RoomPage } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import { EntryInspect } from './entry-inspect.tsx';
import { type Act, matching } from './ledger-days.ts';
import { LedgerFilter } from './ledger-filter.tsx';
import { LedgerList } from './ledger-list.tsx';
import { pageSize, useLedger } from './use-ledger.ts';
import { VerifyStudy } from './verify-study.tsx';
import styles from './view.module.css';

/** What was done in this study, one line an act, day by day. */
export default function LedgerRoom() {
  const { latest, total, entries, earlier, failure } = useLedger();
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
      {latest.kind === 'loading' ? <Loading what={t.loading} /> : null}
      {latest.kind === 'failed' ? (
        <FailureNote failure={latest.failure} title={t.failed} onRetry={latest.refetch} />
      ) : null}
      {latest.kind === 'full' && total === 0 ? (
        <EmptyState icon={BookOpenText} title={t.empty.title} why={t.empty.why} />
      ) : null}
      {entries.length > 0 ? <Notebook entries={entries} total={total} onEarlier={() => void earlier()} /> : null}
      {failure ? <FailureNote failure={failure} title={t.failed} /> : null}
    </RoomPage>
  );
}

interface NotebookProps {
  readonly entries: readonly LedgerEntry[];
  readonly total: number;
  readonly onEarlier: () => void;
}

function Notebook({ entries, total, onEarlier }: NotebookProps) {
  const [words, setWords] = useState('');
  const [act, setAct] = useState<Act | null>(null);
  const [chosen, choose] = useState<number | null>(null);
  const shown = useMemo(() => matching(entries, words, act), [entries, words, act]);
  const inspected = entries.find(({ seq }) => seq === chosen);
  const isNarrowed = words.trim() !== '' || act !== null;
  const left = total - entries.length;
  const note = isNarrowed ? t.shown(shown.length, entries.length) : '';
  return (
    <>
      <LedgerFilter words={words} onWords={setWords} act={act} onAct={setAct} note={note} />
      <div className={styles.notebook}>
        {shown.length > 0 ? <LedgerList entries={shown} chosen={chosen} onChoose={choose} /> : <p>{t.none}</p>}
        {isNarrowed && shown.length === 0 ? (
          <div>
            <Button
              onPress={() => {
                setWords('');
                setAct(null);
              }}
            >
              {t.clear}
            </Button>
          </div>
        ) : null}
        {left > 0 ? (
          <div className={styles.earlier}>
            <Button onPress={onEarlier}>{t.earlier(Math.min(left, pageSize))}</Button>
            {isNarrowed ? <span className={styles.note}>{t.onlyLoaded(entries.length, total)}</span> : null}
          </div>
        ) : null}
      </div>
      {inspected ? <EntryInspect entry={inspected} /> : null}
    </>
  );
}
