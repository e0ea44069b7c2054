import { type HeldTable, inDataset } from './cdm-dataset.ts';
import type { Desk } from './desk.ts';

/** How the values of a concept in one unit are spread, from a sample of the rows. */
export interface Spread {
  readonly concept: number;
  /** 0 for none. */
  readonly unit: number;
  readonly sampled: number;
  readonly least: number;
  readonly lower: number;
  readonly middle: number;
  readonly upper: number;
  readonly commonest: number;
  readonly distinct: number;
  readonly [name: string]: number;
}

export interface YearOfValues {
  readonly concept: number;
  readonly unit: number;
  readonly year: number;
  readonly sampled: number;
  readonly middle: number;
  readonly [name: string]: number;
}

/** Rows that are enough to see how values are spread; a block is what DuckDB reads at once. */
const enough = 2_000_000;
const block = 2048;
/** Values below which quartiles, and a year's median, say nothing. */
export const fewest = 100;

/** Every row of a small table, else every so many-th block of rows. */
function sampleSql({ name, rows }: HeldTable): string {
  const every = Math.ceil(rows / enough);
  const where = every > 1 ? ` AND (rowid // ${block}) % ${every} = 0` : '';
  return `SELECT measurement_concept_id AS concept, coalesce(unit_concept_id, 0) AS unit, value_as_number AS v, year(measurement_date) AS year
  FROM ${inDataset(name)}
  WHERE value_as_number IS NOT NULL AND measurement_concept_id <> 0${where}`;
}

export async function spreadsOf(table: HeldTable, desk: Desk): Promise<{ spreads: Spread[]; years: YearOfValues[] }> {
  const { connection, context } = desk;
  const spreads = `SELECT concept, unit, count(*) AS sampled, min(v) AS least, quantile_disc(v, 0.25) AS lower, quantile_disc(v, 0.5) AS middle,
  quantile_disc(v, 0.75) AS upper, mode(v) AS commonest, count(DISTINCT v) AS distinct
FROM (${sampleSql(table)})
GROUP BY ALL
HAVING count(*) >= ${fewest}`;
  const years = `SELECT concept, unit, year, count(*) AS sampled, quantile_disc(v, 0.5) AS middle
FROM (${sampleSql(table)})
WHERE year IS NOT NULL
GROUP BY ALL
HAVING count(*) >= ${fewest}
ORDER BY concept, unit, year`;
  desk.sql.push(spreads, years);
  return {
    spreads: await connection.rows<Spread>(spreads, [], context),
    years: await connection.rows<YearOfValues>(years, [], context),
  };
}

/** Distances between the quartiles beyond which a value is far out: a wrong unit is, a very ill person seldom. */
export const farOut = 6;

/** Values further out than so many distances between the quartiles, measured in logarithms where all are above zero. */
export function fencesOf({ least, lower, upper }: Spread, distances: number): { low: number; high: number } | null {
  if (lower === upper) return null;
  if (least > 0) {
    const ratio = (upper / lower) ** distances;
    return { low: lower / ratio, high: upper * ratio };
  }
  const reach = (upper - lower) * distances;
  return { low: lower - reach, high: upper + reach };
}
