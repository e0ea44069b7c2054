import type { ReactNode } from 'react';
import type { ConceptSetExpression, ResolvedSet } from '../../contract/vocabulary.ts';
import type { Live } from '../backend/use-live.ts';
import { Count, FailureNote, Sentence } from '../kit/index.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import styles from './set-answer.module.css';

const w = t.editor;

interface SetAnswerProps {
  readonly live: Live<ResolvedSet>;
  readonly expression: ConceptSetExpression;
}

/** What the set comes to, in one sentence; it stands while the next answer is counted. */
export function SetAnswer({ live: { content, isCurrent, failure, refetch }, expression: { items } }: SetAnswerProps) {
  if (failure) return <FailureNote failure={failure} title={w.resolveFailed} onRetry={refetch} />;
  if (items.length === 0) return <Line>{w.emptySet}</Line>;
  if (!content) return <Line>{w.resolving}</Line>;
  const { concepts, persons, records, excluded } = content;
  const unknown = content.items.filter(({ concept }) => concept === null).length;
  return (
    <div role="status">
      {concepts === 0 ? (
        <Sentence>{w.nothing}</Sentence>
      ) : (
        <Sentence>
          <strong className={styles.concepts}>
            <Count n={concepts} unit="concepts" />
          </strong>
          {persons === null || records === null ? (
            '.'
          ) : (
            <>
              {w.answer.comesTo}
              <Count n={persons} unit="persons" />
              {w.answer.and}
              <Count n={records} unit="records" />.
            </>
          )}
        </Sentence>
      )}
      <p className={styles.notes}>
        {excluded > 0 || (isCurrent && items.some(({ isExcluded }) => isExcluded)) ? (
          <span>{w.took(excluded)} </span>
        ) : null}
        {persons === null ? <span>{w.uncounted} </span> : null}
        {unknown > 0 ? <span className={styles.unknown}>{w.unknownItems(unknown)}</span> : null}
      </p>
    </div>
  );
}

const Line = ({ children }: { readonly children: ReactNode }) => (
  <p role="status" className={styles.line}>
    {children}
  </p>
);
