import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './split.module.css';

interface SplitProps {
  /** Side by side, or one above the other. */
  readonly direction: 'row' | 'column';
  readonly label: string;
  /** Size in px of the pane that keeps its size; the other takes the rest. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly onSize: (size: number) => void;
  /** Which pane keeps its size. */
  readonly fixed: 'first' | 'second';
  readonly first: ReactNode;
  /** null: not there, and no handle either. */
  readonly second: ReactNode | null;
  /** Makes the second pane a complementary landmark of this name. */
  readonly secondLabel?: string;
}

const step = 16;

/** A size within its limits. */
export const clampSize = (size: number, min: number, max: number): number => Math.min(max, Math.max(min, size));

/** Two panes and a handle between them, for pointer and arrow keys. */
export function Split(props: SplitProps) {
  const { direction, size, fixed, first, second, secondLabel } = props;
  const own = direction === 'row' ? { width: size } : { height: size };
  const pane = (name: 'first' | 'second', content: ReactNode) => {
    const isKept = fixed === name;
    const Pane = name === 'second' && secondLabel ? 'aside' : 'div';
    return (
      <Pane
        className={isKept ? styles.kept : styles.rest}
        style={isKept ? own : undefined}
        aria-label={name === 'second' ? secondLabel : undefined}
      >
        {isKept ? <Handle {...props} /> : null}
        {content}
      </Pane>
    );
  };
  return (
    <div className={classNames(styles.split, styles[direction], styles[`${fixed}Kept`])}>
      {second === null ? <div className={styles.rest}>{first}</div> : pane('first', first)}
      {second === null ? null : pane('second', second)}
    </div>
  );
}

function Handle({ direction, label, size, min, max, onSize, fixed }: SplitProps) {
  const start = useRef({ at: 0, size });
  const sign = fixed === 'first' ? 1 : -1;
  const set = (next: number) => onSize(clampSize(next, min, max));
  const at = (event: PointerEvent) => (direction === 'row' ? event.clientX : event.clientY);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { at: at(event), size };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      set(start.current.size + sign * (at(event) - start.current.at));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [shrink, grow] = direction === 'row' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (event.key !== grow && event.key !== shrink) return;
    event.preventDefault();
    set(size + sign * (event.key === grow ? step : -step));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged or take arrow keys
    <div
      role="separator"
      aria-label={label}
      aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(size)}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={styles.handle}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
