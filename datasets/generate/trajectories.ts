import { taking, yearsTaking } from './courses.ts';
import { truths } from './truths.ts';

const { effects, earlySignal, acuteKidneyInjury } = truths;

/** eGFR (mL/min/1.73 m²) on `day` but for acute injury and the last decline. */
export const slowEgfr = (day: string) =>
  `clamp(egfr0 + egfr_slope * (${day}) / 365.25 + ${effects.sglt2OnEgfrPerYear} * ${yearsTaking('sglt2', day)}, 12, 125)`;

/** HbA1c (%) on `day`. */
export const hba1c = (day: string) =>
  `clamp(hba1c0 + 0.1 * diabetes::INT * (${day}) / 365.25
    + ${effects.metforminOnHba1c} * ${taking('metformin', day)}
    + ${effects.secondLineOnHba1c} * greatest(${taking('sglt2', day)}, ${taking('sulfonylurea', day)})
    + ${effects.insulinOnHba1c} * ${taking('insulin', day)}, 4.6, 14)`;

/** Systolic blood pressure (mmHg) on `day`. */
export const systolic = (day: string) =>
  `clamp(systolic0 + 0.4 * (${day}) / 365.25 + ${effects.aceInhibitorOnSystolic} * ${taking('ace', day)}
    + ${effects.amlodipineOnSystolic} * ${taking('amlodipine', day)}, 90, 205)`;

/** Natural logarithm of the urine albumin-creatinine ratio (mg/g) on `day` but for the last rise. */
export const slowAlbuminuria = (day: string) =>
  `(albuminuria0 - 0.05 * least(egfr_slope, 0) * (${day}) / 365.25
    + ${Math.log(effects.aceInhibitorOnAlbuminuriaFold).toFixed(4)} * ${taking('ace', day)})`;

/** LDL cholesterol (mg/dL) on `day`. */
export const ldl = (day: string) =>
  `(118 + 22 * hyperlipidaemia::INT + 24 * ldl_draw)
    * CASE WHEN ${taking('statin', day)} = 1 THEN ${effects.statinOnLdlFold} ELSE 1 END`;

const share = (day: string) => `clamp((${day} - decline_day) / ${earlySignal.leadDays}.0, 0, 1)`;

/** eGFR on `day` with acute injury and the last decline. */
export const egfr = (day: string) => `CASE
    WHEN ${day} >= decline_day
      THEN decline_egfr + (${earlySignal.endEgfr} - decline_egfr) * ${share(day)}
    WHEN ${day} >= injury_day AND ${day} < injury_day + ${acuteKidneyInjury.days}
      THEN ${slowEgfr(day)} * ${1 - acuteKidneyInjury.lossOfEgfr}
    ELSE ${slowEgfr(day)} END`;

/** Logarithm of the albumin-creatinine ratio on `day` with the last rise. */
export const albuminuria = (day: string) =>
  `(${slowAlbuminuria(day)} + coalesce(${Math.log(earlySignal.albuminuriaFold).toFixed(4)} * ${share(day)}, 0))`;
