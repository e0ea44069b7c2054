import type { Output } from '../../../contract/index.ts';
import type { ModelSource } from '../../../contract/model.ts';
import { useJob } from '../../backend/use-job.ts';
import {
  Button,
  FailureNote,
  Figure,
  formatCount,
  formatDecimal,
  formatDuration,
  formatShare,
  Section,
  Table,
  type TableColumn,
} from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Running } from '../asking/running.tsx';
import drivers from './drivers.module.css';
import results from './model-result.module.css';
import styles from './task-page.module.css';

const t = modelTasksText.rest;
const words = modelTasksText.words.rest;

type Summary = Output<'model.predict'>['summary'];
type ClassSummary = Extract<Summary, { kind: 'class' }>;

interface RestPredictedProps {
  readonly source: ModelSource;
  readonly model: string | undefined;
}

/** The rows of a table whose outcome is not known, predicted from those whose is: only what may be said of many. */
export function RestPredicted({ source, model }: RestPredictedProps) {
  const job = useJob('model.predict', JSON.stringify([source, model]));
  const { state } = job;
  return (
    <Section title={t.title} note={t.note}>
      {state.kind === 'running' ? (
        <Running label={words.job} progress={state.progress} isCancelling={state.isCancelling} onCancel={job.cancel} />
      ) : (
        <div className={styles.one}>
          <Button onPress={() => void job.start({ source, model }, words.job)}>{words.run}</Button>
        </div>
      )}
      {state.kind === 'failed' ? <FailureNote failure={state.failure} title={words.failed} /> : null}
      {state.kind === 'cancelled' ? <p role="status">{words.cancelled}</p> : null}
      {state.kind === 'done' ? <Predicted summary={state.result.summary} /> : null}
    </Section>
  );
}

function Predicted({ summary }: { readonly summary: Summary }) {
  const { rows, contextRows, target, model, elapsedMs, notices } = summary;
  const told =
    summary.kind === 'class'
      ? summary.classes.map(({ name, meanProbability }) => `${formatShare(meanProbability)} “${name}”`).join(', ')
      : t.number(formatDecimal(summary.mean, 2), formatDecimal(summary.sd, 2), formatDecimal(summary.meanWidth80, 2));
  return (
    <div className={results.table}>
      <p>
        <strong>{t.sentence(formatCount(rows, 'rows'), target, told)}</strong>{' '}
        {t.from(formatCount(contextRows, 'rows'))}
      </p>
      {summary.kind === 'class' ? (
        <Table
          caption={t.spread(summary.event)}
          columns={columnsOf(summary)}
          rows={summary.histogram}
          rowKey={({ low }) => String(low)}
        />
      ) : null}
      {notices.map(({ message }) => (
        <p key={message} className={results.by}>
          {message}
        </p>
      ))}
      <p className={results.by}>
        {modelTasksText.result.by(model.name, model.version, formatDuration(elapsedMs))}. {modelTasksText.method.rest}
      </p>
    </div>
  );
}

type Bin = ClassSummary['histogram'][number];

function columnsOf({ histogram, event }: ClassSummary): readonly TableColumn<Bin>[] {
  const most = Math.max(1, ...histogram.map(({ count }) => count));
  return [
    {
      key: 'between',
      header: t.spread(event),
      isRowHeader: true,
      width: '34%',
      cell: ({ low, high }) => `${formatShare(low, 0)} – ${formatShare(high, 0)}`,
    },
    {
      key: 'bar',
      header: <span className={drivers.hidden}>{t.bar}</span>,
      width: '46%',
      cell: ({ count }) => <span aria-hidden className={drivers.bar} style={{ width: `${(count / most) * 100}%` }} />,
    },
    { key: 'rows', header: t.rows, align: 'right', cell: ({ count }) => <Figure n={count} /> },
  ];
}
