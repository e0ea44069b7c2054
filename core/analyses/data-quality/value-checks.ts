import { neverNegative, type PlausibleRange } from './ranges.ts';
import type { Counted } from './result-of.ts';
import { type Group, rowsOf } from './tally.ts';
import { limits } from './thresholds.ts';
import { farOut, fencesOf, type Spread, type YearOfValues } from './value-spread.ts';

/** Numbers that sources write where there is none. Not -9 or 999, which can be values. */
export const placeholders: readonly number[] = [-99, -999, -9999, -99999, 9999, 99999, 999999, 9999999];

/** Bits of `measured-values.sql`. */
const bits = { value: 0, noValue: 1, low: 2, high: 3, negative: 4, placeholder: 5, farOut: 6, commonest: 7 } as const;
const rowsWith = (bit: keyof typeof bits, groups: readonly Group[]) => rowsOf({ kind: 'bit', at: bits[bit] }, groups);

type UnitGroup = Group & { readonly unit: number };

interface Measured {
  readonly concept: number;
  readonly groups: readonly UnitGroup[];
  readonly ranges: readonly PlausibleRange[];
  readonly named: (concept: number) => string;
  /** A row without any value. */
  readonly noValue: string;
}

const see = (where: string) => `SELECT t.*\nFROM measurement AS t\nWHERE ${where}`;
const hasNumber = 't.value_as_number IS NOT NULL';

/** Whether a concept that mostly has values and units always has them, and whether the units are those it can have. */
export function checksOfConcept({ concept, groups, ranges, named, noValue }: Measured): Counted[] {
  const is = `t.measurement_concept_id = ${concept}`;
  const rows = rowsOf({ kind: 'all' }, groups);
  const numbers = rowsWith('value', groups);
  const unitless = rowsWith(
    'value',
    groups.filter(({ unit }) => unit === 0),
  );
  const base = { table: 'measurement', concept } as const;
  const checks: Counted[] = [];
  if (numbers > rows / 2)
    checks.push({
      ...base,
      check: 'valueGiven',
      column: 'value_as_number',
      rule: `${named(concept)} has a value, as most of its rows have`,
      failed: rowsWith('noValue', groups),
      of: rows,
      rows: see(`${is} AND ${noValue}`),
    });
  if (numbers < limits.frequent) return checks;
  if (unitless < numbers / 2)
    checks.push({
      ...base,
      check: 'unitGiven',
      column: 'unit_concept_id',
      rule: `${named(concept)} has a unit, as most of its values have`,
      failed: unitless,
      of: numbers,
      rows: see(`${is} AND ${hasNumber} AND coalesce(t.unit_concept_id, 0) = 0`),
    });
  if (ranges.length === 0) return checks;
  const known = ranges.map(({ unit }) => unit);
  const others = groups.filter(({ unit }) => !known.includes(unit));
  checks.push({
    ...base,
    check: 'plausibleUnit',
    column: 'unit_concept_id',
    rule: `${named(concept)} is in ${known.map(named).join(' or ')}`,
    failed: rowsWith('value', others),
    of: numbers,
    rows: see(`${is} AND ${hasNumber}\n  AND coalesce(t.unit_concept_id, 0) NOT IN (${known.join(', ')})`),
  });
  return checks;
}

interface MeasuredInUnit extends Measured {
  readonly unit: number;
  readonly range: PlausibleRange | undefined;
  readonly spread: Spread | undefined;
  readonly years: readonly YearOfValues[];
}

/** What values of one concept in one unit can be: known limits first, then what the values themselves say. */
export function checksOfUnit(measured: MeasuredInUnit): Counted[] {
  const { concept, unit, groups, range, named } = measured;
  const numbers = rowsWith('value', groups);
  if (numbers < limits.frequent) return [];
  const is = `t.measurement_concept_id = ${concept} AND coalesce(t.unit_concept_id, 0) = ${unit}`;
  const what = unit === 0 ? `${named(concept)} without a unit` : `${named(concept)} in ${named(unit)}`;
  const counted = (check: Counted['check'], rule: string, failed: number, where: string): Counted => ({
    check,
    table: 'measurement',
    column: 'value_as_number',
    concept,
    unit,
    rule: `${what} ${rule}`,
    failed,
    of: numbers,
    rows: see(`${is}\n  AND (${where})`),
  });
  const plausible = range
    ? [
        counted(
          'plausibleLow',
          `is at least ${range.low}`,
          rowsWith('low', groups),
          `t.value_as_number < ${range.low}`,
        ),
        counted(
          'plausibleHigh',
          `is at most ${range.high}`,
          rowsWith('high', groups),
          `t.value_as_number > ${range.high}`,
        ),
      ]
    : neverNegative.includes(unit)
      ? [counted('notNegative', 'is not negative', rowsWith('negative', groups), 't.value_as_number < 0')]
      : [];
  const stand = placeholders.join(', ');
  const placeholder = counted(
    'placeholderValue',
    'is no number that stands for a missing one (-99, 9999 and the like)',
    rowsWith('placeholder', groups),
    `t.value_as_number IN (${stand})`,
  );
  return [...plausible, placeholder, ...ofSpread(measured, counted), ...ofYears(measured, is, what)];
}

const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: false });
/** Values of so few kinds are grades or answers: that one is common says nothing. */
const fewKinds = 20;

function ofSpread(
  { spread, groups }: MeasuredInUnit,
  counted: (check: Counted['check'], rule: string, failed: number, where: string) => Counted,
): Counted[] {
  if (!spread) return [];
  const fences = fencesOf(spread, farOut);
  const checks: Counted[] = [];
  if (fences) {
    const { low, high } = fences;
    const rule = `is from ${short.format(low)} to ${short.format(high)} (${farOut} quartile distances beyond its own quartiles)`;
    const outside = `t.value_as_number < ${low} OR t.value_as_number > ${high}`;
    checks.push(counted('farOutValue', rule, rowsWith('farOut', groups), outside));
  }
  if (spread.distinct >= fewKinds) {
    const rule = 'is not mostly one and the same value';
    const same = `t.value_as_number = ${spread.commonest}`;
    checks.push(counted('repeatedValue', rule, rowsWith('commonest', groups), same));
  }
  return checks;
}

/** A year whose middle value lies beyond the quartiles of all years by more than their distance was measured otherwise. */
function ofYears({ spread, years, concept, unit }: MeasuredInUnit, is: string, what: string): Counted[] {
  const fences = spread && fencesOf(spread, 1);
  if (!fences || years.length < 3) return [];
  return [
    {
      check: 'steadyMedian',
      table: 'measurement',
      column: 'value_as_number',
      concept,
      unit,
      rule: `${what} has much the same middle value in every year`,
      failed: years.filter(({ middle }) => middle < fences.low || middle > fences.high).length,
      of: years.length,
      rows: `SELECT year(t.measurement_date) AS year, median(t.value_as_number) AS middle, count(*) AS rows\nFROM measurement AS t\nWHERE ${is}\nGROUP BY ALL\nORDER BY year`,
    },
  ];
}
