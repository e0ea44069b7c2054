import { literal } from '../../core/engine/sql-text.ts';
import { uniform } from './draws.ts';

interface Diagnosis {
  readonly concept: number;
  readonly source: string;
  /** When the visit codes it: `always` on the occasion itself, otherwise with a chance while it is true. */
  readonly when: string;
  readonly chance: number;
}

const at = (...reasons: readonly string[]) => `reason IN (${reasons.map(literal).join(', ')})`;
const routine = `reason NOT IN ('dialysis', 'dermatitis', 'last illness')`;

export const diagnoses: readonly Diagnosis[] = [
  { concept: 201826, source: 'E11.9', when: at('diabetes'), chance: 1 },
  { concept: 201826, source: 'E11.9', when: `has_diabetes AND ${routine} AND reason <> 'diabetes'`, chance: 0.5 },
  { concept: 320128, source: 'I10', when: at('hypertension'), chance: 1 },
  {
    concept: 320128,
    source: 'I10',
    when: `has_hypertension AND ${routine} AND reason <> 'hypertension'`,
    chance: 0.35,
  },
  { concept: 443597, source: 'N18.3', when: at('stage 3'), chance: 1 },
  { concept: 443612, source: 'N18.4', when: at('stage 4'), chance: 1 },
  {
    concept: 443597,
    source: 'N18.3',
    when: `has_stage3 AND NOT has_stage4 AND ${routine} AND reason <> 'stage 3'`,
    chance: 0.3,
  },
  {
    concept: 443612,
    source: 'N18.4',
    when: `has_stage4 AND NOT has_kidney_failure AND ${routine} AND reason <> 'stage 4'`,
    chance: 0.45,
  },
  { concept: 193782, source: 'N18.6', when: at('kidney failure'), chance: 1 },
  { concept: 193782, source: 'N18.6', when: at('dialysis'), chance: 0.4 },
  { concept: 316139, source: 'I50.9', when: at('heart failure', 'heart failure again'), chance: 1 },
  {
    concept: 316139,
    source: 'I50.9',
    when: `has_heart_failure AND ${routine} AND reason NOT LIKE 'heart failure%'`,
    chance: 0.3,
  },
  { concept: 312327, source: 'I21.9', when: at('infarction'), chance: 1 },
  { concept: 197320, source: 'N17.9', when: at('injury'), chance: 1 },
  { concept: 24609, source: 'E16.2', when: at('hypoglycaemia'), chance: 1 },
  { concept: 134438, source: 'L25.9', when: at('dermatitis'), chance: 1 },
  { concept: 317576, source: 'I25.10', when: `ischaemia AND ${at('entry', 'infarction')}`, chance: 1 },
  { concept: 317576, source: 'I25.10', when: `ischaemia AND ${at('regular')}`, chance: 0.2 },
  { concept: 432867, source: 'E78.5', when: `hyperlipidaemia AND ${at('regular', 'entry')}`, chance: 0.22 },
  { concept: 433736, source: 'E66.9', when: `bmi >= 30 AND ${at('regular', 'entry')}`, chance: 0.12 },
  {
    concept: 80180,
    source: 'M19.90',
    when: `${at('regular')} AND ${uniform('arthrosis')} < 0.004 * age`,
    chance: 0.06,
  },
  {
    concept: 440383,
    source: 'F32.A',
    when: `${at('regular', 'other')} AND ${uniform('depression')} < 0.14`,
    chance: 0.1,
  },
  {
    concept: 255573,
    source: 'J44.9',
    when: `${at('regular', 'other')} AND ${uniform('lungs')} < CASE WHEN smoking = 4298794 THEN 0.25 ELSE 0.05 END`,
    chance: 0.15,
  },
  { concept: 260139, source: 'J20.9', when: at('regular', 'other'), chance: 0.035 },
];

const item = ({ concept, source, when, chance }: Diagnosis, i: number) => {
  const coded = chance === 1 ? '' : ` AND uniform(key, 'codes ${i}', day) < ${chance}`;
  return `CASE WHEN ${when}${coded} THEN {n: ${i}, concept: ${concept}, source: '${source}'} END`;
};

/** Leaves room for every diagnosis in the ids of a visit. */
const diagnosesPerVisit = 2 ** Math.ceil(Math.log2(diagnoses.length));

/** One row per coded diagnosis of `encounters`, in their order. */
export const diagnosesSql = `
  SELECT d.n AS n, person_id, d.concept AS concept, d.source AS source, visit_date, visit_id, site
  FROM (SELECT *, unnest(list_filter([${diagnoses.map(item).join(',\n    ')}], lambda d: d IS NOT NULL)) AS d FROM encounters)`;

/** Diagnoses joined into eras where 30 days or fewer lie between them (the OMOP convention). Reads `coded`. */
export const conditionErasSql = `
  SELECT person_id, concept, min(visit_date) AS first_date, max(visit_date) AS last_date, count(*)::INTEGER AS occurrences
  FROM (
    SELECT *, sum(opens) OVER (PARTITION BY person_id, concept ORDER BY visit_id, n) AS era
    FROM (SELECT *, (visit_date - coalesce(lag(visit_date) OVER (PARTITION BY person_id, concept ORDER BY visit_id, n),
                     visit_date - 1000) > 30)::INT AS opens FROM coded))
  GROUP BY person_id, concept, era ORDER BY person_id, first_date, concept`;

export const conditionOccurrenceSql = `
  SELECT (visit_id * ${diagnosesPerVisit} + n)::BIGINT AS condition_occurrence_id, person_id::BIGINT AS person_id, concept::INTEGER AS condition_concept_id,
    visit_date AS condition_start_date, NULL::TIMESTAMP AS condition_start_datetime,
    visit_date AS condition_end_date, NULL::TIMESTAMP AS condition_end_datetime,
    32817 AS condition_type_concept_id, NULL::INTEGER AS condition_status_concept_id, NULL::VARCHAR AS stop_reason,
    (site * 3 - visit_id % 3)::INTEGER AS provider_id, visit_id::BIGINT AS visit_occurrence_id, NULL::BIGINT AS visit_detail_id,
    source AS condition_source_value, 0 AS condition_source_concept_id, NULL::VARCHAR AS condition_status_source_value
  FROM work.diagnoses`;

export const conditionEraSql = `
  SELECT row_number() OVER ()::BIGINT AS condition_era_id, person_id::BIGINT AS person_id,
    concept::INTEGER AS condition_concept_id, first_date AS condition_era_start_date,
    last_date AS condition_era_end_date, occurrences AS condition_occurrence_count
  FROM work.condition_eras`;
