import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import styles from './item-switch.module.css';

interface ItemSwitchProps {
  /** What it does, with the item's name: “Include descendants of …”. */
  readonly label: string;
  /** The column it stands in, shown beside it where there are no columns. */
  readonly column: string;
  readonly isOn: boolean;
  readonly isReadOnly: boolean;
  readonly onChange: () => void;
}

/** One of an item's switches, in a column that names it. */
export function ItemSwitch({ label, column, isOn, isReadOnly, onChange }: ItemSwitchProps) {
  return (
    <Checkbox
      aria-label={label}
      isSelected={isOn}
      isDisabled={isReadOnly}
      onChange={onChange}
      className={styles.switch}
    >
      <span aria-hidden className={styles.box}>
        {isOn ? <Check size={12} strokeWidth={3} /> : null}
      </span>
      <span aria-hidden className={styles.column}>
        {column}
      </span>
    </Checkbox>
  );
}
