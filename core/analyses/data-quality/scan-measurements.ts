import { literal } from '../../engine/sql-text.ts';
import { fillSql } from '../fill-sql.ts';
import { inDataset } from './cdm-dataset.ts';
import { neverNegative, type PlausibleRange } from './ranges.ts';
import type { Counted } from './result-of.ts';
import type { Desk } from './scan-rows.ts';
import valuesSql from './sql/measured-values.sql?raw';

interface Measured {
  readonly concept: number | null;
  readonly unit: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly outside: number;
  readonly negative: number;
  readonly [name: string]: number | null;
}

const base = { table: 'measurement', column: 'value_as_number' } as const;
const see = (where: string) => `SELECT t.*\nFROM measurement AS t\nWHERE ${where}`;

/** Values of measurements by their unit: a check for every concept and unit that occurs. */
export async function scanMeasurements(ranges: readonly PlausibleRange[], desk: Desk): Promise<Counted[]> {
  const table = desk.held.get('measurement');
  const needed = ['measurement_concept_id', 'unit_concept_id', 'value_as_number'];
  if (!table?.rows || !needed.every((column) => table.columns.has(column))) return [];
  const sql = fillSql(valuesSql, {
    ranges: ranges
      .map(({ concept, unit, low, high }) => `(${[concept, unit, low, high].map(literal).join(', ')})`)
      .join(', '),
    measurement: inDataset(table.name),
  });
  desk.sql.push(sql);
  const measured = await desk.connection.rows<Measured>(sql, [], desk.context);
  const names = await conceptNames(measured, desk);
  const named = (id: number) => names.get(id) ?? `concept ${id}`;
  return [
    ...measured.flatMap((one) => (one.concept && one.unit ? ofUnit(one, one.concept, one.unit, named) : [])),
    ...units(measured, ranges, named),
  ];
}

/** The numbers' own limits where the concept and unit are known; else only that nothing is below zero where nothing can be. */
function ofUnit(m: Measured, concept: number, unit: number, named: (id: number) => string): Counted[] {
  const where = `t.measurement_concept_id = ${concept} AND t.unit_concept_id = ${unit}`;
  const what = `${named(concept)} in ${named(unit)}`;
  const about = `${concept}.${unit}`;
  if (m.low !== null && m.high !== null)
    return [
      {
        ...base,
        check: 'plausibleMeasurement',
        about,
        rule: `${what} is from ${m.low} to ${m.high}`,
        failed: m.outside,
        of: m.n,
        rows: see(`${where}\n  AND (t.value_as_number < ${m.low} OR t.value_as_number > ${m.high})`),
      },
    ];
  if (!neverNegative.includes(unit)) return [];
  return [
    {
      ...base,
      check: 'plausibleMeasurement',
      about,
      rule: `${what} is not negative`,
      failed: m.negative,
      of: m.n,
      rows: see(`${where} AND t.value_as_number < 0`),
    },
  ];
}

/** Concepts with known units should have their values in one of them. */
function units(
  measured: readonly Measured[],
  ranges: readonly PlausibleRange[],
  named: (id: number) => string,
): Counted[] {
  return [...new Set(ranges.map(({ concept }) => concept))].flatMap((concept): Counted[] => {
    const rows = measured.filter((one) => one.concept === concept);
    const known = ranges.filter((one) => one.concept === concept).map(({ unit }) => unit);
    const count = (some: readonly Measured[]) => some.reduce((sum, { n }) => sum + n, 0);
    if (rows.length === 0) return [];
    return [
      {
        table: 'measurement',
        column: 'unit_concept_id',
        check: 'plausibleUnit',
        about: String(concept),
        rule: `${named(concept)} is in ${known.map(named).join(' or ')}`,
        failed: count(rows.filter(({ unit }) => unit === null || !known.includes(unit))),
        of: count(rows),
        rows: see(
          `t.measurement_concept_id = ${concept} AND t.value_as_number IS NOT NULL\n  AND coalesce(t.unit_concept_id, 0) NOT IN (${known.join(', ')})`,
        ),
      },
    ];
  });
}

async function conceptNames(measured: readonly Measured[], desk: Desk): Promise<Map<number, string>> {
  const concept = desk.held.get('concept');
  const ids = [...new Set(measured.flatMap((one) => [one.concept, one.unit]))].filter((id) => id !== null);
  if (!concept?.rows || ids.length === 0) return new Map();
  const rows = await desk.connection.rows<{ id: number; name: string }>(
    `SELECT concept_id AS id, concept_name AS name FROM ${inDataset(concept.name)} WHERE concept_id IN (${ids.join(', ')})`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
