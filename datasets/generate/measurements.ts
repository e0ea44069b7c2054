import { literal } from '../../core/engine/sql-text.ts';
import { local } from './concepts.ts';
import { uniform } from './draws.ts';

interface Test {
  readonly code: string;
  readonly concept: number;
  readonly unitConcept: number;
  readonly unit: string;
  readonly low: number | null;
  readonly high: number | null;
  /** Chance that the visit measures it: what is missing depends on who one is and how one does. */
  readonly chance: string;
  readonly value: string;
}

const noise = (what: string) => `normal(key, ${literal(what)}, visit_no)`;
const hospital = 'kind = 9201';
const clinic = 'kind = 9202';

/** The kidney panel is one draw: creatinine and eGFR are measured together. eGFR carries 5 % of noise. */
const panel = 'measured_egfr';
const kidneyPanel = `CASE WHEN has_kidney_failure THEN 0 WHEN ${hospital} THEN 0.95 WHEN reason LIKE 'stage %' THEN 1
  ELSE 0.25 + 0.25 * has_diabetes::INT + 0.35 * (egfr < 60)::INT END`;

/** CKD-EPI 2021 turned around: creatinine (mg/dL) that gives this eGFR at this age and sex (above its knee). */
const creatinine = `CASE WHEN male
  THEN 0.9 * pow(${panel} / (142 * pow(0.9938, age)), -1 / 1.2)
  ELSE 0.7 * pow(${panel} / (142 * 1.012 * pow(0.9938, age)), -1 / 1.2) END`;

export const tests: readonly Test[] = [
  {
    code: 'egfr',
    concept: 40764999,
    unitConcept: local.egfrUnit,
    unit: 'mL/min/1.73m2',
    low: 60,
    high: null,
    chance: kidneyPanel,
    value: `round(${panel})`,
  },
  {
    code: 'creatinine',
    concept: 3016723,
    unitConcept: 8840,
    unit: 'mg/dL',
    low: 0.6,
    high: 1.3,
    chance: kidneyPanel,
    value: `round(${creatinine}, 2)`,
  },
  {
    code: 'hba1c',
    concept: 3004410,
    unitConcept: 8554,
    unit: '%',
    low: 4,
    high: 5.6,
    chance: `CASE WHEN reason = 'diabetes' THEN 1 WHEN ${clinic} AND has_diabetes THEN 0.55 WHEN ${clinic} THEN 0.08
      WHEN ${hospital} AND has_diabetes THEN 0.4 ELSE 0 END`,
    value: `round(greatest(4, hba1c + 0.25 * ${noise('hba1c value')}), 1)`,
  },
  {
    code: 'systolic',
    concept: 3004249,
    unitConcept: 8876,
    unit: 'mmHg',
    low: 90,
    high: 140,
    chance: `CASE WHEN reason = 'dialysis' THEN 0.5 ELSE 0.8 END`,
    value: `round(clamp(systolic + 7 * ${noise('systolic value')}, 80, 230))`,
  },
  {
    code: 'diastolic',
    concept: 3012888,
    unitConcept: 8876,
    unit: 'mmHg',
    low: 60,
    high: 90,
    chance: `CASE WHEN reason = 'dialysis' THEN 0.5 ELSE 0.8 END`,
    value: `round(clamp(44 + 0.28 * systolic - 0.12 * (age - 60) + 5 * ${noise('diastolic value')}, 40, 125))`,
  },
  {
    code: 'albuminuria',
    concept: 3020682,
    unitConcept: local.albuminuriaUnit,
    unit: 'mg/g',
    low: 0,
    high: 30,
    chance: `CASE WHEN has_kidney_failure OR ${hospital} THEN 0.05 ELSE 0.04 + 0.22 * has_diabetes::INT
      + 0.3 * (egfr < 60)::INT END`,
    value: `round(greatest(1, exp(albuminuria + 0.25 * ${noise('albuminuria value')})), 1)`,
  },
  {
    code: 'ldl',
    concept: 3028437,
    unitConcept: 8840,
    unit: 'mg/dL',
    low: 0,
    high: 130,
    chance: `CASE WHEN ${clinic} AND reason <> 'dialysis' THEN 0.12 + 0.18 * hyperlipidaemia::INT + 0.1 * has_diabetes::INT ELSE 0 END`,
    value: `round(clamp(ldl + 9 * ${noise('ldl value')}, 25, 260))`,
  },
  {
    code: 'bmi',
    concept: 3038553,
    unitConcept: 9531,
    unit: 'kg/m2',
    low: 18.5,
    high: 25,
    chance: `CASE WHEN reason IN ('entry', 'diabetes') THEN 0.9 WHEN ${clinic} THEN 0.22 ELSE 0.3 END`,
    value: 'round(bmi::DOUBLE, 1)',
  },
];

/** Blood pressure and kidney panel are drawn once for both of their tests. */
const drawName: Readonly<Record<string, string>> = { creatinine: 'egfr', diastolic: 'systolic' };
const done = ({ code, chance }: Test) =>
  `uniform(key, ${literal(`measures ${drawName[code] ?? code}`)}, visit_no) < (${chance})`;

const item = (test: Test, i: number) =>
  `CASE WHEN ${done(test)} THEN {n: ${i}, concept: ${test.concept}, unit_concept: ${test.unitConcept}, unit: '${test.unit}',
    low: ${literal(test.low)}::DOUBLE, high: ${literal(test.high)}::DOUBLE, value: (${test.value})::DOUBLE} END`;

/**
 * CDM `measurement` from `encounters`. One result in 300 was lost (no value), and above 90 one site reports only
 * “> 90”: value 90 with the operator “greater than”.
 */
export const measurementSql = `
  SELECT (visit_id * 8 + m.n)::BIGINT AS measurement_id, person_id::BIGINT AS person_id,
    m.concept::INTEGER AS measurement_concept_id, visit_date AS measurement_date,
    NULL::TIMESTAMP AS measurement_datetime, NULL::VARCHAR AS measurement_time,
    32817 AS measurement_type_concept_id,
    CASE WHEN m.n = 0 AND site = 7 AND m.value > 90 THEN 4172704 ELSE 4172703 END AS operator_concept_id,
    CASE WHEN ${uniform('lost', 'visit_no * 8 + m.n')} < 0.0033 THEN NULL
      WHEN m.n = 0 AND site = 7 AND m.value > 90 THEN 90 ELSE m.value END AS value_as_number,
    NULL::INTEGER AS value_as_concept_id, m.unit_concept::INTEGER AS unit_concept_id, m.low AS range_low, m.high AS range_high,
    (site * 3 - visit_id % 3)::INTEGER AS provider_id, visit_id::BIGINT AS visit_occurrence_id,
    NULL::BIGINT AS visit_detail_id, NULL::VARCHAR AS measurement_source_value,
    0 AS measurement_source_concept_id, m.unit AS unit_source_value, NULL::INTEGER AS unit_source_concept_id,
    NULL::VARCHAR AS value_source_value, NULL::BIGINT AS measurement_event_id, NULL::INTEGER AS meas_event_field_concept_id
  FROM (
    SELECT *, unnest(list_filter([${tests.map(item).join(',\n      ')}], lambda t: t IS NOT NULL)) AS m
    FROM (SELECT *, clamp(egfr * (1 + 0.05 * normal(key, 'egfr value', visit_no)), 4, 140) AS ${panel}
          FROM (SELECT *, day * 4 + kind % 4 AS visit_no FROM encounters)))`;
