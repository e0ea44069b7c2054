import styles from './mark.module.css';

/** The sign of the house: a still, with its drop. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" width={size} height={size} className={styles.mark}>
      <path d="M9 12.5V7.2C9 4.9 10.6 3.5 12.7 3.5c2 0 3 1 4.3 3.2l8.3 13.1" />
      <path d="M13.5 12.5v-3" />
      <path d="M7.5 12.5h7.5" />
      <path d="M8.6 12.5c-3.6 1.4-5.6 4.3-5.6 7.6A8.2 8.2 0 0 0 11.2 28.4a8.2 8.2 0 0 0 8.2-8.3c0-3.3-1.9-6.2-5.5-7.6" />
      <path d="M3.4 20.6c2.4-1.1 4.5 1 7.4.4 3-.6 5.300-1.700 8.5-.7" className={styles.level} />
      <path
        d="M26.600 23.200c1.300 1.700 1.900 2.700 1.900 3.600a1.900 1.900 0 1 1-3.800 0c0-.9.600-1.900 1.900-3.600Z"
        className={styles.drop}
      />
    </svg>
  );
}
