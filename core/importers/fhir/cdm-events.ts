import { fixed, typeConcept } from './fixed-concepts.ts';
import type { Stage } from './stage.ts';
import type { eventTables } from './staged.ts';

type EventTable = (typeof eventTables)[number];

const type = `${typeConcept.ehr}::BIGINT`;
const start = 'coalesce(e.start_date, v.start_date)';
const startTime = 'CASE WHEN e.start_date IS NULL THEN v.start_datetime ELSE e.start_datetime END';
const notBefore = (end: string): string => `CASE WHEN ${end} >= ${start} THEN ${end} END`;

/** The joins that every event has: its person `p`, visit `v`, carer `d` and code `c`. */
function from({ name }: Stage, table: EventTable, more = '', system = 'e.system', code = 'e.code'): string {
  return `FROM ${name(table)} e JOIN ${name('resources')} r USING (rid)
    JOIN ${name('known')} pk ON pk.key = e.subject JOIN ${name('person_id')} p ON p.rid = pk.rid
    LEFT JOIN ${name('known')} vk ON vk.key = e.encounter LEFT JOIN ${name('visit_id')} v ON v.rid = vk.rid
    LEFT JOIN ${name('known')} dk ON dk.key = e.performer LEFT JOIN ${name('provider_id')} d ON d.rid = dk.rid
    ${more} LEFT JOIN ${name('codes')} c ON c.system = ${system} AND c.code = ${code}`;
}

/** Columns with the prefix of their table: number, person, concept, beginning, type, carer, visit, source. */
const common = (
  table: string,
  what: string,
  date: string,
  typed = type,
  code = 'coalesce(e.code, e.display)',
): string => `
  row_number() OVER (ORDER BY p.id, ${start}, r.type, r.id, e.part) AS ${table}_id, p.id AS person_id,
  coalesce(c.concept_id, 0) AS ${what}_concept_id, ${start} AS ${date}_date, ${startTime} AS ${date}_datetime,
  ${typed} AS ${what}_type_concept_id, d.id AS provider_id, v.id AS visit_occurrence_id,
  ${code} AS ${what}_source_value, coalesce(c.source_concept_id, 0) AS ${what}_source_concept_id`;

const value = `e.value_number AS value_as_number,
  CASE WHEN e.value_code IS NOT NULL THEN coalesce(vc.concept_id, 0) END AS value_as_concept_id,
  CASE WHEN e.unit IS NOT NULL THEN coalesce(uc.concept_id, 0) END AS unit_concept_id, e.unit AS unit_source_value,
  coalesce(e.value_code, e.value_display, e.value_text, CAST(e.value_number AS VARCHAR)) AS value_source_value`;

const valueJoins = ({ name }: Stage): string => `
  LEFT JOIN ${name('codes')} vc ON vc.system = e.value_system AND vc.code = e.value_code
  LEFT JOIN ${name('codes')} uc ON uc.system = e.unit_system AND uc.code = e.unit_code`;

function visits(stage: Stage): string {
  const { name } = stage;
  return `SELECT v.id AS visit_occurrence_id, p.id AS person_id, ${fixed.visit('e.class')} AS visit_concept_id,
      e.start_date AS visit_start_date, e.start_datetime AS visit_start_datetime,
      coalesce(${notBefore('e.end_date').replaceAll(start, 'e.start_date')}, e.start_date) AS visit_end_date,
      e.end_datetime AS visit_end_datetime, ${typeConcept.encounter}::BIGINT AS visit_type_concept_id,
      d.id AS provider_id, coalesce(l.id, o.id) AS care_site_id, e.class AS visit_source_value,
      coalesce(c.source_concept_id, 0) AS visit_source_concept_id,
      CASE WHEN e.admit IS NOT NULL THEN 0::BIGINT END AS admitted_from_concept_id, e.admit AS admitted_from_source_value,
      CASE WHEN e.discharge IS NOT NULL THEN 0::BIGINT END AS discharged_to_concept_id,
      e.discharge AS discharged_to_source_value
    FROM ${name('visit')} e JOIN ${name('resources')} r USING (rid) JOIN ${name('visit_id')} v USING (rid)
    JOIN ${name('known')} pk ON pk.key = e.subject JOIN ${name('person_id')} p ON p.rid = pk.rid
    LEFT JOIN ${name('known')} dk ON dk.key = e.performer LEFT JOIN ${name('provider_id')} d ON d.rid = dk.rid
    LEFT JOIN ${name('known')} lk ON lk.key = e.location LEFT JOIN ${name('site_id')} l ON l.rid = lk.rid
    LEFT JOIN ${name('known')} ok ON ok.key = e.organization LEFT JOIN ${name('site_id')} o ON o.rid = ok.rid
    LEFT JOIN ${name('codes')} c ON c.system = e.system AND c.code = e.code`;
}

function drugs(stage: Stage): string {
  const { name } = stage;
  const medication = `LEFT JOIN ${name('known')} mk ON mk.key = e.medication LEFT JOIN ${name('medication')} m ON m.rid = mk.rid`;
  const code = 'coalesce(e.code, m.code)';
  const words = `coalesce(${code}, e.display, m.display)`;
  return `SELECT ${common('drug_exposure', 'drug', 'drug_exposure_start', 'e.type_concept_id', words)},
      coalesce(${notBefore('e.end_date')}, ${start} + CAST(greatest(e.days_supply, 1) - 1 AS INTEGER), ${start}) AS drug_exposure_end_date,
      e.end_datetime AS drug_exposure_end_datetime, e.end_date AS verbatim_end_date, e.stop_reason, e.refills, e.quantity,
      e.days_supply, e.sig, CASE WHEN e.route IS NOT NULL THEN 0::BIGINT END AS route_concept_id, e.lot_number,
      e.route AS route_source_value, e.dose_unit AS dose_unit_source_value
    ${from(stage, 'drug', medication, 'coalesce(m.system, e.system)', code)}`;
}

function devices(stage: Stage): string {
  const { name } = stage;
  const kind = `LEFT JOIN ${name('known')} mk ON mk.key = e.device LEFT JOIN ${name('device_kind')} m ON m.rid = mk.rid`;
  return `SELECT ${common('device_exposure', 'device', 'device_exposure_start', type, 'coalesce(m.code, m.display)')},
      ${notBefore('e.end_date')} AS device_exposure_end_date, e.end_datetime AS device_exposure_end_datetime,
      m.unique_id AS unique_device_id, m.production_id
    ${from(stage, 'device', kind, 'm.system', 'm.code')}`;
}

/** Visits and what happened in them: the SQL of each table of the CDM. */
export const cdmEvents = (stage: Stage): readonly (readonly [table: string, sql: string])[] => [
  ['visit_occurrence', visits(stage)],
  [
    'condition_occurrence',
    `SELECT ${common('condition_occurrence', 'condition', 'condition_start')},
       ${notBefore('e.end_date')} AS condition_end_date, e.end_datetime AS condition_end_datetime,
       0::BIGINT AS condition_status_concept_id, e.status AS condition_status_source_value ${from(stage, 'condition')}`,
  ],
  [
    'procedure_occurrence',
    `SELECT ${common('procedure_occurrence', 'procedure', 'procedure')},
       ${notBefore('e.end_date')} AS procedure_end_date, e.end_datetime AS procedure_end_datetime,
       0::BIGINT AS modifier_concept_id, e.modifier AS modifier_source_value ${from(stage, 'procedure')}`,
  ],
  ['drug_exposure', drugs(stage)],
  ['device_exposure', devices(stage)],
  [
    'measurement',
    `SELECT ${common('measurement', 'measurement', 'measurement')}, ${fixed.operator('e.operator')} AS operator_concept_id,
       e.range_low, e.range_high, ${value} ${from(stage, 'measurement', valueJoins(stage))}`,
  ],
  [
    'observation',
    `SELECT ${common('observation', 'observation', 'observation')},
       coalesce(e.value_text, e.value_display) AS value_as_string, e.qualifier AS qualifier_source_value, ${value}
     ${from(stage, 'observation', valueJoins(stage))}`,
  ],
  [
    'specimen',
    `SELECT * EXCLUDE (provider_id, visit_occurrence_id, specimen_source_concept_id)
     FROM (SELECT ${common('specimen', 'specimen', 'specimen')}, e.quantity, e.unit AS unit_source_value,
       e.body_site AS anatomic_site_source_value, e.source_id AS specimen_source_id ${from(stage, 'specimen')})`,
  ],
];

const dated: readonly (readonly [table: string, first: string, last: string])[] = [
  ['visit_occurrence', 'visit_start_date', 'visit_end_date'],
  ['condition_occurrence', 'condition_start_date', 'condition_start_date'],
  ['procedure_occurrence', 'procedure_date', 'procedure_date'],
  ['drug_exposure', 'drug_exposure_start_date', 'drug_exposure_start_date'],
  ['device_exposure', 'device_exposure_start_date', 'device_exposure_start_date'],
  ['measurement', 'measurement_date', 'measurement_date'],
  ['observation', 'observation_date', 'observation_date'],
  ['specimen', 'specimen_date', 'specimen_date'],
];

/** FHIR does not say when a person was under observation: from the first to the last of what was recorded. */
export const observationPeriods = ({ name }: Stage): string => {
  const parts = dated.map(
    ([table, first, last]) => `SELECT person_id, ${first} AS first, ${last} AS last FROM ${name(`out_${table}`)}`,
  );
  return `SELECT row_number() OVER (ORDER BY person_id) AS observation_period_id, person_id,
      min(first) AS observation_period_start_date, max(last) AS observation_period_end_date,
      ${typeConcept.derived}::BIGINT AS period_type_concept_id
    FROM (${parts.join(' UNION ALL ')}) GROUP BY person_id`;
};
