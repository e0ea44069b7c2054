import { normal, uniform, waiting } from './draws.ts';

const daysPerYear = 365.25;
/** Before shifting, the registry runs from 2012-01-01 to 2023-12-31. */
const registryStart = "DATE '2012-01-01'";
const registryDays = 4383;

/** Who enters: sex, age, race, smoking, when observation starts and how long it would last without death. */
const entrants = (from: number, to: number) => `
  SELECT person_id, key,
    ${uniform('sex')} < 0.53 AS male,
    ${uniform('race')} AS race_draw,
    ${uniform('ethnicity')} < 0.14 AS hispanic,
    clamp(60 + 12.5 * ${normal('age')}, 22, 96) AS age0,
    ${uniform('smoking')} AS smoking_draw,
    ${uniform('site')} AS site_draw,
    exp(0.35 * ${normal('care')}) AS care,
    (${uniform('entry')} * 2557)::INTEGER AS entry_day,
    ((${uniform('shift')} * 729)::INTEGER - 364) AS shift_days
  FROM (SELECT range AS person_id, draw_key(range) AS key FROM range(${from}, ${to}))`;

/** What they have: a cardiometabolic registry, so diabetes, hypertension and kidney disease are far above average. */
const baseline = `
  SELECT *,
    ${uniform('smoking')} < 0.16 AS smoker,
    greatest(120, least(${registryDays} - entry_day, (${waiting('leave')} * 9 * ${daysPerYear})::INTEGER)) AS days,
    ${uniform('diabetes')} < logistic(0.45 + 0.018 * (age0 - 60)) AS diabetes,
    ${uniform('referred')} < 0.15 AS referred
  FROM entrants`;

const conditions = `
  SELECT *,
    clamp(28.2 + 3.6 * diabetes::INT + 5.2 * ${normal('bmi')}, 17, 55) AS bmi,
    ${uniform('hypertension')} < logistic(-0.2 + 0.9 * diabetes::INT + 0.045 * (age0 - 60)) AS hypertension,
    ${uniform('ischaemia')} < logistic(-2.3 + 0.055 * (age0 - 60) + 0.5 * male::INT + 0.5 * smoker::INT
                                       + 0.5 * diabetes::INT) AS ischaemia,
    ${uniform('lipids')} < logistic(-0.5 + 0.6 * diabetes::INT + 0.02 * (age0 - 60)) AS hyperlipidaemia,
    ${uniform('prevalent diabetes')} < 0.5 AS diabetes_before,
    ${uniform('prevalent hypertension')} < 0.65 AS hypertension_before
  FROM baseline`;

/** Where their measurements start and how fast they change, before any drug. */
const traits = `
  SELECT *,
    CASE WHEN diabetes THEN CASE WHEN diabetes_before THEN (${uniform('diabetes day')} * 45)::INTEGER
      ELSE (30 + ${uniform('diabetes day')} * days * 0.75)::INTEGER END END AS diabetes_day,
    CASE WHEN hypertension THEN CASE WHEN hypertension_before THEN (${uniform('hypertension day')} * 45)::INTEGER
      ELSE (30 + ${uniform('hypertension day')} * days * 0.75)::INTEGER END END AS hypertension_day,
    clamp(CASE WHEN diabetes THEN 8.1 + 1.15 * ${normal('hba1c')} ELSE 5.5 + 0.28 * ${normal('hba1c')} END, 4.6, 13.5)
      AS hba1c0,
    clamp(121 + 0.28 * (age0 - 55) + 13 * hypertension::INT + 0.4 * (bmi - 28) + 9 * ${normal('systolic')}, 95, 195)
      AS systolic0,
    clamp(ln(11) + 0.75 * diabetes::INT + 0.35 * hypertension::INT + 1.3 * referred::INT
      + 0.95 * ${normal('albuminuria')}, ln(2), ln(3500)) AS albuminuria0,
    ${normal('ldl')} AS ldl_draw
  FROM conditions`;

const kidneys = `
  SELECT *,
    clamp(104 - 0.72 * (age0 - 40) - 4 * hypertension::INT - 3.5 * (albuminuria0 - 2.5) - 27 * referred::INT
      + 10 * ${normal('egfr')}, 19, 125) AS egfr0,
    clamp(-0.8 - 0.7 * diabetes::INT - 0.75 * greatest(0, albuminuria0 - ln(30)) - 0.03 * (systolic0 - 130)
      + 0.9 * ${normal('slope')}, -9, 0.6) AS egfr_slope
  FROM traits`;

/**
 * SQL for persons `from` up to, not including, `to`: one row each, with what they are and what they would become
 * without drugs. Days count from the start of observation. `start_date` is shifted by up to 364 days per person.
 */
export const populationSql = (from: number, to: number): string => `
  WITH entrants AS (${entrants(from, to)}), baseline AS (${baseline}), conditions AS (${conditions}),
    traits AS (${traits}), kidneys AS (${kidneys})
  SELECT * EXCLUDE (entry_day, shift_days, race_draw, smoking_draw, site_draw, diabetes_before, hypertension_before),
    (${registryStart} + entry_day + shift_days)::DATE AS start_date,
    CASE WHEN race_draw < 0.62 THEN 8527 WHEN race_draw < 0.80 THEN 8516 WHEN race_draw < 0.88 THEN 8515 ELSE 0 END AS race,
    CASE WHEN smoker THEN 4298794 WHEN smoking_draw < 0.44 THEN 4310250 ELSE 4144272 END AS smoking,
    1 + floor(site_draw * 12)::INTEGER AS site
  FROM kidneys`;
