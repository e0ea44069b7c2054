import { courseColumns, courseDrugs } from './courses.ts';
import { uniform, waiting } from './draws.ts';
import { truths } from './truths.ts';

const { channelling } = truths;

/** HbA1c on metformin alone on `day`, what the second-line choice is made on. */
const hba1cOnMetformin = (day: string) =>
  `(hba1c0 + 0.1 * (${day}) / 365.25 + ${truths.effects.metforminOnHba1c} * (metformin_start IS NOT NULL)::INT)`;

const firstLine = `
  SELECT *,
    CASE WHEN diabetes AND egfr0 > 35 AND ${uniform('metformin')} < 0.88
      THEN diabetes_day + (${waiting('metformin delay')} * 60)::INTEGER END AS metformin_start
  FROM persons`;

const secondLine = `
  SELECT *,
    CASE WHEN diabetes AND ${uniform('second line')} < logistic(0.55 + 0.5 * (hba1c0 - 8))
      THEN coalesce(metformin_start, diabetes_day) + 120 + (${waiting('second line delay')} * 500)::INTEGER END AS second_day,
    CASE WHEN ${uniform('statin')} < logistic(-1.2 + 1.3 * diabetes::INT + 2.2 * ischaemia::INT + 1.1 * hyperlipidaemia::INT)
      THEN coalesce(diabetes_day, 20) + (${waiting('statin delay')} * 300)::INTEGER END AS statin_start,
    CASE WHEN hypertension AND ${uniform('ace')} < logistic(0.1 + 0.5 * diabetes::INT + 0.35 * (albuminuria0 - ln(30)))
      THEN hypertension_day + (${waiting('ace delay')} * 150)::INTEGER END AS ace_start,
    CASE WHEN hypertension AND ${uniform('amlodipine')} < logistic(-0.6 + 0.04 * (systolic0 - 140))
      THEN hypertension_day + (${waiting('amlodipine delay')} * 400)::INTEGER END AS amlodipine_start
  FROM first_line`;

const choice = `
  SELECT *,
    second_day IS NOT NULL AND egfr0 + egfr_slope * second_day / 365.25 > ${channelling.notBelowEgfr}
      AND ${uniform('choice')} < logistic(${channelling.intercept}
        + ${channelling.ischaemicHeartDisease} * ischaemia::INT
        + ${channelling.systolicPer10} * (systolic0 - 138) / 10
        + ${channelling.hba1cPerPoint} * (${hba1cOnMetformin('second_day')} - 7.5)
        + ${channelling.bmiPer5} * (bmi - 32) / 5
        + ${channelling.albuminuriaPerLog} * (albuminuria0 - ln(30))) AS chose_sglt2
  FROM second_line`;

/** The loser of the choice is added later by some: about one in ten sees both drugs. */
const starts = `
  SELECT *,
    CASE WHEN chose_sglt2 THEN second_day
      WHEN ${uniform('adds sglt2')} < 0.12 THEN second_day + 700 + (${waiting('adds sglt2 after')} * 500)::INTEGER END AS sglt2_start,
    CASE WHEN NOT chose_sglt2 THEN second_day
      WHEN ${uniform('adds sulfonylurea')} < 0.08 THEN second_day + 700 + (${waiting('adds sulfonylurea after')} * 500)::INTEGER
      END AS sulfonylurea_start,
    CASE WHEN diabetes AND ${uniform('insulin')} < logistic(-1.9 + 0.45 * (hba1c0 - 8))
      THEN coalesce(second_day, diabetes_day) + 200 + (${waiting('insulin delay')} * 700)::INTEGER END AS insulin_start
  FROM choice`;

/** SQL that adds the courses of every long-term drug to the rows of `persons`. */
export const treatmentsSql = `
  WITH first_line AS (${firstLine}), second_line AS (${secondLine}), choice AS (${choice}), starts AS (${starts})
  SELECT * EXCLUDE (second_day, chose_sglt2, ${courseDrugs.map((drug) => `${drug}_start`).join(', ')}),
    ${courseDrugs.map(courseColumns).join(',\n    ')}
  FROM starts`;
