import { ProgressBar } from 'react-aria-components';
import styles from './progress.module.css';

interface ProgressProps {
  readonly label: string;
  /** 0-1; null when no honest share is known. */
  readonly share: number | null;
  readonly size?: 'line' | 'bar';
}

/** How far a job is. Without a share it only says that it moves. */
export function Progress({ label, share, size = 'bar' }: ProgressProps) {
  return (
    <ProgressBar
      aria-label={label}
      value={share === null ? undefined : share * 100}
      isIndeterminate={share === null}
      className={size === 'line' ? styles.line : styles.bar}
    >
      {({ percentage }) => (
        <div
          className={share === null ? styles.moving : styles.fill}
          style={share === null ? undefined : { width: `${percentage ?? 0}%` }}
        />
      )}
    </ProgressBar>
  );
}
