import { CircleCheck, CircleDashed } from 'lucide-react';
import { classNames } from '../../kit/index.ts';
import styles from './gate-mark.module.css';

interface GateMarkProps {
  readonly isDone: boolean;
  /** Whether the import waits for it. */
  readonly mustDecide: boolean;
}

/** Whether what stands beside it is decided. The words beside it say so too. */
export function GateMark({ isDone, mustDecide }: GateMarkProps) {
  const Mark = isDone ? CircleCheck : CircleDashed;
  return (
    <Mark aria-hidden size={16} className={classNames(styles.mark, isDone ? styles.done : mustDecide && styles.must)} />
  );
}
