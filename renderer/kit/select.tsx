import { ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Select as AriaSelect,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components';
import styles from './field.module.css';
import menu from './menu.module.css';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

interface SelectProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly help?: ReactNode;
  readonly placeholder?: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

/** One of a few. For long lists that want searching use a combo box instead. */
export function Select({ label, hideLabel, help, placeholder, options, value, onChange }: SelectProps) {
  const choose = (key: Key | null) => {
    if (key !== null) onChange(String(key));
  };
  return (
    <AriaSelect
      autoComplete="off"
      className={styles.field}
      aria-label={hideLabel ? label : undefined}
      placeholder={placeholder}
      value={value}
      onChange={choose}
    >
      {hideLabel ? null : <Label className={styles.label}>{label}</Label>}
      <AriaButton className={styles.select}>
        <SelectValue className={styles.value}>
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronsUpDown aria-hidden size={14} />
      </AriaButton>
      {help ? (
        <Text slot="description" className={styles.help}>
          {help}
        </Text>
      ) : null}
      <Popover className={menu.popover} offset={4}>
        <ListBox className={menu.list} items={options.map((option) => ({ id: option.value, ...option }))}>
          {(option) => (
            <ListBoxItem textValue={option.label} className={menu.item}>
              <Text slot="label" className={menu.itemLabel}>
                {option.label}
              </Text>
              {option.note ? (
                <Text slot="description" className={menu.itemNote}>
                  {option.note}
                </Text>
              ) : null}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
