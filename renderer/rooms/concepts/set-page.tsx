import { useEffect, useRef } from 'react';
import { runCommand } from '../../commands/registry.ts';
import { ConceptSetEditor } from '../../concept-set/concept-set-editor.tsx';
import { Button, FailureNote, Loading } from '../../kit/index.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { useSession } from '../../state/session.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { SetActions } from './set-actions.tsx';
import { SetInspect } from './set-inspect.tsx';
import styles from './set-page.module.css';
import { useConceptSet } from './use-concept-set.ts';

interface SetPageProps {
  readonly name: string;
  readonly dataset: string | null;
}

/** One concept set of the study: edited in place, every edit saved by itself. */
export function SetPage({ name, dataset }: SetPageProps) {
  const { detail, content, expression, change, failure, forget } = useConceptSet(name);
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const { tab, setTab, openConcept, focus, showSearch } = useConceptsRoom();
  const isGone = detail.kind === 'failed' && detail.failure.code === 'not_found';
  useEffect(() => {
    if (isGone) showSearch();
  }, [isGone, showSearch]);
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    if (useConceptsRoom.getState().hasReturned) page.current?.focus();
    useConceptsRoom.getState().arrive();
  }, []);
  if (isGone) return null;
  return (
    <article ref={page} tabIndex={-1} aria-label={name} className={styles.page}>
      <header className={styles.head}>
        <h2 className={styles.name}>{name}</h2>
        {content && expression ? <SetActions name={name} expression={expression} isReadOnly={isReadOnly} /> : null}
      </header>
      {detail.kind === 'loading' ? <Loading what={t.loadingSet} /> : null}
      {detail.kind === 'failed' ? (
        <FailureNote failure={detail.failure} title={t.setFailed} onRetry={detail.refetch} />
      ) : null}
      {failure ? (
        <FailureNote failure={failure} title={t.editFailed} actions={<Button onPress={forget}>{t.dismiss}</Button>} />
      ) : null}
      {content && expression ? (
        <>
          <ConceptSetEditor
            key={dataset}
            expression={expression}
            onChange={change}
            dataset={dataset}
            readOnly={isReadOnly}
            tab={tab}
            onTab={setTab}
            focusSearch={focus.picker}
            onOpenConcept={openConcept}
            onUndo={() => runCommand('edit.undo')}
          />
          <SetInspect entry={content} expression={expression} dataset={dataset} />
        </>
      ) : null}
    </article>
  );
}
