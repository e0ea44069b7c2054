import { literal } from '../../engine/sql-text.ts';
import { inDataset } from './cdm-dataset.ts';
import type { Desk } from './desk.ts';
import { laboratoryRanges } from './laboratory-ranges.ts';
import { type PlausibleRange, withOwnRanges } from './ranges.ts';

/** Plausible ranges by concept and unit: those given, Stillroom's by concept, and those by LOINC and UCUM that the vocabulary has. */
export async function knownRanges(own: readonly PlausibleRange[], desk: Desk): Promise<PlausibleRange[]> {
  const byConcept = withOwnRanges(own);
  const concept = desk.held.get('concept');
  if (!concept?.rows || !concept.columns.has('concept_code')) return byConcept;
  const from = inDataset(concept.name);
  const facts = laboratoryRanges.flatMap(([loinc, bounds]) =>
    Object.entries(bounds).map(([ucum, [low, high]]) => `(${literal(loinc)}, ${literal(ucum)}, ${low}, ${high})`),
  );
  const sql = `SELECT c.concept_id AS concept, u.concept_id AS unit, CAST(any_value(f.low) AS DOUBLE) AS low, CAST(any_value(f.high) AS DOUBLE) AS high
FROM (VALUES ${facts.join(', ')}) AS f(loinc, ucum, low, high)
JOIN ${from} AS c ON c.vocabulary_id = 'LOINC' AND c.concept_code = f.loinc
JOIN ${from} AS u ON u.vocabulary_id = 'UCUM' AND u.concept_code = f.ucum
GROUP BY ALL`;
  desk.sql.push(sql);
  const found = await desk.connection.rows<{ concept: number; unit: number; low: number; high: number }>(
    sql,
    [],
    desk.context,
  );
  const key = ({ concept, unit }: PlausibleRange) => `${concept}.${unit}`;
  const taken = new Set(byConcept.map(key));
  return [...byConcept, ...found.filter((one) => !taken.has(key(one)))];
}
