import { Link } from 'react-aria-components';
import { formatKeys } from '../commands/shortcuts.ts';
import { classNames } from '../kit/class-names.ts';
import { type RoomId, rooms } from '../rooms/rooms.ts';
import { useSession } from '../state/session.ts';
import { text } from '../text/en.ts';
import styles from './rail.module.css';

/** The rooms, in the order of the work. */
export function Rail({ current }: { readonly current: RoomId | undefined }) {
  const goTo = useSession((s) => s.goTo);
  return (
    <nav aria-label={text.frame.rail} className={styles.rail}>
      <ul className={styles.rooms}>
        {rooms.map(({ id, icon: Icon }, index) => (
          <li key={id}>
            <Link
              onPress={() => goTo(id)}
              aria-current={id === current ? 'page' : undefined}
              aria-label={text.rooms[id]}
              className={classNames(styles.room, id === current && styles.current)}
            >
              <Icon aria-hidden size={17} strokeWidth={1.6} className={styles.icon} />
              <span className={styles.name}>{text.rooms[id]}</span>
              <kbd aria-hidden className={styles.keys}>
                {formatKeys(`alt+${index + 1}`)}
              </kbd>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
