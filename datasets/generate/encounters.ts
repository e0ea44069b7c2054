import { normal, uniform } from './draws.ts';
import { quarterDays } from './outcomes.ts';
import { albuminuria, egfr, hba1c, ldl, systolic } from './trajectories.ts';

export const visitKinds = { inpatient: 9201, outpatient: 9202, emergency: 9203 } as const;

const slotDays = 45;

/**
 * Regular visits: two chances a quarter. Sicker people, and people who seek care, are seen more often, so what is
 * measured and how often says something by itself.
 */
const regular = `
  SELECT person_id, slot_day AS day, ${visitKinds.outpatient} AS kind, 'regular' AS reason, 0 AS stay
  FROM (
    SELECT key, person_id, end_day, chance, quarter * 2 + slot AS turn,
      (first_day + slot * ${slotDays} + floor(${uniform('visit day', 'quarter * 2 + slot')} * ${slotDays}))::INTEGER AS slot_day
    FROM (
      SELECT q.key, person_id, end_day, quarter, first_day, unnest([0, 1]) AS slot,
        clamp(care * (0.8 + 1.2 * coalesce(first_day >= q.diabetes_day, false)::INT
          + 0.5 * coalesce(first_day >= hypertension_day, false)::INT
          + 1.2 * (egfr_now < 60)::INT + 1.6 * (egfr_now < 30)::INT + 0.35 * greatest(0, hba1c_now - 8)
          + 0.8 * coalesce(first_day > heart_failure_day, false)::INT
          + 3 * coalesce(first_day >= decline_day, false)::INT) / 8, 0.03, 0.92) AS chance
      FROM quarters q JOIN lives USING (person_id) WHERE first_day < end_day))
  WHERE slot_day < end_day AND ${uniform('visit', 'turn')} < chance`;

/** The visit at which something is first recorded, or for which one goes to hospital. */
const occasions: readonly (readonly [reason: string, day: string, kind: keyof typeof visitKinds, stay: string])[] = [
  ['entry', `(${uniform('entry visit')} * 14)::INTEGER`, 'outpatient', '0'],
  ['diabetes', 'diabetes_day', 'outpatient', '0'],
  ['hypertension', 'hypertension_day', 'outpatient', '0'],
  ['stage 3', `CASE WHEN ${uniform('stage 3 noticed')} < 0.8 THEN stage3_day END`, 'outpatient', '0'],
  ['stage 4', `CASE WHEN ${uniform('stage 4 noticed')} < 0.95 THEN stage4_day END`, 'outpatient', '0'],
  ['heart failure', 'heart_failure_day', 'inpatient', `3 + floor(${uniform('stay', 1)} * 8)`],
  ['infarction', 'infarction_day', 'inpatient', `2 + floor(${uniform('stay', 2)} * 6)`],
  ['kidney failure', 'kidney_failure_day', 'inpatient', `4 + floor(${uniform('stay', 3)} * 9)`],
  ['injury', 'injury_day', 'inpatient', `2 + floor(${uniform('stay', 4)} * 7)`],
  ['hypoglycaemia', 'hypoglycaemia_day', 'emergency', '0'],
  ['dermatitis', 'dermatitis_day', 'outpatient', '0'],
  [
    'last illness',
    `CASE WHEN ${uniform('dies in hospital')} < 0.4 THEN greatest(0, died_day - floor(${uniform('last stay')} * 12)::INTEGER) END`,
    'inpatient',
    '30',
  ],
];

const special = `
  SELECT person_id, o.day, o.kind, o.reason, o.stay
  FROM (SELECT person_id, end_day, unnest([${occasions
    .map(
      ([reason, day, kind, stay]) =>
        `{day: (${day})::INTEGER, kind: ${visitKinds[kind]}, reason: '${reason}', stay: (${stay})::INTEGER}`,
    )
    .join(',\n    ')}]) AS o FROM lives)
  WHERE o.day <= end_day`;

/** Hospital stays and emergency visits for other reasons, further stays for heart failure, dialysis every four weeks. */
const unplanned = `
  SELECT person_id, (quarter * ${quarterDays} + floor(${uniform('unplanned day', 'quarter')} * ${quarterDays}))::INTEGER AS day,
    CASE WHEN draw < 0.010 * risk THEN ${visitKinds.inpatient} WHEN draw < 0.026 * risk THEN ${visitKinds.emergency}
      ELSE ${visitKinds.inpatient} END AS kind,
    CASE WHEN draw < 0.026 * risk THEN 'other' ELSE 'heart failure again' END AS reason,
    (1 + floor(${uniform('unplanned stay', 'quarter')} * 7))::INTEGER AS stay
  FROM (SELECT *, ${uniform('unplanned', 'quarter')} AS draw,
          exp(0.25 * (age0 - 60) / 10 + 0.3 * (egfr0 < 45)::INT) AS risk
        FROM (SELECT *, unnest(range(end_day // ${quarterDays})) AS quarter FROM lives))
  WHERE draw < 0.026 * risk + 0.055 * coalesce(quarter * ${quarterDays} > heart_failure_day + 15, false)::INT`;

const dialysis = `
  SELECT person_id, day, ${visitKinds.outpatient} AS kind, 'dialysis' AS reason, 0 AS stay
  FROM (SELECT person_id, unnest(range(kidney_failure_day + 15, end_day, 28))::INTEGER AS day
        FROM lives WHERE kidney_failure_day IS NOT NULL)`;

/**
 * One row per visit of the persons in `lives`, numbered from 1 in order of person and day, with the state on that day
 * that measurements and diagnoses are made from.
 */
export const encountersSql = `
  WITH visits AS (${regular} UNION ALL ${special} UNION ALL ${unplanned} UNION ALL ${dialysis})
  SELECT row_number() OVER (ORDER BY person_id, day, kind, reason) AS visit_id,
    person_id, key, day, (start_date + day)::DATE AS visit_date, kind, reason, site,
    CASE WHEN kind = ${visitKinds.inpatient} THEN (start_date + least(day + stay, end_day))::DATE
      ELSE (start_date + day)::DATE END AS visit_end,
    coalesce(day >= diabetes_day, false) AS has_diabetes,
    coalesce(day >= hypertension_day, false) AS has_hypertension,
    coalesce(day >= heart_failure_day, false) AS has_heart_failure,
    coalesce(day >= kidney_failure_day, false) AS has_kidney_failure,
    coalesce(day >= stage3_day, false) AS has_stage3, coalesce(day >= stage4_day, false) AS has_stage4,
    ischaemia, hyperlipidaemia, smoking, male, (age0 + day / 365.25)::FLOAT AS age,
    (bmi + 0.6 * ${normal('bmi visit', 'day')})::FLOAT AS bmi,
    (${egfr('day')})::FLOAT AS egfr, (${hba1c('day')})::FLOAT AS hba1c, (${systolic('day')})::FLOAT AS systolic,
    (${albuminuria('day')})::FLOAT AS albuminuria, (${ldl('day')})::FLOAT AS ldl
  FROM visits JOIN lives USING (person_id)
  ORDER BY visit_id`;
