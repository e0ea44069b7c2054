/** Plausible values of a measurement in one unit: wider than any reference range, as far as a living person can have them. */
export interface PlausibleRange {
  readonly concept: number;
  readonly unit: number;
  readonly low: number;
  readonly high: number;
}

const unit = {
  mmHg: 8876,
  percent: 8554,
  mgPerDl: 8840,
  kgPerM2: 9531,
  kg: 9529,
  cm: 8582,
  perMinute: 8541,
  mmolPerL: 8753,
  gPerDl: 8713,
  celsius: 586323,
};

const range = (concept: number, u: number, low: number, high: number): PlausibleRange => ({
  concept,
  unit: u,
  low,
  high,
});

/**
 * By OMOP concept and UCUM unit. Bounds are Stillroom's, set so that a typing or unit error falls outside and no published extreme of a
 * living person does; change them with the parameter `ranges`.
 */
export const plausibleRanges: readonly PlausibleRange[] = [
  range(3004249, unit.mmHg, 30, 350), // systolic blood pressure
  range(3012888, unit.mmHg, 10, 250), // diastolic blood pressure
  range(3027018, unit.perMinute, 10, 400), // heart rate
  range(3020891, unit.celsius, 20, 46), // body temperature
  range(3025315, unit.kg, 0.2, 650), // body weight
  range(3036277, unit.cm, 15, 280), // body height
  range(3038553, unit.kgPerM2, 5, 200), // body mass index
  range(3004410, unit.percent, 2, 25), // haemoglobin A1c
  range(3004501, unit.mgPerDl, 5, 2500), // glucose
  range(3016723, unit.mgPerDl, 0.01, 50), // creatinine
  range(3027114, unit.mgPerDl, 10, 3000), // total cholesterol
  range(3028437, unit.mgPerDl, 1, 1500), // LDL cholesterol
  range(3007070, unit.mgPerDl, 1, 300), // HDL cholesterol
  range(3022192, unit.mgPerDl, 5, 20000), // triglycerides
  range(3000963, unit.gPerDl, 1, 30), // haemoglobin
  range(3023103, unit.mmolPerL, 1, 15), // potassium
  range(3019550, unit.mmolPerL, 80, 220), // sodium
];

/** Units in which nothing is less than zero. Not mmol/L: a base excess is negative in health. */
export const neverNegative: readonly number[] = [
  unit.mmHg,
  unit.percent,
  unit.mgPerDl,
  unit.kgPerM2,
  unit.kg,
  unit.cm,
  unit.perMinute,
  unit.gPerDl,
];

/** Those given take the place of Stillroom's for the same concept and unit. */
export function withOwnRanges(own: readonly PlausibleRange[]): PlausibleRange[] {
  const same = (a: PlausibleRange) => own.some((b) => a.concept === b.concept && a.unit === b.unit);
  return [...plausibleRanges.filter((one) => !same(one)), ...own];
}
