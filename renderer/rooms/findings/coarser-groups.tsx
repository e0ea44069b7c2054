import { Combine, Undo2 } from 'lucide-react';
import type { CoarserAnswer, CoarserProposal, Finding, RowJoin } from '../../../contract/findings.ts';
import { useVersion } from '../../backend/freshness.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useJob } from '../../backend/use-job.ts';
import { Button, FailureNote, formatShare, toast } from '../../kit/index.ts';
import { findingsText } from '../../text/findings.ts';
import { Running } from '../asking/running.tsx';
import styles from './coarser-groups.module.css';
import { wholeLoss } from './loss.ts';

const t = findingsText.coarser;
const mostShown = 4;

interface CoarserGroupsProps {
  readonly finding: Finding;
  /** The other findings that would leave with it. */
  readonly beside: readonly string[];
}

/** Coarser groups that would show more of a finding: each was checked, and is taken or undone with one press. */
export function CoarserGroups({ finding, beside }: CoarserGroupsProps) {
  const { id, title, joined = [], checked } = finding;
  const backend = useBackend();
  const { failure, act } = useAct();
  // What was proposed beside other findings, or before something left, is not proposed any more.
  const version = useVersion('finding.together');
  const { state, start, cancel, again, forget } = useJob('finding.coarser', `${id} ${version} ${beside.join(' ')}`);
  const put = async (next: readonly RowJoin[]) => {
    if (!(await act(() => backend.call('finding.coarsen', { id, joined: [...next] })))) return;
    forget();
    const undo = { label: findingsText.actions.undo, onPress: () => void put(joined) };
    toast({ title: next.length > 0 ? t.done(title) : t.apartDone(title), action: undo });
  };
  return (
    <div className={styles.groups}>
      {joined.length > 0 ? (
        <p className={styles.soft}>
          {t.together(joined.length)}{' '}
          <Button variant="plain" icon={Undo2} onPress={() => void put([])}>
            {t.apart}
          </Button>
        </p>
      ) : null}
      {state.kind === 'idle' && checked.summary.withheld > 0 ? (
        <div>
          <Button icon={Combine} onPress={() => void start({ id, beside: [...beside] }, t.job)}>
            {t.try}
          </Button>
          <p className={styles.soft}>{t.why}</p>
        </div>
      ) : null}
      {state.kind === 'running' ? (
        <Running label={t.job} progress={state.progress} isCancelling={state.isCancelling} onCancel={cancel} />
      ) : null}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={t.failed} onRetry={again} /> : null}
      {state.kind === 'done' ? <Proposals answer={state.result} onTake={(next) => void put(next)} /> : null}
      {failure ? <FailureNote failure={failure} title={t.notMade} /> : null}
    </div>
  );
}

interface ProposalsProps {
  readonly answer: CoarserAnswer;
  readonly onTake: (joined: readonly RowJoin[]) => void;
}

function Proposals({ answer: { present, proposals, cannot }, onTake }: ProposalsProps) {
  return (
    <>
      {proposals.length === 0 ? <p>{t.none}</p> : null}
      <ul className={styles.list}>
        {proposals.slice(0, mostShown).map((one) => (
          <li key={JSON.stringify(one.joined)}>
            <p>{readOut(one)}</p>
            <p className={styles.soft}>{lossBeside(one, present)}</p>
            <Button onPress={() => onTake(one.joined)}>{t.take}</Button>
          </li>
        ))}
        {cannot.map(({ table, why }) => (
          <li key={`${table} ${why}`} className={styles.soft}>
            {t.cannot[why](table)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a grouping would withhold, beside what is withheld now. */
function lossBeside(one: CoarserAnswer['present'], now: CoarserAnswer['present']): string {
  const [share, shareNow] = [one, now].map(({ losses }) => wholeLoss(losses)?.share ?? null);
  const persons = share == null || shareNow == null ? '' : t.lost(formatShare(share), formatShare(shareNow));
  return `${t.gain(one.summary.withheld, now.summary.withheld)}${persons}.`;
}

const readOut = ({ kind, rows }: CoarserProposal): string => t.read[kind](rows.map((row) => `“${row}”`).join(', '));
