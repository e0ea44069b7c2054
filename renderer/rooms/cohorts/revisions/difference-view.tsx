import type { Difference } from '../../../../contract/cohort.ts';
import { useCall } from '../../../backend/use-call.ts';
import { classNames, FailureNote, Loading } from '../../../kit/index.ts';
import { cohortsText as t } from '../../../text/cohorts.ts';
import styles from './difference.module.css';

const w = t.difference;

type Side = { readonly name: string; readonly revision?: string };
type Line = Difference['sections'][number]['lines'][number];

interface DifferenceViewProps {
  readonly before: Side;
  readonly after: Side;
  readonly beforeName: string;
  readonly afterName: string;
}

/** Two definitions laid over each other: words struck out and put in, each with its mark, not only its colour. */
export function DifferenceView({ before, after, beforeName, afterName }: DifferenceViewProps) {
  const difference = useCall('cohort.difference', { before, after });
  if (difference.kind === 'loading') return <Loading what={w.loading} />;
  if (difference.kind === 'failed' && !difference.content)
    return <FailureNote failure={difference.failure} title={w.failed} onRetry={difference.refetch} />;
  const { isEqual, sections } = difference.content as Difference;
  return (
    <section aria-label={w.caption(beforeName, afterName)} className={styles.difference}>
      <p className={styles.caption}>{isEqual ? w.equal : w.caption(beforeName, afterName)}</p>
      {isEqual
        ? null
        : sections.map((section) => <Changes key={section.heading} heading={section.heading} lines={section.lines} />)}
    </section>
  );
}

function Changes({ heading, lines }: { readonly heading: string; readonly lines: readonly Line[] }) {
  const changed = lines.filter(({ kind }) => kind !== 'same');
  const same = lines.length - changed.length;
  if (changed.length === 0) return null;
  return (
    <section>
      <h4 className={styles.heading}>{heading}</h4>
      <ul className={styles.lines}>
        {changed.map((line) => (
          <li key={`${line.kind} ${line.path}`} className={classNames(styles.line, styles[line.kind])}>
            <span className={styles.kind}>
              {w[line.kind]}
              {line.isMoved && line.kind !== 'moved' ? w.andMoved : null}
            </span>
            <p className={styles.words} style={{ paddingLeft: `${line.depth * 16}px` }}>
              <Words line={line} />
            </p>
          </li>
        ))}
      </ul>
      {same > 0 ? <p className={styles.same}>{w.showSame(same)}</p> : null}
    </section>
  );
}

function Words({ line: { kind, before, after } }: { readonly line: Line }) {
  if (kind === 'removed') return <del className={styles.del}>{before.map(({ text }) => text).join('')}</del>;
  if (kind === 'added') return <ins className={styles.ins}>{after.map(({ text }) => text).join('')}</ins>;
  return mergeWords(before, after).map(({ text, mark, key }) => {
    if (mark === 'removed')
      return (
        <del key={key} className={styles.del}>
          {text}
        </del>
      );
    if (mark === 'added')
      return (
        <ins key={key} className={styles.ins}>
          {text}
        </ins>
      );
    return <span key={key}>{text}</span>;
  });
}

type Word = Line['before'][number];

/** Both sides as one run of words: what was removed stands before what took its place. */
export function mergeWords(
  before: readonly Word[],
  after: readonly Word[],
): readonly (Word & { readonly key: string })[] {
  const merged: (Word & { readonly key: string })[] = [];
  let at = 0;
  const takeRemoved = () => {
    for (let word = before[at]; word?.mark === 'removed'; word = before[at]) {
      merged.push({ ...word, key: `before ${at}` });
      at += 1;
    }
  };
  for (const [index, word] of after.entries()) {
    takeRemoved();
    merged.push({ ...word, key: `after ${index}` });
    if (word.mark === 'same') at += 1;
  }
  takeRemoved();
  return merged;
}
