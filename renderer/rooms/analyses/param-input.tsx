import type { ParamField } from '../../../contract/analysis.ts';
import { assertNever } from '../../../contract/failure.ts';
import { NumberField, type Option, Select } from '../../kit/index.ts';
import type { FieldValue } from '../../state/analysis-form.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { columnOption } from '../asking/column-option.ts';
import { ColumnsInput } from './columns-input.tsx';

interface ParamInputProps {
  readonly field: ParamField;
  readonly value: FieldValue;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Names of the generated cohorts. */
  readonly cohorts: readonly string[];
  readonly onChange: (value: FieldValue) => void;
}

const nothing = '\u0000';

/** One parameter, asked for as its spec says. */
export function ParamInput({ field, value, columns, cohorts, onChange }: ParamInputProps) {
  switch (field.kind) {
    case 'column':
      return <OneOf field={field} value={value} options={columns.map(columnOption)} onChange={onChange} />;
    case 'columns':
      return (
        <ColumnsInput
          label={field.label}
          help={field.help}
          columns={columns}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      );
    case 'number':
      return <NumberInput field={field} value={value} onChange={onChange} />;
    case 'choice':
      return (
        <Select
          label={field.label}
          help={field.help}
          options={field.options}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'cohort':
      return (
        <OneOf
          field={field}
          value={value}
          options={cohorts.map((name) => ({ value: name, label: name }))}
          onChange={onChange}
        />
      );
    default:
      return assertNever(field, 'parameter');
  }
}

interface NumberInputProps {
  readonly field: Extract<ParamField, { kind: 'number' }>;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
}

function NumberInput({ field, value, onChange }: NumberInputProps) {
  return (
    <NumberField
      label={field.label}
      help={field.help}
      unit={field.unit || undefined}
      formatOptions={{ maximumFractionDigits: 6 }}
      step={stepOf(field.initial)}
      value={typeof value === 'number' ? value : Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
    />
  );
}

/** A fraction such as a confidence level moves by hundredths, anything else by ones. */
const stepOf = (initial: number | null): number => (initial !== null && !Number.isInteger(initial) ? 0.01 : 1);

interface OneOfProps {
  readonly field: ParamField;
  readonly value: FieldValue;
  readonly options: readonly Option[];
  readonly onChange: (value: FieldValue) => void;
}

/** A name out of a list; an optional one can be none. */
function OneOf({ field, value, options, onChange }: OneOfProps) {
  const none = (field.kind === 'cohort' && field.none) || t.fields.none;
  const offered = field.optional ? [{ value: nothing, label: none }, ...options] : options;
  return (
    <Select
      label={field.label}
      help={field.help}
      placeholder={t.fields.choose}
      options={offered}
      value={typeof value === 'string' ? value : field.optional ? nothing : null}
      onChange={(next) => onChange(next === nothing ? null : next)}
    />
  );
}
