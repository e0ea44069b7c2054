import { type CdmTable, isRequired } from '../../importers/omop/cdm/table.ts';
import { dateOf, isRequiredColumn, parentOf } from './cdm-facts.ts';
import { everyRow, type RowCheck, row, type Scanned } from './row-check.ts';
import { temporal } from './temporal-rules.ts';
import { type CheckKind, limits } from './thresholds.ts';

/** Every rule on single rows of a table. */
export function rowChecks(scanned: Scanned): RowCheck[] {
  const { table, columns } = scanned;
  const own = Object.keys(table.columns).filter((column) => columns.has(column));
  return [
    ...own.flatMap((column) => [...missing(table, column), ...related(scanned, column), ...temporal(scanned, column)]),
    ...born(table, columns),
    ...numbers(own),
  ];
}

function missing(table: CdmTable, column: string): RowCheck[] {
  const isKey = isRequired(table.columns[column]!);
  const bad = /^text/.test(table.columns[column]!)
    ? `t.${column} IS NULL OR trim(t.${column}) = ''`
    : `t.${column} IS NULL`;
  if (isKey || isRequiredColumn(table, column)) return [row('requiredValue', column, `${column} has a value`, { bad })];
  return [row('filledValue', column, `${column} has a value (told, not asked for)`, { bad })];
}

/** Parents that the scan joins anyway, by the column that shows whether there is one. */
const joined: Readonly<Record<string, string>> = { person: 'p.person_id', visit_occurrence: 'v.visit_occurrence_id' };

function related({ table, filled }: Scanned, column: string): RowCheck[] {
  const parent = parentOf(table.name, column);
  if (parent) return [ofParent(table, column, parent, filled.has(parent))];
  const date = dateOf(column);
  if (!date || !table.columns[date]) return [];
  const both = {
    bad: `CAST(t.${column} AS DATE) <> t.${date}`,
    of: `t.${column} IS NOT NULL AND t.${date} IS NOT NULL`,
  };
  return [row('datesAgree', column, `${column} falls on ${date}`, both)];
}

function ofParent(table: CdmTable, column: string, parent: string, isFilled: boolean): RowCheck {
  const of = `t.${column} IS NOT NULL`;
  const rule = `${column} is a row of ${parent}`;
  // Where the parent table is empty every key is without its parent; IN over it is then false for all.
  if (!isFilled) return row('parentExists', column, rule, { bad: everyRow, of });
  const bad = `t.${column} NOT IN (SELECT ${parent}_id FROM {{${parent}}} WHERE ${parent}_id IS NOT NULL)`;
  const isJoined = joined[parent] && column === `${parent}_id` && table.name !== parent;
  if (!isJoined) return row('parentExists', column, rule, { bad, of });
  return row('parentExists', column, rule, { bad: `${joined[parent]} IS NULL`, of }, { inRoom: { bad, of } });
}

function born(table: CdmTable, columns: ReadonlySet<string>): RowCheck[] {
  if (table.name !== 'person') return [];
  const within = (column: string, low: string, high: string, check: CheckKind) =>
    columns.has(column)
      ? [
          row(check, column, `${column} is from ${low} to ${high.replace(/year.*/, 'this year')}`, {
            bad: `t.${column} NOT BETWEEN ${low} AND ${high}`,
            of: `t.${column} IS NOT NULL`,
          }),
        ]
      : [];
  const inYear = {
    bad: 'year(t.birth_datetime) <> t.year_of_birth',
    of: 't.birth_datetime IS NOT NULL AND t.year_of_birth IS NOT NULL',
  };
  return [
    ...within('year_of_birth', String(limits.earliestBirth), 'year({{today}})', 'plausibleBirth'),
    ...within('month_of_birth', '1', '12', 'possibleDatePart'),
    ...within('day_of_birth', '1', '31', 'possibleDatePart'),
    ...(columns.has('birth_datetime') && columns.has('year_of_birth')
      ? [row('datesAgree', 'birth_datetime', 'birth_datetime falls in year_of_birth', inYear)]
      : []),
  ];
}

/** What a number can be: least, and greatest where there is one. */
const bounds: Readonly<Record<string, readonly [least: number, most?: number]>> = {
  quantity: [0],
  days_supply: [0, 365],
  refills: [0, 24],
  drug_exposure_count: [1],
  condition_occurrence_count: [1],
  gap_days: [0],
  dose_value: [0],
  latitude: [-90, 90],
  longitude: [-180, 180],
};

function numbers(own: readonly string[]): RowCheck[] {
  const checks = own.flatMap((column) => {
    const [least, most] = bounds[column] ?? [];
    if (least === undefined) return [];
    const rule = `${column} is ${most === undefined ? `at least ${least}` : `from ${least} to ${most}`}`;
    const bad = `t.${column} < ${least}${most === undefined ? '' : ` OR t.${column} > ${most}`}`;
    return [row('plausibleNumber', column, rule, { bad, of: `t.${column} IS NOT NULL` }, { byConcept: true })];
  });
  if (!own.includes('range_low') || !own.includes('range_high')) return checks;
  const of = 't.range_low IS NOT NULL AND t.range_high IS NOT NULL';
  const rule = 'range_low is not above range_high';
  return [...checks, row('plausibleNumber', 'range_low', rule, { bad: 't.range_low > t.range_high', of })];
}
