import { Eye } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useJob } from '../../backend/use-job.ts';
import { Button, FailureNote, typeWord } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Running } from '../asking/running.tsx';
import { generationOn } from '../cohorts/generation.ts';
import { FeaturesNote } from './features-note.tsx';
import { LeaveOut } from './leave-out.tsx';
import styles from './outlook.module.css';
import { Outlook } from './outlook.tsx';
import { type ModelQuestion, targetSource } from './use-model-question.ts';

const t = modelTasksText.outlook;

/** So many rows are looked at without being asked for; of more it is the reader who says so. */
const fewRows = 20_000;
/** After the last change of the question. */
const settledMs = 500;

/** What the model will read: in words, then counted and doubted, column by column, before it is run. */
export function ColumnsToRead({ question }: { readonly question: ModelQuestion }) {
  const { asked, missing } = question;
  const source = targetSource({ ...question, leftOut: [] });
  const job = useJob('model.prepare', JSON.stringify(source));
  const { state } = job;
  const look = () => void job.start({ source: targetSource(question) }, t.job);
  useLookBySelf(state.kind === 'idle' && missing === null && rowsOf(question) <= fewRows, look);
  if (state.kind === 'done') return <Outlook outlook={state.result} question={question} />;
  return (
    <>
      <section className={styles.look}>
        <h2 className={styles.heading}>{t.heading}</h2>
        {state.kind === 'running' ? (
          <Running label={t.job} progress={state.progress} isCancelling={state.isCancelling} onCancel={job.cancel} />
        ) : (
          <div className={styles.ask}>
            <Button icon={Eye} unavailable={missing} onPress={look}>
              {state.kind === 'idle' ? t.look : t.again}
            </Button>
            <span className={styles.soft}>{t.why}</span>
          </div>
        )}
        {state.kind === 'failed' ? <FailureNote failure={state.failure} title={t.failed} /> : null}
        {state.kind === 'cancelled' ? <p role="status">{t.cancelled}</p> : null}
      </section>
      <PlainColumns question={question} isOpen={state.kind === 'failed'} />
      <FeaturesNote kind={asked.kind} />
    </>
  );
}

function rowsOf({ asked, table, generated, dataset }: ModelQuestion): number {
  if (asked.kind === 'table') return table.shape?.rows ?? 0;
  const entry = generated.find(({ name }) => name === asked.cohort);
  return (entry && generationOn(entry, dataset)?.result.persons) ?? 0;
}

/** Looks once the question has stood still for a moment. */
function useLookBySelf(isDue: boolean, look: () => void): void {
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => latest.current(), settledMs);
    return () => clearTimeout(timer);
  }, [isDue]);
}

/** The columns of a plain table, to leave some out though nothing is known of them yet. */
export function PlainColumns({
  question,
  isOpen = false,
}: {
  readonly question: ModelQuestion;
  readonly isOpen?: boolean;
}) {
  const { asked, columns, leftOut, leaveOut, needs } = question;
  const [isShown, setShown] = useState(isOpen);
  if (asked.kind === 'cohort') return needs === 'rows' && leftOut.length > 0 ? <LeftOut question={question} /> : null;
  if (columns.length === 0) return null;
  const isAsked = (name: string) => name === asked.person || (needs === 'target' && name === asked.target);
  const rows = columns
    .filter(({ name }) => !isAsked(name))
    .map(({ name, type }) => ({ name, label: name, kind: typeWord(type), missing: null, doubts: [] }));
  const shown = isShown || isOpen;
  return (
    <section className={styles.look}>
      <div className={styles.ask}>
        <Button variant="plain" aria-expanded={shown} onPress={() => setShown(!shown)}>
          {shown ? t.columnsDone : t.columns}
        </Button>
        {leftOut.length > 0 ? (
          <span className={styles.soft}>{t.read(rows.length - leftOut.length, leftOut.length)}</span>
        ) : null}
      </div>
      {shown ? <LeaveOut columns={rows} rows={0} leftOut={leftOut} onLeave={leaveOut} /> : null}
    </section>
  );
}

/** Features of a cohort are chosen where they are counted and doubted; here it is said which of them are not read. */
function LeftOut({ question: { leftOut, leaveOut } }: { readonly question: ModelQuestion }) {
  return (
    <div className={styles.ask}>
      <span className={styles.soft}>{t.leftHere(leftOut.join(', '))}</span>
      <Button variant="plain" onPress={() => leaveOut([])}>
        {t.takeAllBack}
      </Button>
    </div>
  );
}
