import { CircleCheck, Eye } from 'lucide-react';
import { useState } from 'react';
import type { ColumnDoubt, Outlook as Looked } from '../../../contract/model.ts';
import { Button } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { LeaveOut } from './leave-out.tsx';
import styles from './outlook.module.css';
import type { ModelQuestion } from './use-model-question.ts';

const t = modelTasksText.outlook;

/** Doubts that are enough to leave a column out; many gaps alone are not. */
const isGrave = (doubt: ColumnDoubt) => doubt !== 'mostly-missing';

interface OutlookProps {
  readonly outlook: Looked;
  readonly question: Pick<ModelQuestion, 'asked' | 'leftOut' | 'leaveOut'>;
}

/** Rows, persons and events; then the columns, those to doubt first. */
export function Outlook({ outlook, question: { asked, leftOut, leaveOut } }: OutlookProps) {
  const { columns, preparation } = outlook;
  const doubted = columns
    .filter(({ doubts }) => doubts.length > 0)
    .sort((a, b) => Number(b.doubts.some(isGrave)) - Number(a.doubts.some(isGrave)));
  const grave = doubted.filter(({ name, doubts }) => doubts.some(isGrave) && !leftOut.includes(name));
  const [isLong, setLong] = useState(false);
  const listed = isLong ? [...doubted, ...columns.filter(({ doubts }) => doubts.length === 0)] : doubted;
  const gone = columns.filter(({ name }) => leftOut.includes(name) && !listed.some((one) => one.name === name));
  const left = columns.filter(({ name }) => leftOut.includes(name)).length;
  return (
    <section className={styles.look}>
      <h2 className={styles.heading}>{t.heading}</h2>
      <Counted outlook={outlook} left={left} />
      <div className={styles.ask}>
        {doubted.length === 0 ? (
          <span className={styles.clean}>
            <CircleCheck aria-hidden size={16} strokeWidth={1.75} />
            {t.clean}
          </span>
        ) : (
          <span className={styles.doubt}>
            <Eye aria-hidden size={16} strokeWidth={1.75} />
            {t.found(doubted.length)}
          </span>
        )}
        {grave.length > 1 ? (
          <Button onPress={() => leaveOut([...leftOut, ...grave.map(({ name }) => name)])}>
            {t.leaveAll(grave.length)}
          </Button>
        ) : null}
      </div>
      {asked.kind === 'table' ? <p className={styles.soft}>{t.whenUnknown}</p> : null}
      {doubted.some(({ doubts }) => doubts.includes('mostly-missing')) ? (
        <p className={styles.soft}>{t.mostlyMissing}</p>
      ) : null}
      {listed.length + gone.length > 0 ? (
        <LeaveOut columns={[...listed, ...gone]} rows={preparation.rows} leftOut={leftOut} onLeave={leaveOut} />
      ) : null}
      {columns.length > doubted.length ? (
        <div>
          <Button variant="plain" aria-expanded={isLong} onPress={() => setLong(!isLong)}>
            {isLong ? t.fewer : t.more(columns.length)}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Counted({ outlook, left }: { readonly outlook: Looked; readonly left: number }) {
  const { preparation, persons, target, columns } = outlook;
  const { classes, known, name } = target;
  const fewest = classes ? Math.min(...classes.map(({ rows }) => rows)) : null;
  const isOneClass = classes !== null && classes.filter(({ rows }) => rows > 0).length < 2;
  return (
    <>
      <p>
        {t.persons(preparation.rows, persons)}
        {classes ? `: ${t.classes(classes)}` : ''}.{' '}
        {known < preparation.rows ? t.known(known, preparation.rows, name) : ''} {t.read(columns.length - left, left)}
      </p>
      {preparation.notices.map((notice) => (
        <p key={notice} className={styles.soft}>
          {notice}
        </p>
      ))}
      {isOneClass ? (
        <p role="alert" className={styles.doubt}>
          {t.oneClass}
        </p>
      ) : fewest !== null && fewest < 10 ? (
        <p role="alert" className={styles.doubt}>
          {t.fewEvents(fewest)}
        </p>
      ) : null}
    </>
  );
}
