/**
 * New users of a second-line drug with diabetes, as an analyst would build them from the tables alone: index at the
 * first SGLT2 inhibitor or sulfonylurea, followed while on it (the course and no switch) up to the outcome or the end
 * of observation, with the last values measured in the two years before. Persons with the outcome before are out. With
 * a lag, time at risk starts and ends that many days later: a decline that began before the drug is not its doing.
 */
export const newUsersSql = (outcome: number, lagDays = 0) => `
  WITH users AS (
    SELECT person_id, sglt2, start, start + ${lagDays} AS risk_start,
      least(stop, coalesce(switched, DATE '2100-01-01')) + ${lagDays} AS stop
    FROM (
      SELECT person_id, drug_concept_id IN (45774751, 44785829) AS sglt2, drug_era_start_date AS start,
        drug_era_end_date AS stop, row_number() OVER (PARTITION BY person_id ORDER BY drug_era_start_date) AS n,
        lead(drug_era_start_date) OVER (PARTITION BY person_id ORDER BY drug_era_start_date) AS switched
      FROM drug_era WHERE drug_concept_id IN (45774751, 44785829, 1560171, 1597756))
    WHERE n = 1),
  outcomes AS (SELECT person_id, min(condition_start_date) AS outcome FROM condition_occurrence
    WHERE condition_concept_id = ${outcome} GROUP BY 1),
  hearts AS (SELECT person_id, min(condition_start_date) AS ischaemia FROM condition_occurrence
    WHERE condition_concept_id = 317576 GROUP BY 1),
  smokers AS (SELECT person_id, bool_or(observation_concept_id = 4298794)::INT AS smoker FROM observation GROUP BY 1),
  lasts AS (
    SELECT person_id, arg_max(value_as_number, measurement_date) FILTER (WHERE measurement_concept_id = 40764999) AS egfr,
      arg_max(value_as_number, measurement_date) FILTER (WHERE measurement_concept_id = 3004249) AS systolic,
      arg_max(value_as_number, measurement_date) FILTER (WHERE measurement_concept_id = 3004410) AS hba1c,
      arg_max(value_as_number, measurement_date) FILTER (WHERE measurement_concept_id = 3020682) AS albuminuria,
      arg_max(value_as_number, measurement_date) FILTER (WHERE measurement_concept_id = 3038553) AS bmi
    FROM measurement JOIN users USING (person_id)
    WHERE measurement_date BETWEEN start - 730 AND start - 1 AND value_as_number IS NOT NULL GROUP BY 1)
  SELECT coalesce(outcome <= least(stop, observation_period_end_date), false)::INT AS events,
    (least(stop, observation_period_end_date, coalesce(outcome, DATE '2100-01-01')) - risk_start) / 365.25 AS years,
    sglt2::INT AS sglt2, (year(start) - year_of_birth - 65) / 10.0 AS age, (gender_concept_id = 8507)::INT AS male,
    coalesce(ischaemia < start, false)::INT AS ischaemia, coalesce(smoker, 0) AS smoker,
    greatest(0, 60 - coalesce(egfr, 75)) / 15 AS kidney, (coalesce(systolic, 135) - 130) / 10 AS systolic,
    coalesce(hba1c, 7.6) - 7 AS hba1c, (coalesce(bmi, 32) - 30) / 5 AS bmi, ln(coalesce(albuminuria, 30) / 30) AS albuminuria
  FROM users JOIN person USING (person_id) JOIN observation_period USING (person_id)
    LEFT JOIN outcomes USING (person_id) LEFT JOIN hearts USING (person_id) LEFT JOIN smokers USING (person_id)
    LEFT JOIN lasts USING (person_id)
  WHERE least(stop, observation_period_end_date, coalesce(outcome, DATE '2100-01-01')) > risk_start`;
