import { useState } from 'react';
import { Button, Checkbox } from '../../kit/index.ts';
import { checksText } from '../../text/checks.ts';
import styles from './checks.module.css';

const t = checksText.risk;

interface ChooseKnownProps {
  readonly columns: readonly string[];
  readonly onAsk: (columns: readonly string[]) => void;
}

/** Where no name of a column tells what a neighbour could know: who loaded the table says it. */
export function ChooseKnown({ columns, onAsk }: ChooseKnownProps) {
  const [known, setKnown] = useState<readonly string[]>([]);
  const toggle = (name: string) =>
    setKnown(known.includes(name) ? known.filter((one) => one !== name) : [...known, name]);
  return (
    <fieldset className={styles.by}>
      <legend className={styles.subtitle}>{t.by}</legend>
      <p className={styles.soft}>{t.unnamed}</p>
      <div className={styles.choices}>
        {columns.map((name) => (
          <Checkbox key={name} isSelected={known.includes(name)} onChange={() => toggle(name)}>
            {name}
          </Checkbox>
        ))}
      </div>
      <Button unavailable={known.length === 0 ? t.chooseOne : null} onPress={() => onAsk(known)}>
        {checksText.run}
      </Button>
    </fieldset>
  );
}
