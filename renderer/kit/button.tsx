import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Focusable } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'isDisabled' | 'style'> {
  readonly children: ReactNode;
  /** `primary`: the one thing to do here. `quiet` (the default): outlined. `plain`: text only. `danger`: takes away. */
  readonly variant?: 'primary' | 'quiet' | 'plain' | 'danger';
  readonly icon?: LucideIcon;
  /** Why it cannot be pressed now; shown on hover and focus and read out. There is no greyed button without a reason. */
  readonly unavailable?: string | null;
  readonly className?: string;
}

/** A button says what will happen: “Load 12 tables”. */
export function Button({ variant = 'quiet', icon: Icon, unavailable, children, className, ...rest }: ButtonProps) {
  const look = classNames(styles.button, styles[variant], className);
  const content = (
    <>
      {Icon ? <Icon aria-hidden className={styles.icon} size={16} strokeWidth={1.75} /> : null}
      {children}
    </>
  );
  if (!unavailable) {
    return (
      <AriaButton {...rest} className={look}>
        {content}
      </AriaButton>
    );
  }
  return (
    <Tooltip text={unavailable}>
      <Focusable>
        {/* biome-ignore lint/a11y/useSemanticElements: a disabled <button> takes no focus, so its reason could not be read */}
        <span
          role="button"
          tabIndex={0}
          aria-disabled="true"
          aria-label={rest['aria-label']}
          className={classNames(look, styles.unavailable)}
        >
          {content}
        </span>
      </Focusable>
    </Tooltip>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly icon: LucideIcon;
  /** Its name for everyone: tooltip and accessible name. */
  readonly label: string;
  readonly keys?: string;
  readonly pressed?: boolean;
  readonly className?: string;
}

/** A small square button whose name shows on hover and focus. */
export function IconButton({ icon: Icon, label, keys, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <AriaButton
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={classNames(styles.iconButton, pressed && styles.on, className)}
      >
        <Icon aria-hidden size={16} strokeWidth={1.75} />
      </AriaButton>
    </Tooltip>
  );
}
