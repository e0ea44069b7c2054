import { FlaskConical } from 'lucide-react';
import { modelText as t } from '../../text/model.ts';
import styles from './banner.module.css';

/** Stands above everything the model says. */
export function Banner() {
  return (
    <p role="note" className={styles.banner}>
      <FlaskConical aria-hidden size={18} strokeWidth={1.6} />
      <span>
        <strong>{t.banner.word}</strong> {t.banner.text}
      </span>
    </p>
  );
}
