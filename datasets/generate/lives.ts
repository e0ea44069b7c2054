import { slowEgfr } from './trajectories.ts';
import { truths } from './truths.ts';

const failureDay = `decline_day + ${truths.earlySignal.leadDays}`;
const within = (day: string) => `CASE WHEN ${day} < end_day THEN ${day} END`;
const cutAtEnd = [
  'heart_failure_day',
  'infarction_day',
  'injury_day',
  'hypoglycaemia_day',
  'dermatitis_day',
  'stage3_day',
  'stage4_day',
  'diabetes_day',
  'hypertension_day',
];

/** Metformin ends with stage 4 or kidney failure, an SGLT2 inhibitor with kidney failure. `least` skips nulls. */
const stopped = [
  ...['metformin_off', 'metformin_off2'].map((off) => `least(${off}, stage4_day + 30, ${failureDay}) AS ${off}`),
  ...['sglt2_off', 'sglt2_off2'].map((off) => `least(${off}, ${failureDay}) AS ${off}`),
];

/** One row per person: all that was decided about them, cut at the end of observation. Reads `treated`, `firsts`, `deaths`. */
export const livesSql = `
  SELECT * REPLACE (${[...cutAtEnd.map((day) => `${within(day)} AS ${day}`), ...stopped].join(', ')}),
    ${within(failureDay)} AS kidney_failure_day,
    ${slowEgfr('decline_day')} AS decline_egfr
  FROM (
    SELECT t.*, f.* EXCLUDE (person_id),
      CASE WHEN death_day < days THEN greatest(death_day, 30) END AS died_day,
      CASE WHEN death_day < days THEN greatest(death_day, 30) ELSE days END AS end_day
    FROM treated t JOIN firsts f USING (person_id) JOIN deaths d USING (person_id))
  ORDER BY person_id`;
