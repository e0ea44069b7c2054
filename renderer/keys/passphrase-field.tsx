import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import type { TextFieldProps } from 'react-aria-components';
import { IconButton } from '../kit/button.tsx';
import { TextField } from '../kit/field.tsx';
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
  const hear: TextFieldProps['onKeyDown'] = (event) => {
    // React Aria keeps what a field hears to itself; Escape belongs to the dialog.
    event.continuePropagation();
    setCapsLock(event.getModifierState('CapsLock'));
    if (event.type === 'keydown' && event.key === 'Enter' && onEnter) {
      event.preventDefault();
      onEnter();
    }
  };
  return (
    <TextField
      label={label}
      help={help}
      problem={problem}
      mono
      type={isShown ? 'text' : 'password'}
      value={value}
      onChange={onChange}
      onKeyDown={hear}
      onKeyUp={hear}
      onBlur={() => setCapsLock(false)}
      autoFocus={autoFocus ?? false}
      autoComplete={isNew ? 'new-password' : 'off'}
      maxLength={1000}
      aria-describedby={hasCapsLock ? hint : undefined}
      beside={
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={isShown ? t.hide : t.show}
          onPress={() => setShown(!isShown)}
        />
      }
      status={
        hasCapsLock ? (
          <span id={hint} role="status" className={styles.capsLock}>
            {t.capsLock}
          </span>
        ) : null
      }
    />
  );
}
