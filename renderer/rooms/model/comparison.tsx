import type { EvaluationComparison } from '../../../contract/model-registry.ts';
import { useCall } from '../../backend/use-call.ts';
import { FailureNote, formatShare, Loading, Section, Sentence, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import styles from './model-result.module.css';
import { Decimal } from './numbers.tsx';

const t = modelTasksText.compare;
const first = 15;

interface ComparisonProps {
  readonly first: string;
  readonly second: string;
}

/** What changed from one evaluation to the other: discrimination, calibration, and the features that moved. */
export function Comparison(runs: ComparisonProps) {
  const compared = useCall('model.compare', runs);
  if (compared.kind === 'loading') return <Loading what={t.comparing} />;
  if (compared.kind === 'failed')
    return <FailureNote failure={compared.failure} title={t.notCompared} onRetry={compared.refetch} />;
  return <Compared compared={compared.content} />;
}

function Compared({ compared }: { readonly compared: EvaluationComparison }) {
  const { measure, notices, shift, onlyFirst, onlySecond } = compared;
  const name = t.measures[compared.first.kind];
  const { difference, low, high } = measure;
  return (
    <article aria-label={t.compared} className={styles.result}>
      <Sentence>
        {t.changed(name)} <Decimal value={difference} />
        {low === null || high === null ? null : (
          <>
            {' '}
            (95 % CI <Decimal value={low} /> {modelTasksText.result.to} <Decimal value={high} />)
          </>
        )}
        {low !== null && high !== null && low <= 0 && high >= 0 ? t.noChange : null}.
      </Sentence>
      {notices.map((notice) => (
        <p key={notice} className={styles.notices}>
          {notice}
        </p>
      ))}
      <div className={styles.table}>
        <Section title={t.compared}>
          <Table caption={t.compared} columns={bothColumns} rows={rowsOf(compared)} rowKey={({ label }) => label} />
        </Section>
        {shift.length > 0 ? (
          <Section title={t.shift} note={t.shiftNote}>
            <Table
              caption={t.shift}
              columns={shiftColumns}
              rows={shift.slice(0, first)}
              rowKey={({ feature }) => feature}
            />
          </Section>
        ) : null}
        {onlyFirst.length > 0 ? <p>{t.onlyFirst(onlyFirst)}</p> : null}
        {onlySecond.length > 0 ? <p>{t.onlySecond(onlySecond)}</p> : null}
      </div>
      <Section title={modelTasksText.method.title}>
        <p className={styles.method}>{t.method}</p>
      </Section>
    </article>
  );
}

interface Both {
  readonly label: string;
  readonly first: number | null;
  readonly second: number | null;
}

const rowsOf = ({ first: a, second: b, slope, ece, prevalence }: EvaluationComparison): readonly Both[] => [
  { label: t.measures[a.kind], first: a.measure.mean, second: b.measure.mean },
  { label: t.slope, ...slope },
  ...(a.kind === 'class'
    ? [
        { label: t.ece, ...ece },
        { label: t.prevalence, ...prevalence },
      ]
    : []),
];

const bothColumns: readonly TableColumn<Both>[] = [
  { key: 'label', header: t.measure, isRowHeader: true, width: '50%', cell: ({ label }) => label },
  { key: 'first', header: t.earlier, align: 'right', cell: ({ first: value }) => <Decimal value={value} /> },
  { key: 'second', header: t.later, align: 'right', cell: ({ second: value }) => <Decimal value={value} /> },
];

type Shift = EvaluationComparison['shift'][number];

const gap = (value: number | null) => (value === null ? <Decimal value={null} /> : formatShare(value, 0));

const shiftColumns: readonly TableColumn<Shift>[] = [
  {
    key: 'feature',
    header: modelTasksText.result.feature,
    isRowHeader: true,
    width: '50%',
    cell: ({ feature }) => feature,
  },
  { key: 'shift', header: t.moved, align: 'right', cell: ({ shift }) => <Decimal value={shift} digits={2} /> },
  { key: 'before', header: t.missingEarlier, align: 'right', cell: ({ missing }) => gap(missing.first) },
  { key: 'after', header: t.missingLater, align: 'right', cell: ({ missing }) => gap(missing.second) },
];
