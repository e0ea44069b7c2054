import { coded, preferred } from './coding.ts';
import { first, isObject, type Json, number, text } from './json.ts';
import { moment } from './moment.ts';
import type { Cell } from './staged.ts';

/** A value as text for `value_source_value`, and whatever of it has a number, a unit or a code. */
export interface FindingValue {
  readonly cells: Readonly<Record<string, Cell>>;
  readonly isNumber: boolean;
}

const quantity = (found: Json): FindingValue => ({
  isNumber: number(found, 'value') !== null,
  cells: {
    operator: text(found, 'comparator'),
    value_number: number(found, 'value'),
    unit_system: text(found, 'system') ?? '',
    unit_code: text(found, 'code'),
    unit: text(found, 'unit') ?? text(found, 'code'),
  },
});

const words = (value_text: string | null): FindingValue => ({ isNumber: false, cells: { value_text } });

function concept(found: Json): FindingValue {
  const code = coded(found, preferred.value);
  const cells = {
    value_system: code?.system ?? '',
    value_code: code?.code ?? null,
    value_display: code?.display ?? null,
  };
  return { isNumber: false, cells };
}

function interval(found: Json): FindingValue {
  const shown = [number(found, 'low.value'), number(found, 'high.value')];
  const unit = text(found, 'low.unit') ?? text(found, 'high.unit');
  return { isNumber: false, cells: { value_text: `${shown[0] ?? ''}-${shown[1] ?? ''}`, unit, unit_system: '' } };
}

function ratio(found: Json): FindingValue {
  const [above, below] = [number(found, 'numerator.value'), number(found, 'denominator.value')];
  return words(`${above ?? ''}:${below ?? ''}`);
}

/** The `value[x]` of an Observation or of one of its components; null where there is none that can be read. */
export function findingValue(holder: Json): FindingValue | null {
  const at = (key: string) => first(holder, key);
  if (isObject(at('valueQuantity'))) return quantity(at('valueQuantity'));
  if (isObject(at('valueCodeableConcept'))) return concept(at('valueCodeableConcept'));
  if (text(holder, 'valueString') !== null) return words(text(holder, 'valueString'));
  if (typeof at('valueBoolean') === 'boolean') return words(String(at('valueBoolean')));
  const whole = number(holder, 'valueInteger');
  if (whole !== null) return { isNumber: true, cells: { value_number: whole } };
  if (isObject(at('valueRange'))) return interval(at('valueRange'));
  if (isObject(at('valueRatio'))) return ratio(at('valueRatio'));
  const when = text(holder, 'valueDateTime');
  if (when !== null) return words(moment(when)?.datetime ?? moment(when)?.date ?? null);
  return text(holder, 'valueTime') === null ? null : words(text(holder, 'valueTime'));
}

/** The first reference range. */
export const rangeCells = (holder: Json) => ({
  range_low: number(first(holder, 'referenceRange'), 'low.value'),
  range_high: number(first(holder, 'referenceRange'), 'high.value'),
});
