import { useMemo } from 'react';
import type { DatasetTable } from '../../../contract/data.ts';
import type { Output } from '../../../contract/index.ts';
import type { Job } from '../../backend/use-job.ts';
import {
  Button,
  decodeArrow,
  EmptyState,
  FailureNote,
  formatCount,
  formatDuration,
  formatNumber,
  Grid,
  type GridSource,
  Progress,
} from '../../kit/index.ts';
import { jobShare } from '../../state/jobs.ts';
import { sqlText as t } from '../../text/sql.ts';
import { withoutExcerpt } from './error-place.ts';
import { examplesOf } from './examples.ts';
import styles from './sql-result.module.css';

type Result = Output<'sql.run'>;

interface SqlResultProps {
  readonly job: Job<'sql.run'>;
  /** The dataset's plain tables; none where it is OMOP. */
  readonly plain: readonly DatasetTable[];
  readonly onExample: (sql: string) => void;
}

/** What came of a query: nothing yet, running, an error at its place, rows. The last rows stay while the next run. */
export function SqlResult({ job, plain, onExample }: SqlResultProps) {
  const { state } = job;
  const shown = state.kind === 'idle' ? undefined : state.kind === 'done' ? state.result : state.previous;
  return (
    <div className={styles.result}>
      {state.kind === 'idle' ? <Examples plain={plain} onExample={onExample} /> : null}
      {state.kind === 'running' ? (
        <div role="status" className={styles.running}>
          <span>{t.running}</span>
          <Progress label={t.running} share={jobShare(state.progress)} size="line" />
          <Button variant="plain" onPress={job.cancel}>
            {t.cancel}
          </Button>
        </div>
      ) : null}
      {state.kind === 'cancelled' ? (
        <p role="status" className={styles.note}>
          {t.cancelled}
        </p>
      ) : null}
      {state.kind === 'failed' ? (
        <div className={styles.note}>
          <FailureNote
            failure={state.failure}
            message={withoutExcerpt(state.failure.message)}
            onRetry={state.failure.code === 'engine_lost' ? job.again : undefined}
          />
        </div>
      ) : null}
      {shown && state.kind !== 'failed' ? <Rows result={shown} /> : null}
    </div>
  );
}

function Examples({ plain, onExample }: Pick<SqlResultProps, 'plain' | 'onExample'>) {
  return (
    <EmptyState
      title={t.idle.title}
      why={t.idle.why}
      next={examplesOf(plain).map(({ title, sql }) => (
        <Button key={title} onPress={() => onExample(sql)}>
          {title}
        </Button>
      ))}
    />
  );
}

let results = 0;

function Rows({ result }: { readonly result: Result }) {
  const source = useMemo(() => resultSource(result), [result]);
  const notes = result.notes.map((note) => (
    <p key={note} className={styles.truncated}>
      {note}
    </p>
  ));
  if (result.rows === 0)
    return (
      <>
        {notes}
        <EmptyState title={t.noRows.title} why={t.noRows.why} />
      </>
    );
  return (
    <>
      {notes}
      {result.truncated ? <p className={styles.truncated}>{t.truncated(formatNumber(result.rows))}</p> : null}
      <Grid
        label={t.result}
        source={source}
        foot={<span>{t.took(formatCount(result.rows, 'rows'), formatDuration(result.elapsedMs))}</span>}
      />
    </>
  );
}

/** A result is here whole: every window is the whole table. */
function resultSource(result: Result): GridSource {
  const table = decodeArrow(result.table);
  results += 1;
  return {
    id: `result ${results}`,
    columns: result.columns,
    total: result.rows,
    canSort: false,
    load: async () => ({ from: 0, table }),
  };
}
