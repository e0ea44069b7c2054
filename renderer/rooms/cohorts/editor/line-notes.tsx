import { Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { classNames, formatCount } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { useFacts } from './editor-context.ts';
import styles from './line-notes.module.css';

const icons = { invalid: OctagonAlert, unsupported: TriangleAlert, warning: Info } as const;

/** Under a line: what the check says of it, and for a rule how many meet it by itself. */
export function LineNotes({ path }: { readonly path: string }) {
  const { problems, alone } = useFacts(path);
  return (
    <>
      {alone ? <p className={styles.alone}>{t.line.alone(formatCount(alone.events, 'events'))}</p> : null}
      {problems.map(({ severity, message, path: place }) => {
        const Icon = icons[severity];
        return (
          <p key={`${place} ${message}`} className={classNames(styles.note, styles[severity])}>
            <Icon aria-hidden size={14} strokeWidth={1.75} className={styles.icon} />
            <span>
              <b>{t.problems[severity]}:</b> {message}
            </span>
          </p>
        );
      })}
    </>
  );
}
