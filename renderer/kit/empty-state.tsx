import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './state.module.css';

interface EmptyStateProps {
  readonly icon?: LucideIcon;
  /** What is empty. */
  readonly title: string;
  /** Why, and what would be here. */
  readonly why: ReactNode;
  /** The next step, as buttons. */
  readonly next?: ReactNode;
  /** `inline`: below something else, at its left edge. */
  readonly layout?: 'room' | 'inline';
}

/** An empty room says what is missing, why, and what to do. */
export function EmptyState({ icon: Icon, title, why, next, layout = 'room' }: EmptyStateProps) {
  return (
    <div className={classNames(styles.empty, layout === 'inline' && styles.inline)}>
      {Icon ? <Icon aria-hidden size={28} strokeWidth={1.25} className={styles.icon} /> : null}
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.why}>{why}</div>
      {next ? <div className={styles.next}>{next}</div> : null}
    </div>
  );
}
