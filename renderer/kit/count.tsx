import type { ReactNode } from 'react';
import styles from './count.module.css';
import { formatCount, formatNumber } from './format.ts';

interface CountProps {
  readonly n: number;
  /** `persons`, `events`, `rows` …: the unit is part of the number. */
  readonly unit: string;
  /** Prints the unit softly; for events beside persons. */
  readonly soft?: boolean;
}

/** A number with its unit: “1,284 persons”. */
export function Count({ n, unit, soft }: CountProps) {
  return <span className={soft ? styles.soft : styles.count}>{formatCount(n, unit)}</span>;
}

/** A bare number, for a column whose header names the unit. */
export function Figure({ n }: { readonly n: number }) {
  return <span className={styles.count}>{formatNumber(n)}</span>;
}

/** The answer of a room as a sentence, set larger than the rest. */
export function Sentence({ children }: { readonly children: ReactNode }) {
  return <p className={styles.sentence}>{children}</p>;
}
