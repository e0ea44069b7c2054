import type { ReleaseCurve } from '../../../contract/release.ts';
import { SurvivalCurve } from '../../charts/survival-curve.tsx';
import { findingsText as t } from '../../text/findings.ts';
import styles from './released-curve.module.css';

/** A figure as it leaves: drawn from the checked curve and from nothing else. */
export function ReleasedCurve({ curve, number }: { readonly curve: ReleaseCurve; readonly number: number }) {
  const { title, xLabel, yLabel, series } = curve;
  return (
    <figure>
      <SurvivalCurve label={title} xLabel={xLabel} yLabel={yLabel} series={series} />
      <figcaption className={styles.caption}>
        <b>{t.card.figure(number)}</b> {title}. <span className={styles.note}>{t.card.figureNote}</span>
      </figcaption>
    </figure>
  );
}
