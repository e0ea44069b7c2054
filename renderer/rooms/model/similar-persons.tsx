import type { Output } from '../../../contract/index.ts';
import type { ModelSource } from '../../../contract/model.ts';
import { useJob } from '../../backend/use-job.ts';
import { Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { AskWhom } from './ask-whom.tsx';
import drivers from './drivers.module.css';
import { Decimal } from './numbers.tsx';
import { PersonAnswer } from './person-answer.tsx';

const t = modelTasksText.similar;
const words = modelTasksText.words.similar;

type Similar = Output<'model.similar'>;

interface SimilarPersonsProps {
  readonly source: ModelSource;
  readonly seed: number;
  readonly model: string | undefined;
}

/** The persons whom the model places nearest to one person. */
export function SimilarPersons({ source, seed, model }: SimilarPersonsProps) {
  const job = useJob('model.similar', JSON.stringify([source, model]));
  const isCohort = source.kind === 'cohort';
  return (
    <AskWhom
      title={t.title}
      isCohort={isCohort}
      job={job}
      words={words}
      onAsk={(whom) => void job.start({ source, whom, seed, model }, words.job)}
    >
      {(found) => <Nearest found={found} isCohort={isCohort} />}
    </AskWhom>
  );
}

function Nearest({ found, isCohort }: { readonly found: Similar; readonly isCohort: boolean }) {
  const { similar } = found;
  const title = (isCohort ? t.like : t.likeRow)(found.whom);
  const most = Math.max(...similar.map(({ distance }) => distance), Number.EPSILON);
  return (
    <PersonAnswer title={title} never={t.never} made={found} method={modelTasksText.method.similar}>
      <Table caption={title} columns={columnsOf(isCohort, most)} rows={similar} rowKey={({ whom }) => whom} />
    </PersonAnswer>
  );
}

const columnsOf = (isCohort: boolean, most: number): readonly TableColumn<Similar['similar'][number]>[] => [
  { key: 'rank', header: t.rank, align: 'right', width: '56px', cell: (_, place) => place + 1 },
  { key: 'whom', header: isCohort ? t.person : t.row, isRowHeader: true, align: 'right', cell: ({ whom }) => whom },
  {
    key: 'bar',
    header: <span className={drivers.hidden}>{t.bar}</span>,
    width: '50%',
    cell: ({ distance }) => (
      <span aria-hidden className={drivers.bar} style={{ width: `${(distance / most) * 100}%` }} />
    ),
  },
  { key: 'distance', header: t.distance, align: 'right', cell: ({ distance }) => <Decimal value={distance} /> },
];
