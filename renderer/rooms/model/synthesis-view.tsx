import { TriangleAlert } from 'lucide-react';
import type { Output } from '../../../contract/index.ts';
import { formatNumber, Section } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import styles from './model-result.module.css';
import { AttackTable, LikenessTable } from './synthesis-scores.tsx';
import { SyntheticLeave } from './synthetic-leave.tsx';
import { TaskResult } from './task-result.tsx';

const t = modelTasksText.synthesise;

/** Under this many rows the made ones leak more: 0.58 by the attack on a table of 142. */
const smallTable = 200;

/** Made rows: what they are worth, what they give away, and whether they may leave. */
export function SynthesisView({ made }: { readonly made: Output<'model.synthesise'> }) {
  const { scores, preparation, notices, read, heldOut, rows, dropped } = made;
  const labelOf = (name: string) => preparation.columns.find((column) => column.name === name)?.label ?? name;
  return (
    <TaskResult
      title={made.title}
      sentence={made.sentence}
      kept={made.run}
      made={made}
      notices={[...notices.map(({ message }) => message), ...preparation.notices]}
      columns={preparation.columns}
      method={modelTasksText.method.synthesise}
      facts={[
        [t.facts.read, formatNumber(read)],
        [t.facts.heldOut, formatNumber(heldOut)],
        [t.facts.made, formatNumber(rows)],
        [t.facts.dropped, formatNumber(dropped)],
      ]}
      sql={made.sql}
    >
      <div className={styles.warnings}>
        {read < smallTable ? (
          <p role="note" className={styles.warning}>
            <TriangleAlert aria-hidden size={16} strokeWidth={1.75} />
            {t.small(read)}
          </p>
        ) : null}
        <p>{scores ? t.anonymous : t.unscored}</p>
      </div>
      {scores ? (
        <div className={styles.table}>
          <Section title={t.attack} note={t.attackNote}>
            <AttackTable scores={scores} />
          </Section>
          <Section title={t.scores} note={t.scoresNote}>
            <LikenessTable scores={scores} target={labelOf(scores.target)} />
          </Section>
        </div>
      ) : null}
      <SyntheticLeave made={made} />
    </TaskResult>
  );
}
