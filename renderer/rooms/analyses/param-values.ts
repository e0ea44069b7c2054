import type { AnalysisSummary, ParamField } from '../../../contract/analysis.ts';
import type { FieldValue, FieldValues, SourceKind } from '../../state/analysis-form.ts';

/** The fields an analysis asks for when it reads from this kind of source. */
export const fieldsOf = (analysis: AnalysisSummary, kind: SourceKind): readonly ParamField[] =>
  analysis.fields[kind === 'table' ? 'table' : 'cohort'];

/** What a field holds before anybody touched it. */
export function initialValue(field: ParamField): FieldValue {
  if (field.kind === 'number' || field.kind === 'choice') return field.initial;
  return field.kind === 'columns' ? [] : null;
}

/** What a field holds now. */
export const fieldValue = (field: ParamField, values: FieldValues): FieldValue =>
  field.key in values ? (values[field.key] ?? null) : initialValue(field);

const isEmpty = (value: FieldValue): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Labels of the fields that must be filled in and are not. */
export const missingFields = (fields: readonly ParamField[], values: FieldValues): readonly string[] =>
  fields.filter((field) => !field.optional && isEmpty(fieldValue(field, values))).map(({ label }) => label);

/** The parameters as the analysis takes them: what is empty is left out, so that its own default holds. */
export function paramsOf(fields: readonly ParamField[], values: FieldValues): Record<string, unknown> {
  const filled = fields.map((field) => [field.key, fieldValue(field, values)] as const);
  return Object.fromEntries(filled.filter(([, value]) => !isEmpty(value)));
}

/** Values that name a column or a cohort which is not there any more are dropped. */
export function onlyKnown(
  fields: readonly ParamField[],
  values: FieldValues,
  known: { readonly columns: readonly string[]; readonly cohorts: readonly string[] },
): FieldValues {
  const kept = fields.flatMap((field): (readonly [string, FieldValue])[] => {
    if (!(field.key in values)) return [];
    const value = values[field.key] ?? null;
    const names = field.kind === 'cohort' ? known.cohorts : known.columns;
    if (field.kind === 'columns')
      return [[field.key, Array.isArray(value) ? value.filter((name) => names.includes(name)) : []]];
    const isName = field.kind === 'column' || field.kind === 'cohort';
    return isName && typeof value === 'string' && !names.includes(value) ? [] : [[field.key, value]];
  });
  return Object.fromEntries(kept);
}
