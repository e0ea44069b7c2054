import { CircleCheck, RotateCw } from 'lucide-react';
import type { RunComparison, RunDifference } from '../../../contract/ledger.ts';
import { useJob } from '../../backend/use-job.ts';
import { Button, FailureNote } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import { Running } from '../asking/running.tsx';
import styles from './run-again.module.css';

const w = t.again;

/** As many differences as a person reads; the rest is counted. */
const mostShown = 40;

interface RunAgainProps {
  readonly run: string;
  readonly title: string;
}

/** Makes a result again and says whether it came out the same, cell by cell. */
export function RunAgain({ run, title }: RunAgainProps) {
  const { state, start, cancel, again } = useJob('ledger.again', run);
  if (state.kind === 'running')
    return (
      <Running label={w.job(title)} progress={state.progress} isCancelling={state.isCancelling} onCancel={cancel} />
    );
  return (
    <div className={styles.again}>
      <div>
        <Button icon={RotateCw} onPress={() => void start({ run }, w.job(title))}>
          {w.button}
        </Button>
      </div>
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={w.failed} onRetry={again} /> : null}
      {state.kind === 'cancelled' ? <p role="status">{w.cancelled}</p> : null}
      {state.kind === 'done' ? <Compared comparison={state.result} /> : null}
    </div>
  );
}

function Compared({ comparison: { isSame, compared, differences } }: { readonly comparison: RunComparison }) {
  const rest = differences.length - mostShown;
  return (
    <div role="status" className={styles.compared}>
      {isSame ? (
        <p className={styles.same}>
          <CircleCheck aria-hidden size={16} strokeWidth={1.75} />
          {w.same(compared)}
        </p>
      ) : (
        <>
          <p className={styles.differs}>{w.differs}</p>
          <p className={styles.note}>{w.compared(compared)}</p>
        </>
      )}
      {isSame && differences.length > 0 ? <p className={styles.note}>{w.otherwise}</p> : null}
      {differences.length > 0 ? (
        <ul className={styles.differences}>
          {differences.slice(0, mostShown).map((one) => (
            <li key={`${one.kind} ${one.where}`}>
              <Difference difference={one} />
            </li>
          ))}
        </ul>
      ) : null}
      {rest > 0 ? <p className={styles.note}>{w.more(rest)}</p> : null}
    </div>
  );
}

function Difference({ difference: { kind, where, before, after } }: { readonly difference: RunDifference }) {
  const hasValues = kind !== 'sql' && (before !== null || after !== null);
  return (
    <>
      <p>
        {w.kinds[kind]}
        {where ? `: ${where}` : ''}
      </p>
      {hasValues ? (
        <p className={styles.values}>
          {w.was} {before ?? w.nothing}
          <br />
          {w.is} {after ?? w.nothing}
        </p>
      ) : null}
    </>
  );
}
