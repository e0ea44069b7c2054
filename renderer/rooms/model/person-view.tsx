import type { RowExplanationResult } from '../../../contract/model-tasks.ts';
import { formatDecimal, formatShare, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { cellWords } from './cell-words.ts';
import { signed } from './drivers.tsx';
import { PersonAnswer } from './person-answer.tsx';
import styles from './person-view.module.css';
import { TwoSided } from './two-sided.tsx';

const t = modelTasksText.explain;

type Contribution = RowExplanationResult['contributions'][number];

interface PersonViewProps {
  readonly told: RowExplanationResult;
  readonly title: string;
}

/** The person's prediction, and each feature's part in it: to the left away from the outcome, to the right towards it. */
export function PersonView({ told, title }: PersonViewProps) {
  const { classes, number, base, value, unit, contributions } = told;
  const sorted = [...contributions].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const most = Math.max(Math.abs(sorted[0]?.contribution ?? 0), Number.EPSILON);
  const event = classes?.at(-1);
  return (
    <PersonAnswer title={title} never={t.never} made={told} method={modelTasksText.method.explainPerson}>
      <p>
        <strong>
          {title}: {event ? t.probability(event.name, formatShare(event.probability)) : null}
          {number ? t.number(two(number.mean), two(number.low), two(number.high)) : null}
        </strong>{' '}
        {t.base(minus(base), minus(value), t.units[unit])}
      </p>
      <Table caption={title} columns={columnsOf(most)} rows={sorted} rowKey={({ feature }) => feature} />
    </PersonAnswer>
  );
}

const two = (value: number) => formatDecimal(value, 2);
const minus = (value: number) => (value < 0 ? `−${two(-value)}` : two(value));

const columnsOf = (most: number): readonly TableColumn<Contribution>[] => [
  {
    key: 'feature',
    header: modelTasksText.result.feature,
    isRowHeader: true,
    width: '36%',
    cell: ({ feature }) => feature,
  },
  {
    key: 'cell',
    header: t.cell,
    align: 'right',
    cell: ({ cell }) => (cell === null ? <em>{t.noValue}</em> : cellWords(cell)),
  },
  {
    key: 'bar',
    header: <span className={styles.hidden}>{t.direction}</span>,
    width: '24%',
    cell: ({ contribution }) => <TwoSided share={contribution / most} />,
  },
  { key: 'contribution', header: t.contribution, align: 'right', cell: ({ contribution }) => signed(contribution) },
  { key: 'error', header: t.error, align: 'right', cell: ({ error }) => formatDecimal(error, 3) },
];
