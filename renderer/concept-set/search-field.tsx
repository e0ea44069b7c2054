import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components';
import { keptNowhere } from '../kit/kept-nowhere.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import styles from './search-field.module.css';

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A line to search by; Escape and the cross empty it. */
export function SearchField(props: SearchFieldProps) {
  const { label, placeholder, value, onChange, onKeyDown, inputRef } = props;
  return (
    <AriaSearchField
      {...keptNowhere}
      aria-label={label}
      value={value}
      onChange={onChange}
      maxLength={200}
      className={styles.field}
    >
      <Search aria-hidden size={16} strokeWidth={1.75} className={styles.icon} />
      <Input ref={inputRef} placeholder={placeholder} onKeyDown={onKeyDown} className={styles.input} />
      <Button aria-label={t.search.clear} className={styles.clear}>
        <X aria-hidden size={14} />
      </Button>
    </AriaSearchField>
  );
}
