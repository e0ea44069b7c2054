import { Users } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { useCall } from '../../backend/use-call.ts';
import { Button, EmptyState, FailureNote, Loading, RoomPage } from '../../kit/index.ts';
import { useCohortChoice } from '../../state/cohort-choice.ts';
import { usePlainDataset } from '../../state/plain-dataset.ts';
import { useSession } from '../../state/session.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { CohortList } from './cohort-list.tsx';
import { CohortPage } from './cohort-page.tsx';
import { countGenerated } from './generation.ts';
import { RoomButtons, useRoomActions } from './room-actions.tsx';
import styles from './view.module.css';

const none: readonly CohortEntry[] = [];

/** The study's cohorts at the left, the chosen one as a page. */
export default function CohortsRoom() {
  const list = useCall('cohort.list', {});
  const dataset = useSession((s) => s.dataset);
  const content = list.kind === 'loading' ? undefined : list.content;
  const entries = content ?? none;
  const { commands, dialogs, failure, forget } = useRoomActions(entries);
  const isFull = entries.length > 0;
  return (
    <RoomPage
      title={t.title}
      layout="fill"
      lead={isFull ? t.lead(entries.length, countGenerated(entries, dataset), dataset) : null}
      actions={isFull ? <RoomButtons commands={commands} at="head" /> : null}
    >
      {list.kind === 'loading' ? <Loading what={t.loading} /> : null}
      {list.kind === 'failed' ? <FailureNote failure={list.failure} title={t.failed} onRetry={list.refetch} /> : null}
      {failure ? (
        <FailureNote failure={failure} title={t.notDone} actions={<Button onPress={forget}>{t.dismiss}</Button>} />
      ) : null}
      {content?.length === 0 ? <NoCohorts next={<RoomButtons commands={commands} at="begin" />} /> : null}
      {isFull ? <ListAndPage entries={entries} dataset={dataset} /> : null}
      {dialogs}
    </RoomPage>
  );
}

/** Nothing is defined yet; and of plain tables nothing can be. */
function NoCohorts({ next }: { readonly next: ReactNode }) {
  const plain = usePlainDataset();
  const goTo = useSession((s) => s.goTo);
  if (plain === null) return <EmptyState icon={Users} title={t.empty.title} why={t.empty.why} next={next} />;
  return (
    <EmptyState
      icon={Users}
      title={t.plain.title}
      why={t.plain.why(plain)}
      next={
        <>
          <Button variant="primary" onPress={() => goTo('analyses')}>
            {t.plain.analyses}
          </Button>
          <Button onPress={() => goTo('model')}>{t.plain.model}</Button>
        </>
      }
    />
  );
}

interface ListAndPageProps {
  readonly entries: readonly CohortEntry[];
  readonly dataset: string | null;
}

function ListAndPage({ entries, dataset }: ListAndPageProps) {
  const wanted = useCohortChoice((s) => s.name);
  const choose = useCohortChoice((s) => s.choose);
  const names = useMemo(() => entries.map(({ name }) => name), [entries]);
  const chosen = names.find((name) => name === wanted) ?? names[0];
  if (chosen === undefined) return null;
  return (
    <div className={styles.split}>
      <CohortList entries={entries} dataset={dataset} chosen={chosen} onChoose={choose} />
      <CohortPage key={chosen} name={chosen} dataset={dataset} names={names} />
    </div>
  );
}
