import { GridList, GridListItem } from 'react-aria-components';
import { useCall } from '../../backend/use-call.ts';
import { FailureNote, Loading } from '../../kit/index.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { Branch } from './branch.tsx';
import styles from './relatives-tree.module.css';

const w = t.concept;

/** As many as a page can hold; what is left out is counted. */
const limit = 300;

interface AllLevelsProps {
  readonly label: string;
  readonly dataset: string;
  readonly id: number;
  readonly direction: 'up' | 'down';
}

/** Every concept above or below in one list, most records first, each with how many levels away it is. */
export function AllLevels({ label, dataset, id, direction }: AllLevelsProps) {
  const relatives = useCall('vocabulary.relatives', { dataset, id, direction, all: true, limit });
  const content = relatives.kind === 'loading' ? undefined : relatives.content;
  if (relatives.kind === 'failed')
    return <FailureNote failure={relatives.failure} title={w.allFailed} onRetry={relatives.refetch} />;
  if (!content) return <Loading what={w.loadingLevel} />;
  const { concepts, total } = content;
  if (concepts.length === 0) return <p className={styles.soft}>{w.unnamed}</p>;
  return (
    <>
      <GridList aria-label={label} className={styles.tree} disallowTypeAhead>
        {concepts.map((concept) => (
          <GridListItem
            key={concept.id}
            id={concept.id}
            textValue={concept.name}
            className={styles.item}
            onAction={() => useConceptsRoom.getState().openConcept(concept.id)}
          >
            <div className={styles.branch}>
              <Branch concept={concept} note={w.levels(concept.levels)} />
            </div>
          </GridListItem>
        ))}
      </GridList>
      {total > concepts.length ? <p className={styles.soft}>{w.more(total - concepts.length)}</p> : null}
    </>
  );
}
