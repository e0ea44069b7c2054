import { LibraryBig } from 'lucide-react';
import type { ConceptSetEntry } from '../../../contract/vocabulary.ts';
import { useCall } from '../../backend/use-call.ts';
import { Button, EmptyState, FailureNote, RoomPage } from '../../kit/index.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { useSession } from '../../state/session.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { ConceptPage } from './concept-page.tsx';
import { FindPage } from './find-page.tsx';
import { PlaceList } from './place-list.tsx';
import { RoomButtons, useRoomCommands } from './room-actions.tsx';
import { RoomDialogs } from './room-dialogs.tsx';
import { SetPage } from './set-page.tsx';
import styles from './view.module.css';

const none: readonly ConceptSetEntry[] = [];

/** The search and the study's concept sets at the left; what is chosen as a page. */
export default function ConceptsRoom() {
  const dataset = useSession((s) => s.dataset);
  const list = useCall('conceptSet.list', {});
  const facts = useCall('vocabulary.facts', dataset === null ? null : { dataset });
  const known = facts.kind === 'full' && facts.content.concepts > 0 ? facts.content : null;
  const entries = (list.kind === 'loading' ? undefined : list.content) ?? none;
  const commands = useRoomCommands(entries);
  const { set, trail, showSearch, showSet } = useConceptsRoom();
  const isReady = list.kind !== 'loading';
  return (
    <RoomPage
      title={t.title}
      layout="fill"
      lead={known ? t.lead(known.concepts, known.vocabularies.length, known.version) : null}
      actions={<RoomButtons commands={commands} />}
    >
      {list.kind === 'failed' ? <FailureNote failure={list.failure} title={t.failed} onRetry={list.refetch} /> : null}
      <RoomDialogs entries={entries} dataset={dataset} />
      <div className={styles.split}>
        <PlaceList entries={entries} chosen={set} onChoose={(name) => (name === null ? showSearch() : showSet(name))} />
        {isReady ? <Page concept={trail.at(-1) ?? null} set={set} dataset={dataset} /> : <div />}
      </div>
    </RoomPage>
  );
}

interface PageProps {
  readonly concept: number | null;
  readonly set: string | null;
  readonly dataset: string | null;
}

function Page({ concept, set, dataset }: PageProps) {
  if (concept !== null && dataset !== null) return <ConceptPage key={concept} id={concept} dataset={dataset} />;
  if (set !== null) return <SetPage key={set} name={set} dataset={dataset} />;
  return dataset === null ? <NoDataset /> : <FindPage dataset={dataset} />;
}

function NoDataset() {
  const goTo = useSession((s) => s.goTo);
  return (
    <EmptyState
      icon={LibraryBig}
      title={t.noDataset.title}
      why={t.noDataset.why}
      next={
        <Button variant="primary" onPress={() => goTo('data')}>
          {t.noDataset.next}
        </Button>
      }
    />
  );
}
