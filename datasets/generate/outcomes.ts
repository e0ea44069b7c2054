import { taking } from './courses.ts';
import { uniform } from './draws.ts';
import { hba1c, slowAlbuminuria, slowEgfr, systolic } from './trajectories.ts';
import { truths } from './truths.ts';

/** Length of the quarters in which hazards are evaluated, in days. */
export const quarterDays = 91;
const quarterYears = quarterDays / 365.25;

type Term = readonly [ratio: number, exposure: string];

/** Chance of an event within the quarter, from the rate per year and the ratios that act on it. */
function chance(ratePerYear: number, terms: readonly Term[]): string {
  const exponent = terms
    .filter(([ratio]) => ratio !== 1)
    .map(([ratio, exposure]) => `${Math.log(ratio).toFixed(6)} * (${exposure})`)
    .join(' + ');
  return `(1 - exp(-${(ratePerYear * quarterYears).toFixed(8)} * exp(${exponent || '0'})))`;
}

const kidneyDeficit = 'greatest(0, 60 - egfr_now) / 15';
const age = '(age_now - 65) / 10';
const pressure = '(systolic_now - 130) / 10';
const sugar = 'diabetes::INT * (hba1c_now - 7)';
const albumin = 'albuminuria_now - ln(30)';

const heartFailure = chance(truths.heartFailure.ratePerYear, [
  [truths.heartFailure.agePer10Years, age],
  [truths.heartFailure.male, 'male::INT'],
  [truths.heartFailure.smoker, 'smoker::INT'],
  [truths.heartFailure.diabetes, 'diabetes::INT'],
  [truths.heartFailure.ischaemicHeartDisease, 'ischaemia::INT'],
  [truths.heartFailure.egfrPer15Below60, kidneyDeficit],
  [truths.heartFailure.systolicPer10, pressure],
  [truths.heartFailure.hba1cPerPoint, sugar],
  [truths.heartFailure.bmiPer5, '(bmi - 30) / 5'],
  [truths.heartFailure.albuminuriaPerLog, albumin],
  [truths.heartFailure.sglt2Inhibitor, 'on_sglt2'],
]);

const infarction = chance(truths.infarction.ratePerYear, [
  [truths.infarction.agePer10Years, age],
  [truths.infarction.male, 'male::INT'],
  [truths.infarction.smoker, 'smoker::INT'],
  [truths.infarction.diabetes, 'diabetes::INT'],
  [truths.infarction.ischaemicHeartDisease, 'ischaemia::INT'],
  [truths.infarction.systolicPer10, pressure],
  [truths.infarction.hba1cPerPoint, sugar],
  [truths.infarction.statin, 'on_statin'],
  [truths.infarction.sglt2Inhibitor, 'on_sglt2'],
]);

const decline = chance(truths.kidneyFailure.ratePerYear, [
  [truths.kidneyFailure.egfrPer15Below60, kidneyDeficit],
  [truths.kidneyFailure.albuminuriaPerLog, albumin],
  [truths.kidneyFailure.systolicPer10, pressure],
  [truths.kidneyFailure.hba1cPerPoint, sugar],
  [truths.kidneyFailure.sglt2Inhibitor, 'on_sglt2'],
  [truths.kidneyFailure.aceInhibitor, 'on_ace'],
]);

const injury = chance(truths.acuteKidneyInjury.ratePerYear, [
  [truths.acuteKidneyInjury.agePer10Years, age],
  [truths.acuteKidneyInjury.egfrPer15Below60, kidneyDeficit],
]);

const hypoglycaemia = chance(truths.hypoglycaemia.ratePerYear, [
  [truths.hypoglycaemia.sulfonylurea, 'on_sulfonylurea'],
  [truths.hypoglycaemia.insulin, 'on_insulin'],
  [truths.hypoglycaemia.agePer10Years, age],
]);

const death = chance(truths.death.ratePerYear, [
  [truths.death.agePer10Years, age],
  [truths.death.male, 'male::INT'],
  [truths.death.smoker, 'smoker::INT'],
  [truths.death.diabetes, 'diabetes::INT'],
  [truths.death.egfrPer15Below60, kidneyDeficit],
  [truths.death.afterHeartFailure, 'coalesce(first_day > heart_failure_day, false)::INT'],
  [truths.death.afterInfarction, 'coalesce(first_day > infarction_day, false)::INT'],
  [truths.death.afterKidneyFailure, `coalesce(first_day > decline_day + ${truths.earlySignal.leadDays}, false)::INT`],
  [truths.death.sglt2Inhibitor, 'on_sglt2'],
  [truths.death.sulfonylurea, 'on_sulfonylurea'],
]);

/** One row per person and quarter of observation, with the state in its middle. Reads `treated`. */
export const quartersSql = `
  SELECT person_id, key, days, quarter, first_day, male, smoker, diabetes, ischaemia, bmi, diabetes_day,
    age0 + middle / 365.25 AS age_now,
    ${slowEgfr('middle')} AS egfr_now,
    ${systolic('middle')} AS systolic_now,
    ${hba1c('middle')} AS hba1c_now,
    ${slowAlbuminuria('middle')} AS albuminuria_now,
    ${taking('sglt2', 'middle')} AS on_sglt2,
    ${taking('statin', 'middle')} AS on_statin,
    ${taking('ace', 'middle')} AS on_ace,
    ${taking('sulfonylurea', 'middle')} AS on_sulfonylurea,
    ${taking('insulin', 'middle')} AS on_insulin
  FROM (SELECT *, quarter * ${quarterDays} AS first_day, quarter * ${quarterDays} + ${Math.floor(quarterDays / 2)} AS middle
    FROM (SELECT *, unnest(range((days + ${quarterDays - 1}) // ${quarterDays})) AS quarter FROM treated))`;

const dayIn = (what: string, quarter: string) =>
  `(${quarter} * ${quarterDays} + floor(${uniform(`${what} day`, quarter)} * ${quarterDays}))::INTEGER`;

const firstWhere = (what: string, condition: string) => `min(${dayIn(what, 'quarter')}) FILTER (WHERE ${condition})`;

const happens = (what: string, chanceOf: string) => `${uniform(what, 'quarter')} < ${chanceOf}`;

/** First day of each outcome but death, per person. Reads `quarters`. Days may lie past the end of observation. */
export const outcomesSql = `
  SELECT person_id,
    ${firstWhere('heart failure', happens('heart failure', heartFailure))} AS heart_failure_day,
    ${firstWhere('infarction', happens('infarction', infarction))} AS infarction_day,
    ${firstWhere('decline', `egfr_now < 45 AND ${happens('decline', decline)}`)} AS decline_day,
    ${firstWhere('injury', happens('injury', injury))} AS injury_day,
    ${firstWhere('hypoglycaemia', `diabetes AND first_day > diabetes_day AND ${happens('hypoglycaemia', hypoglycaemia)}`)}
      AS hypoglycaemia_day,
    ${firstWhere('dermatitis', happens('dermatitis', chance(truths.contactDermatitis.ratePerYear, [])))} AS dermatitis_day,
    ${firstWhere('stage 3', 'egfr_now < 60')} AS stage3_day,
    ${firstWhere('stage 4', 'egfr_now < 30')} AS stage4_day
  FROM quarters GROUP BY person_id`;

/** Day of death per person, null for survivors. Reads `quarters` and `firsts`. */
export const deathsSql = `
  SELECT person_id, ${firstWhere('death', happens('death', death))} AS death_day
  FROM quarters JOIN firsts USING (person_id) GROUP BY person_id`;
