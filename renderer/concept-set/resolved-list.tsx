import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Input } from '../../contract/index.ts';
import type { ConceptSetExpression, ResolvedConcept } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/use-backend.ts';
import { useLive } from '../backend/use-live.ts';
import { FailureNote, Loading } from '../kit/index.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import { becauseWords } from './because-words.ts';
import { ConceptCounts } from './concept-counts.tsx';
import { ConceptLine } from './concept-line.tsx';
import { bareExpression } from './edit-items.ts';
import { LongList } from './long-list.tsx';
import styles from './resolved-list.module.css';
import { SearchField } from './search-field.tsx';
import { useMore } from './use-more.ts';

const w = t.resolved;
const pageSize = 200;

interface ResolvedListProps {
  readonly label: string;
  readonly dataset: string;
  readonly expression: ConceptSetExpression;
  /** Those in the set, or those that excluded items took away. */
  readonly side: 'in' | 'taken';
  readonly onOpenConcept: ((id: number) => void) | undefined;
  /** Beside the line to find by. */
  readonly beside?: ReactNode;
}

const idOf = ({ id }: ResolvedConcept) => String(id);
const textOf = ({ name }: ResolvedConcept) => name;

/** The concepts a set comes to, or those taken out of it, most records first, each with why. */
export function ResolvedList({ label, dataset, expression, side, onOpenConcept, beside }: ResolvedListProps) {
  const backend = useBackend();
  const [text, setText] = useState('');
  const input = useMemo(
    (): Input<'vocabulary.resolve'> => ({
      dataset,
      expression: bareExpression(expression),
      side,
      text: text.trim().slice(0, 200),
      limit: pageSize,
    }),
    [dataset, expression, side, text],
  );
  const { content, isCurrent, failure, refetch } = useLive('vocabulary.resolve', input);
  const load = useCallback(
    async (offset: number, signal: AbortSignal) =>
      (await backend.call('vocabulary.resolve', { ...input, offset }, { signal })).page,
    [backend, input],
  );
  const more = useMore(
    content?.page,
    isCurrent ? ((side === 'in' ? content?.concepts : content?.excluded) ?? 0) : 0,
    load,
  );
  return (
    <div className={styles.resolved}>
      <div className={styles.find}>
        <SearchField label={w.filter} placeholder={w.filter} value={text} onChange={setText} />
        {beside}
      </div>
      {failure ? <FailureNote failure={failure} title={w.failed} onRetry={refetch} /> : null}
      {more.failure ? <FailureNote failure={more.failure} title={w.failed} onRetry={more.loadMore} /> : null}
      {content === undefined ? (
        failure ? null : (
          <Loading what={t.editor.resolving} />
        )
      ) : (
        <LongList
          label={label}
          rows={more.rows}
          rowId={idOf}
          rowText={textOf}
          onAction={onOpenConcept ? ({ id }) => onOpenConcept(id) : undefined}
          onEnd={more.loadMore}
          dependencies={[text, expression]}
          empty={<p className={styles.none}>{text.trim() ? w.noneFiltered[side] : w.none[side]}</p>}
        >
          {(concept) => (
            <Resolved concept={concept} side={side} search={text} words={becauseWords(concept, expression)} />
          )}
        </LongList>
      )}
    </div>
  );
}

interface ResolvedProps {
  readonly concept: ResolvedConcept;
  readonly side: ResolvedListProps['side'];
  readonly search: string;
  readonly words: readonly string[];
}

/** Reasons beyond these are counted. */
const reasonsShown = 3;

function Resolved({ concept, side, search, words }: ResolvedProps) {
  const left = words.length - reasonsShown;
  return (
    <div className={styles.row}>
      <span className={styles.concept}>
        <ConceptLine concept={concept} search={search} />
        <span className={styles.because}>
          <span className={styles.label}>{w.because[side]}</span> {words.slice(0, reasonsShown).join('; ')}
          {left > 0 ? `; ${w.more(left)}` : ''}
        </span>
      </span>
      <ConceptCounts concept={concept} />
    </div>
  );
}
