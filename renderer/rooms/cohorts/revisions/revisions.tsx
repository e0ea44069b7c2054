import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import type { Revision } from '../../../../contract/cohort.ts';
import { useAct } from '../../../backend/use-act.ts';
import { useBackend } from '../../../backend/use-backend.ts';
import { useCall } from '../../../backend/use-call.ts';
import { Button, FailureNote, Loading, Section, toast } from '../../../kit/index.ts';
import { cohortsText as t } from '../../../text/cohorts.ts';
import { KeepRevision } from './keep-revision.tsx';
import { RevisionLine } from './revision-line.tsx';
import { revisionName } from './revision-name.ts';
import styles from './revisions.module.css';

const w = t.revisions;

interface RevisionsProps {
  readonly name: string;
  readonly readOnly: string | null;
}

/** What the definition was before: kept under names, or because it was generated. */
export function Revisions({ name, readOnly }: RevisionsProps) {
  const backend = useBackend();
  const revisions = useCall('cohort.revisions', { name });
  const { failure, act } = useAct();
  const [isKeeping, setKeeping] = useState(false);
  const known = revisions.kind === 'loading' ? undefined : revisions.content;
  const restore = async (revision: Revision) => {
    if (await act(() => backend.call('cohort.restore', { name, revision: revision.id })))
      toast({ title: w.restored(revisionName(revision)) });
  };
  return (
    <Section
      title={w.heading}
      note={w.why}
      actions={
        <Button icon={BookmarkPlus} unavailable={readOnly} onPress={() => setKeeping(true)}>
          {w.keep}
        </Button>
      }
    >
      {revisions.kind === 'loading' ? <Loading what={w.loading} /> : null}
      {revisions.kind === 'failed' ? (
        <FailureNote failure={revisions.failure} title={w.failed} onRetry={revisions.refetch} />
      ) : null}
      {failure ? <FailureNote failure={failure} title={w.actFailed} /> : null}
      {known?.length === 0 ? <p className={styles.empty}>{w.empty}</p> : null}
      {known && known.length > 0 ? (
        <ol aria-label={w.list} className={styles.list}>
          {known.map((revision) => (
            <RevisionLine
              key={revision.id}
              cohort={name}
              revision={revision}
              readOnly={readOnly}
              onRestore={() => void restore(revision)}
            />
          ))}
        </ol>
      ) : null}
      {isKeeping ? <KeepRevision name={name} onClose={() => setKeeping(false)} /> : null}
    </Section>
  );
}
