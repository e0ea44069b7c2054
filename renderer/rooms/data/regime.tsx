import { dataText as t } from '../../text/data.ts';
import styles from './dataset-facts.module.css';

/** Under which rule data came in; where it cites the law, what that is. */
export function Regime({ text }: { readonly text: string }) {
  return (
    <>
      {text}
      {text.includes('45 CFR 164.514') ? <p className={styles.rule}>{t.gate.rule}</p> : null}
    </>
  );
}
