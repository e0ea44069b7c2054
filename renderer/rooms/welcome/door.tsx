import { ArrowRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import styles from './door.module.css';

interface DoorProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly note: string;
  readonly onPress: () => void;
  /** Shown under the door while what it does is running; it cannot be pressed meanwhile. */
  readonly children?: ReactNode;
}

/** One of the three ways in. */
export function Door({ icon: Icon, title, note, onPress, children }: DoorProps) {
  return (
    <div className={styles.place}>
      <AriaButton className={styles.door} onPress={onPress} isDisabled={Boolean(children)}>
        <Icon aria-hidden size={22} strokeWidth={1.4} className={styles.icon} />
        <span className={styles.words}>
          <span className={styles.title}>{title}</span>
          <span className={styles.note}>{note}</span>
        </span>
        <ArrowRight aria-hidden size={18} strokeWidth={1.5} className={styles.arrow} />
      </AriaButton>
      {children}
    </div>
  );
}
