import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  NumberField as AriaNumberField,
  TextField as AriaTextField,
  FieldError,
  Group,
  Input,
  Label,
  type NumberFieldProps,
  Text,
  TextArea,
  type TextFieldProps,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { keptNowhere } from './kept-nowhere.ts';

interface Words {
  readonly label: string;
  /** Help below the field; optional fields say so here. */
  readonly help?: ReactNode;
  /** Why the value cannot be used; sets the field invalid. */
  readonly problem?: string | null;
}

interface OwnTextFieldProps extends Words, Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly placeholder?: string;
  /** More than one line. */
  readonly lines?: number;
  /** For paths and codes. */
  readonly mono?: boolean;
  readonly hideLabel?: boolean;
  /** A button at the end of the line. */
  readonly beside?: ReactNode;
  /** What is true of the line just now, right below it. */
  readonly status?: ReactNode;
}

/** A labelled line (or lines) of text. */
export function TextField(props: OwnTextFieldProps) {
  const { label, help, problem, placeholder, lines, mono, hideLabel, beside, status, ...rest } = props;
  const look = classNames(styles.input, mono && styles.mono);
  return (
    <AriaTextField
      {...keptNowhere}
      {...rest}
      isInvalid={Boolean(problem)}
      aria-label={hideLabel ? label : undefined}
      className={styles.field}
    >
      {hideLabel ? null : <Label className={styles.label}>{label}</Label>}
      {lines ? (
        <TextArea rows={lines} placeholder={placeholder} className={classNames(look, styles.area)} />
      ) : (
        <span className={styles.line}>
          <Input placeholder={placeholder} className={look} />
          {beside}
        </span>
      )}
      {status}
      <Below help={help} problem={problem} />
    </AriaTextField>
  );
}

interface OwnNumberFieldProps extends Words, Omit<NumberFieldProps, 'className' | 'style' | 'children'> {
  /** Printed behind the number: `days`, `years`, `%`. */
  readonly unit?: string;
}

/** A labelled number with steppers and its unit. */
export function NumberField({ label, help, problem, unit, ...rest }: OwnNumberFieldProps) {
  return (
    <AriaNumberField {...rest} isInvalid={Boolean(problem)} className={styles.field}>
      <Label className={styles.label}>{unit ? `${label} (${unit})` : label}</Label>
      <Group className={styles.stepper}>
        <Input className={classNames(styles.input, styles.number)} />
        <AriaButton slot="decrement" className={styles.step}>
          <Minus aria-hidden size={14} />
        </AriaButton>
        <AriaButton slot="increment" className={styles.step}>
          <Plus aria-hidden size={14} />
        </AriaButton>
      </Group>
      <Below help={help} problem={problem} />
    </AriaNumberField>
  );
}

function Below({ help, problem }: Pick<Words, 'help' | 'problem'>) {
  return (
    <>
      {help ? (
        <Text slot="description" className={styles.help}>
          {help}
        </Text>
      ) : null}
      <FieldError className={styles.problem}>{problem}</FieldError>
    </>
  );
}
