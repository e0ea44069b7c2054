import { Eye, EyeOff } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { IconButton } from '../kit/button.tsx';
import { keysText } from '../text/keys.ts';
import styles from './keys.module.css';

const t = keysText.field;

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
  readonly help?: string;
  readonly problem?: string | null;
  readonly autoFocus?: boolean;
  readonly isNew?: boolean;
}

/** A line that is not shown unless asked, and says when Caps Lock is on. */
export function PassphraseField(props: PassphraseFieldProps) {
  const { label, value, onChange, onEnter, help, problem, autoFocus, isNew = false } = props;
  const [isShown, setShown] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const hint = useId();
  const hear = (event: KeyboardEvent) => {
    setCapsLock(event.getModifierState('CapsLock'));
    if (event.type === 'keydown' && event.key === 'Enter' && onEnter) {
      event.preventDefault();
      onEnter();
    }
  };
  return (
    <TextField
      className={styles.field}
      type={isShown ? 'text' : 'password'}
      value={value}
      onChange={onChange}
      isInvalid={Boolean(problem)}
      autoFocus={autoFocus ?? false}
      autoComplete={isNew ? 'new-password' : 'off'}
      spellCheck="false"
      maxLength={1000}
      aria-describedby={hasCapsLock ? hint : undefined}
    >
      <Label className={styles.label}>{label}</Label>
      <span className={styles.line}>
        <Input className={styles.input} onKeyDown={hear} onKeyUp={hear} onBlur={() => setCapsLock(false)} />
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={isShown ? t.hide : t.show}
          onPress={() => setShown(!isShown)}
        />
      </span>
      {hasCapsLock ? (
        <span id={hint} role="status" className={styles.capsLock}>
          {t.capsLock}
        </span>
      ) : null}
      {help ? (
        <Text slot="description" className={styles.help}>
          {help}
        </Text>
      ) : null}
      <FieldError className={styles.problem}>{problem}</FieldError>
    </TextField>
  );
}
