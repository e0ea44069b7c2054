import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ConceptDetail } from '../../../contract/vocabulary.ts';
import { useCall } from '../../backend/use-call.ts';
import { ConceptMeta } from '../../concept-set/concept-line.tsx';
import { Button, Count, FailureNote, Loading, Section, Sentence } from '../../kit/index.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { AddToSet } from './add-to-set.tsx';
import { ConceptInspect } from './concept-inspect.tsx';
import styles from './concept-page.module.css';
import { Hierarchy } from './hierarchy.tsx';
import { Mappings } from './mappings.tsx';
import { useAddCommands } from './use-add-commands.ts';
import { WhereRecorded } from './where-recorded.tsx';

const w = t.concept;

interface ConceptPageProps {
  readonly id: number;
  readonly dataset: string;
}

/** One concept: its names, where the data have it, what stands above and below it, and what maps to it. */
export function ConceptPage({ id, dataset }: ConceptPageProps) {
  const detail = useCall('vocabulary.concept', { dataset, id });
  const back = useConceptsRoom((s) => s.back);
  const content = detail.kind === 'loading' ? undefined : detail.content;
  const page = useRef<HTMLElement>(null);
  useEffect(() => page.current?.focus(), []);
  return (
    <article ref={page} tabIndex={-1} aria-label={content?.concept.name ?? w.kind} className={styles.page}>
      <div className={styles.back}>
        <Button variant="plain" icon={ChevronLeft} onPress={back}>
          {w.back}
        </Button>
      </div>
      {detail.kind === 'loading' ? <Loading what={w.loading} /> : null}
      {detail.kind === 'failed' ? (
        <FailureNote failure={detail.failure} title={w.failed} onRetry={detail.refetch} />
      ) : null}
      {content ? <Page detail={content} dataset={dataset} /> : null}
    </article>
  );
}

function Page({ detail, dataset }: { readonly detail: ConceptDetail; readonly dataset: string }) {
  const { concept, synonyms } = detail;
  useAddCommands(concept);
  return (
    <>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2 className={styles.name}>{concept.name}</h2>
          <ConceptMeta concept={concept} />
        </div>
        <AddToSet concept={concept} look="words" />
      </header>
      <Recorded detail={detail} />
      {synonyms.length > 0 ? (
        <p className={styles.synonyms}>
          <span className={styles.soft}>{w.synonyms}</span> {synonyms.join('; ')}
        </p>
      ) : null}
      <div className={styles.body}>
        <Section title={w.hierarchy} note={w.treeHelp}>
          <Hierarchy detail={detail} dataset={dataset} />
        </Section>
        <div className={styles.side}>
          <Section title={w.where} note={w.whereNote}>
            <WhereRecorded detail={detail} />
          </Section>
          <Section title={w.mappings}>
            <Mappings detail={detail} />
          </Section>
        </div>
      </div>
      <ConceptInspect detail={detail} dataset={dataset} />
    </>
  );
}

function Recorded({ detail: { concept, descendants } }: { readonly detail: ConceptDetail }) {
  const { persons, records, recordsBelow } = concept;
  if (persons === null || records === null) return null;
  if (records === 0)
    return (
      <Sentence>
        {w.noneItself}
        {recordsBelow ? (
          <>
            {w.withBelow}
            <Count n={recordsBelow} unit="records" />
            {w.andDescendants}
          </>
        ) : (
          '.'
        )}
      </Sentence>
    );
  return (
    <Sentence>
      <strong className={styles.persons}>
        <Count n={persons} unit="persons" />
      </strong>
      {w.with}
      <Count n={records} unit="records" />
      {descendants > 0 && recordsBelow !== null ? (
        <>
          {w.withBelow}
          <Count n={recordsBelow} unit="records" />
          {w.andDescendants}
        </>
      ) : (
        '.'
      )}
    </Sentence>
  );
}
