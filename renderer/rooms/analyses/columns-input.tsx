import { Checkbox, CheckboxGroup, typeWord } from '../../kit/index.ts';
import styles from './columns-input.module.css';

interface ColumnsInputProps {
  readonly label: string;
  readonly help: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** Any number of columns, in a list that scrolls. */
export function ColumnsInput({ columns, ...rest }: ColumnsInputProps) {
  return (
    <CheckboxGroup {...rest} layout="list">
      {columns.map(({ name, type }) => (
        <Checkbox key={name} value={name}>
          {name} <span className={styles.type}>{typeWord(type)}</span>
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
