import styles from './two-sided.module.css';

/** A bar from the middle, to the left below 0 and to the right above, as long as its share of the largest. */
export function TwoSided({ share }: { readonly share: number }) {
  const width = `${Math.abs(share) * 50}%`;
  return (
    <span aria-hidden className={styles.track}>
      <span
        className={share < 0 ? styles.left : styles.right}
        style={share < 0 ? { right: '50%', width } : { left: '50%', width }}
      />
    </span>
  );
}
