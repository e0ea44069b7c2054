import { quantile } from '../../stats/quantile.ts';
import { type HeldTable, inDataset } from './cdm-dataset.ts';
import { mainConceptOf } from './cdm-facts.ts';
import { conceptNames } from './concept-names.ts';
import type { Desk } from './desk.ts';
import type { Counted } from './result-of.ts';
import { limits } from './thresholds.ts';

interface Year {
  readonly concept: number;
  readonly year: number;
  readonly n: number;
  readonly [name: string]: number;
}

/** A year with less than this share of the concept's middle year is a hole: a source that was not delivered, or codes that changed. */
const hole = 0.1;
/** Rows that the middle year must have, and years between the first and the last, for a hole to mean something. */
const enough = { rows: 20, years: 3 };

/** Whether each frequent concept is recorded in every year from its first to the table's last, both left out as they may be begun or unfinished. */
export async function scanYears(table: HeldTable, desk: Desk): Promise<Counted[]> {
  const { name, date } = table.spec;
  const concept = mainConceptOf(name);
  if (!date || !table.columns.has(date) || !table.columns.has(concept)) return [];
  const sql = `SELECT ${concept} AS concept, year(${date}) AS year, count(*) AS n
FROM ${inDataset(table.name)}
WHERE ${concept} <> 0 AND ${date} IS NOT NULL
GROUP BY ${concept}, year(${date})
QUALIFY sum(count(*)) OVER (PARTITION BY ${concept}) >= ${limits.frequent}
ORDER BY concept, year`;
  desk.sql.push(sql);
  const years = await desk.connection.rows<Year>(sql, [], desk.context);
  const last = lastOf(years);
  const byConcept = new Map<number, Year[]>();
  for (const one of years) byConcept.set(one.concept, [...(byConcept.get(one.concept) ?? []), one]);
  const most = [...byConcept].sort(([, a], [, b]) => total(b) - total(a)).slice(0, limits.concepts);
  const named = await conceptNames(byConcept.keys(), desk);
  return most.flatMap(([id, own]): Counted[] => {
    const counts = whole(own, last);
    const middle = quantile(Float64Array.from(counts).sort(), 0.5) ?? 0;
    if (counts.length < enough.years || middle < enough.rows) return [];
    return [
      {
        check: 'steadyYears',
        table: name,
        column: date,
        concept: id,
        rule: `${named(id)}: recorded in every year since it first was (years with less than a tenth of the middle year's rows)`,
        failed: counts.filter((n) => n < hole * middle).length,
        of: counts.length,
        rows: `SELECT year(${date}) AS year, count(*) AS rows\nFROM ${name}\nWHERE ${concept} = ${id}\nGROUP BY ALL\nORDER BY year`,
      },
    ];
  });
}

/** The table's last year that is no stray: one with at least a tenth of its middle year's rows. */
function lastOf(years: readonly Year[]): number {
  const rows = new Map<number, number>();
  for (const { year, n } of years) rows.set(year, (rows.get(year) ?? 0) + n);
  const middle = quantile(Float64Array.from(rows.values()).sort(), 0.5) ?? 0;
  return Math.max(0, ...[...rows].filter(([, n]) => n >= hole * middle).map(([year]) => year));
}

const total = (years: readonly Year[]): number => years.reduce((sum, { n }) => sum + n, 0);

/** Rows of the years between the first and the last, 0 for a year without any. */
function whole(own: readonly Year[], last: number): number[] {
  const rows = new Map(own.map(({ year, n }) => [year, n]));
  const from = own[0]!.year + 1;
  return Array.from({ length: Math.max(0, last - from) }, (_, y) => rows.get(from + y) ?? 0);
}
