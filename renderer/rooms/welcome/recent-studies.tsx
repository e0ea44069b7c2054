import { LockKeyhole } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useCall } from '../../backend/use-call.ts';
import { FailureNote } from '../../kit/failure-note.tsx';
import { formatDay } from '../../kit/format.ts';
import { Loading } from '../../kit/loading.tsx';
import { text } from '../../text/en.ts';
import { keysText } from '../../text/keys.ts';
import { welcomeText as t } from '../../text/welcome.ts';
import styles from './recent-studies.module.css';

/** Studies opened before on this machine. */
export function RecentStudies({ onOpen }: { readonly onOpen: (path: string, name: string) => void }) {
  const recent = useCall('study.recent', {});
  return (
    <section className={styles.recent}>
      <h2 className={styles.heading}>{t.recent}</h2>
      {recent.kind === 'loading' ? <Loading what={text.frame.connecting} /> : null}
      {recent.kind === 'failed' ? <FailureNote failure={recent.failure} onRetry={recent.refetch} /> : null}
      {recent.kind === 'full' && recent.content.length === 0 ? <p className={styles.none}>{t.noRecent}</p> : null}
      {recent.kind === 'full' ? (
        <ul>
          {recent.content.slice(0, 6).map(({ path, name, openedAt, encrypted }) => (
            <li key={path}>
              <AriaButton className={styles.study} onPress={() => onOpen(path, name)}>
                <span className={styles.name}>
                  {name}
                  {encrypted ? (
                    <LockKeyhole aria-label={keysText.locked} size={13} strokeWidth={1.75} className={styles.locked} />
                  ) : null}
                </span>
                <span className={styles.path}>
                  <bdi>{path}</bdi>
                </span>
                <span className={styles.day}>{t.opened(formatDay(openedAt))}</span>
              </AriaButton>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
