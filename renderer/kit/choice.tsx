import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  RadioGroup as AriaRadioGroup,
  type CheckboxProps,
  Label,
  Radio,
  Text,
} from 'react-aria-components';
import styles from './field.module.css';

interface OwnCheckboxProps extends Omit<CheckboxProps, 'className' | 'style' | 'children'> {
  readonly children: ReactNode;
}

/** On or off, effective at once. */
export function Checkbox({ children, ...rest }: OwnCheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={styles.choice}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={styles.box} aria-hidden>
            {isIndeterminate ? (
              <Minus size={12} strokeWidth={3} />
            ) : isSelected ? (
              <Check size={12} strokeWidth={3} />
            ) : null}
          </span>
          <span>{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}

interface RadioGroupProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** `row`: short options beside each other. */
  readonly direction?: 'column' | 'row';
  readonly help?: ReactNode;
  readonly options: readonly { readonly value: string; readonly label: string; readonly note?: string }[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

/** One of a few that should all be seen. */
export function RadioGroup(props: RadioGroupProps) {
  const { label, hideLabel, direction = 'column', help, options, value, onChange } = props;
  return (
    <AriaRadioGroup
      className={styles.field}
      orientation={direction === 'row' ? 'horizontal' : 'vertical'}
      aria-label={hideLabel ? label : undefined}
      value={value}
      onChange={onChange}
    >
      {hideLabel ? null : <Label className={styles.label}>{label}</Label>}
      <div className={direction === 'row' ? styles.choicesRow : styles.choices}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.choice}>
            <span className={styles.dot} aria-hidden />
            <span>
              {option.label}
              {option.note ? <span className={styles.help}> {option.note}</span> : null}
            </span>
          </Radio>
        ))}
      </div>
      {help ? (
        <Text slot="description" className={styles.help}>
          {help}
        </Text>
      ) : null}
    </AriaRadioGroup>
  );
}
