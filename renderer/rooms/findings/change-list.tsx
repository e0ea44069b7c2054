import type { CheckChange } from '../../../contract/release.ts';
import { findingsText as t } from '../../text/findings.ts';
import styles from './change-list.module.css';
import { type ChangeGroup, groupChanges } from './group-changes.ts';

const w = t.check;
const mostPlaces = 40;

/** What the check changed, reason by reason; the places fold. */
export function ChangeList({ changes }: { readonly changes: readonly CheckChange[] }) {
  const groups = groupChanges(changes);
  if (groups.length === 0) return <p className={styles.nothing}>{w.nothing}</p>;
  return (
    <ul className={styles.list}>
      {groups.map((group) => (
        <li key={`${group.action} ${group.rule} ${group.reason}`}>
          <Group group={group} />
        </li>
      ))}
    </ul>
  );
}

function Group({ group: { action, reason, places } }: { readonly group: ChangeGroup }) {
  const shown = places.slice(0, mostPlaces);
  return (
    <>
      <p>
        <span className={styles[action]}>{w.actions[action]}</span>
        {action === 'withheld' ? <span className={styles.times}> {w.times(places.length)}</span> : null}
        <span className={styles.reason}> {reason}</span>
      </p>
      {action === 'rounded' ? null : (
        <details className={styles.places}>
          <summary>{w.places(places.length)}</summary>
          <ul>
            {shown.map((place) => (
              <li key={place}>{place}</li>
            ))}
            {places.length > shown.length ? <li>{w.more(places.length - shown.length)}</li> : null}
          </ul>
        </details>
      )}
    </>
  );
}
