import { fillSql } from '../fill-sql.ts';
import { inDataset } from './cdm-dataset.ts';
import { conceptNames } from './concept-names.ts';
import type { Desk } from './desk.ts';
import type { PlausibleRange } from './ranges.ts';
import type { Counted } from './result-of.ts';
import valuesSql from './sql/measured-values.sql?raw';
import type { Group } from './tally.ts';
import { limits } from './thresholds.ts';
import { checksOfConcept, checksOfUnit, placeholders } from './value-checks.ts';
import { knownRanges } from './value-facts.ts';
import { farOut, fencesOf, type Spread, spreadsOf } from './value-spread.ts';

const needed = ['measurement_concept_id', 'unit_concept_id', 'value_as_number', 'measurement_date'];

/** Values of measurements: checks for every frequent concept, and for every concept in each of its units. */
export async function scanValues(own: readonly PlausibleRange[], desk: Desk): Promise<Counted[]> {
  const table = desk.held.get('measurement');
  if (!table?.rows || !needed.every((column) => table.columns.has(column))) return [];
  const ranges = await knownRanges(own, desk);
  const { spreads, years } = await spreadsOf(table, desk);
  const noValue = ['value_as_number', 'value_as_concept_id']
    .filter((column) => table.columns.has(column))
    .map((column) => `t.${column} IS NULL`)
    .join(' AND ');
  const sql = fillSql(valuesSql, {
    noValue,
    ...grouping(spreads),
    placeholders: placeholders.join(', '),
    measurement: inDataset(table.name),
    bounds: boundsSql(ranges, spreads),
  });
  desk.sql.push(sql);
  const rows = await desk.connection.rows<{ concept: number; unit: number; m0: number; n: number }>(
    sql,
    [],
    desk.context,
  );
  const byConcept = new Map<number, (Group & { unit: number })[]>();
  for (const { concept, unit, m0, n } of rows)
    byConcept.set(concept, [...(byConcept.get(concept) ?? []), { concept, sex: null, masks: [m0], rows: n, unit }]);
  const frequent = [...byConcept]
    .map(([concept, groups]) => ({ concept, groups, rows: groups.reduce((sum, group) => sum + group.rows, 0) }))
    .filter(({ rows }) => rows >= limits.frequent)
    .sort((a, b) => b.rows - a.rows)
    .slice(0, limits.concepts);
  const units = [...rows.map(({ unit }) => unit), ...ranges.map(({ unit }) => unit)];
  const named = await conceptNames(
    [...frequent.map(({ concept }) => concept), ...units.filter((unit) => unit !== 0)],
    desk,
  );
  return frequent.flatMap(({ concept, groups }) => {
    const own = ranges.filter((range) => range.concept === concept);
    const measured = { concept, groups, ranges: own, named, noValue };
    return [
      ...checksOfConcept(measured),
      ...[...new Set(groups.map(({ unit }) => unit))].flatMap((unit) => {
        const isSame = (one: { readonly concept: number; readonly unit: number }) =>
          one.concept === concept && one.unit === unit;
        return checksOfUnit({
          ...measured,
          unit,
          groups: groups.filter((group) => group.unit === unit),
          range: own.find(isSame),
          spread: spreads.find(isSame),
          years: years.filter(isSame),
        });
      }),
    ];
  });
}

/** Where values come again and again, each is looked at once with its count; where hardly any does, rows are looked at one by one. */
function grouping(spreads: readonly Spread[]): { count: string; group: string } {
  const sum = (of: 'distinct' | 'sampled') => spreads.reduce((all, spread) => all + spread[of], 0);
  const isWorth = sum('distinct') * 10 < sum('sampled');
  return isWorth ? { count: 'count(*)', group: 'GROUP BY ALL' } : { count: '1', group: '' };
}

/** Known ranges and the fences of the sample, side by side. */
function boundsSql(ranges: readonly PlausibleRange[], spreads: readonly Spread[]): string {
  const keys = new Map([...ranges, ...spreads].map(({ concept, unit }) => [`${concept}.${unit}`, { concept, unit }]));
  const text = (n: number | undefined) => (n === undefined ? 'NULL' : `CAST(${n} AS DOUBLE)`);
  const lines = [...keys.values()].map(({ concept, unit }) => {
    const is = (one: { readonly concept: number; readonly unit: number }) =>
      one.concept === concept && one.unit === unit;
    const range = ranges.find(is);
    const spread = spreads.find(is);
    const fences = spread && fencesOf(spread, farOut);
    const bounds = [range?.low, range?.high, fences?.low, fences?.high, spread?.commonest];
    return `(${[concept, unit, ...bounds.map(text)].join(', ')})`;
  });
  return lines.length ? lines.join(', ') : '(0, 0, NULL, NULL, NULL, NULL, NULL)';
}
