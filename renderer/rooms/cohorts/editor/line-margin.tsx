import { Count, classNames } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { useFacts } from './editor-context.ts';
import styles from './line-margin.module.css';

/** Left of a line: its persons in ink, its events in soft ink, each with a thin bar. */
export function LineMargin({ path }: { readonly path: string }) {
  const { count, share, isBefore } = useFacts(path);
  if (!count) return <div className={styles.margin} />;
  return (
    <div
      className={classNames(styles.margin, isBefore && styles.before)}
      title={isBefore ? t.counts.beforeWhy : undefined}
    >
      <span className={styles.persons}>
        <Count n={count.persons} unit="persons" />
      </span>
      <span className={styles.track} aria-hidden>
        <span className={styles.personsBar} style={{ width: `${share.persons * 100}%` }} />
      </span>
      <span className={styles.events}>
        <Count n={count.events} unit="events" />
      </span>
      <span className={styles.track} aria-hidden>
        <span className={styles.eventsBar} style={{ width: `${share.events * 100}%` }} />
      </span>
      {isBefore ? <span className={styles.mark}>{t.counts.before}</span> : null}
    </div>
  );
}
