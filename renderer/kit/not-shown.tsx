import { Focusable } from 'react-aria-components';
import styles from './not-shown.module.css';
import { Tooltip } from './tooltip.tsx';

/** An em dash for a value that is not shown, with the reason on hover, on focus and for screen readers. */
export function NotShown({ reason }: { readonly reason: string }) {
  return (
    <Tooltip text={reason}>
      <Focusable>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by keyboard */}
        <span role="img" aria-label={reason} tabIndex={0} className={styles.dash}>
          —
        </span>
      </Focusable>
    </Tooltip>
  );
}
