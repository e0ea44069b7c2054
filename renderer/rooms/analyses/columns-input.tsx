import { CheckboxGroup, Label, Text } from 'react-aria-components';
import { Checkbox } from '../../kit/index.ts';
import styles from './columns-input.module.css';

interface ColumnsInputProps {
  readonly label: string;
  readonly help: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** Any number of columns, in a list that scrolls. */
export function ColumnsInput({ label, help, columns, value, onChange }: ColumnsInputProps) {
  return (
    <CheckboxGroup value={[...value]} onChange={onChange} className={styles.field}>
      <Label className={styles.label}>{label}</Label>
      <div className={styles.columns}>
        {columns.map(({ name, type }) => (
          <Checkbox key={name} value={name}>
            {name} <span className={styles.type}>{type.toLowerCase()}</span>
          </Checkbox>
        ))}
      </div>
      <Text slot="description" className={styles.help}>
        {help}
      </Text>
    </CheckboxGroup>
  );
}
