import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import type { KeptEvaluation } from '../../../contract/model-registry.ts';
import { useCall } from '../../backend/use-call.ts';
import {
  Button,
  Checkbox,
  EmptyState,
  FailureNote,
  formatMoment,
  formatNumber,
  Loading,
  Section,
  Table,
  type TableColumn,
} from '../../kit/index.ts';
import { useModelForm } from '../../state/model-form.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Comparison } from './comparison.tsx';
import { Decimal } from './numbers.tsx';
import styles from './task-page.module.css';

const t = modelTasksText.compare;

/** Every evaluation kept in the study; two of them beside one another. */
export function ComparePage() {
  const kept = useCall('model.evaluations', {});
  if (kept.kind === 'loading') return <Loading what={t.loading} />;
  if (kept.kind === 'failed') return <FailureNote failure={kept.failure} title={t.failed} onRetry={kept.refetch} />;
  return kept.content.length < 2 ? <TooFew /> : <Kept evaluations={kept.content} />;
}

function TooFew() {
  const chooseTab = useModelForm((s) => s.chooseTab);
  return (
    <EmptyState
      icon={GitCompareArrows}
      title={t.empty.title}
      why={t.empty.why}
      next={
        <Button variant="primary" onPress={() => chooseTab('evaluate')}>
          {t.empty.evaluate}
        </Button>
      }
    />
  );
}

/** The earlier of two is the first: differences say what changed since. */
function Kept({ evaluations }: { readonly evaluations: readonly KeptEvaluation[] }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (run: string) =>
    setChosen((before) => (before.includes(run) ? before.filter((one) => one !== run) : [...before, run].slice(-2)));
  const [second, first] = evaluations.filter(({ run }) => chosen.includes(run));
  return (
    <div className={styles.page}>
      <p className={styles.lead}>{t.lead}</p>
      <Section title={t.title} note={t.note}>
        <Table
          caption={t.title}
          columns={columnsOf(chosen, toggle)}
          rows={evaluations}
          rowKey={({ run }) => run}
          isSelected={({ run }) => chosen.includes(run)}
        />
      </Section>
      {first && second ? <Comparison first={first.run} second={second.run} /> : null}
    </div>
  );
}

const columnsOf = (
  chosen: readonly string[],
  toggle: (run: string) => void,
): readonly TableColumn<KeptEvaluation>[] => [
  {
    key: 'title',
    header: t.evaluation,
    isRowHeader: true,
    width: '44%',
    cell: ({ run, title }) => (
      <Checkbox isSelected={chosen.includes(run)} onChange={() => toggle(run)}>
        {title}
      </Checkbox>
    ),
  },
  { key: 'at', header: t.at, cell: ({ at }) => formatMoment(at) },
  { key: 'model', header: t.model, cell: ({ model }) => `${model.name} ${model.version}` },
  { key: 'n', header: t.rows, align: 'right', cell: ({ n }) => formatNumber(n) },
  {
    key: 'measure',
    header: t.measure,
    align: 'right',
    cell: ({ measure, kind }) => (
      <>
        {t.measures[kind]} <Decimal value={measure.mean} />
      </>
    ),
  },
];
