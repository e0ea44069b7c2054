import styles from './state.module.css';

/** Shown only when waiting lasts long enough to be noticed. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div role="status" className={styles.loading}>
      {what}…
    </div>
  );
}
