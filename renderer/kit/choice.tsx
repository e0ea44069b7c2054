import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
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

interface CheckboxGroupProps {
  readonly label: string;
  readonly help?: ReactNode;
  /** `list`: many short options, in a box that scrolls. */
  readonly layout: 'grid' | 'list';
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  /** A `Checkbox` with a value for each option. */
  readonly children: ReactNode;
}

/** Any number of options, in the order they are chosen. */
export function CheckboxGroup({ label, help, layout, value, onChange, children }: CheckboxGroupProps) {
  return (
    <AriaCheckboxGroup value={[...value]} onChange={onChange} className={styles.field}>
      <Label className={styles.label}>{label}</Label>
      <div className={layout === 'grid' ? styles.choicesGrid : styles.choicesList}>{children}</div>
      <GroupHelp help={help} />
    </AriaCheckboxGroup>
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
      <GroupHelp help={help} />
    </AriaRadioGroup>
  );
}

function GroupHelp({ help }: { readonly help: ReactNode }) {
  if (!help) return null;
  return (
    <Text slot="description" className={styles.help}>
      {help}
    </Text>
  );
}
