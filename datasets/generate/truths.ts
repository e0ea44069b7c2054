/**
 * What was planted: rates per person-year of a reference person (65 years, woman, never smoked, eGFR 60 or more,
 * systolic 130 mmHg, HbA1c 7 %, no diabetes, no drug) and the ratios that multiply them. An analysis of the sample
 * should find these back. Each ratio acts on the hazard in the quarter a person lives through.
 */
export const truths = {
  /** First hospital stay for heart failure. */
  heartFailure: {
    ratePerYear: 0.006,
    agePer10Years: 1.65,
    male: 1.15,
    smoker: 1.35,
    diabetes: 1.45,
    ischaemicHeartDisease: 2.2,
    egfrPer15Below60: 1.55,
    systolicPer10: 1.2,
    hba1cPerPoint: 1.18,
    bmiPer5: 1.2,
    albuminuriaPerLog: 1.15,
    sglt2Inhibitor: 0.62,
  },
  /** Acute myocardial infarction. */
  infarction: {
    ratePerYear: 0.0046,
    agePer10Years: 1.5,
    male: 1.5,
    smoker: 1.8,
    diabetes: 1.4,
    ischaemicHeartDisease: 2.2,
    systolicPer10: 1.15,
    hba1cPerPoint: 1.15,
    statin: 0.72,
    sglt2Inhibitor: 1,
  },
  /** Start of the decline that ends in end-stage kidney disease; only below an eGFR of 45. */
  kidneyFailure: {
    ratePerYear: 0.022,
    egfrPer15Below60: 2.1,
    albuminuriaPerLog: 1.55,
    systolicPer10: 1.12,
    hba1cPerPoint: 1.1,
    sglt2Inhibitor: 0.65,
    aceInhibitor: 0.8,
  },
  /** Death from any cause. */
  death: {
    ratePerYear: 0.0085,
    agePer10Years: 2.25,
    male: 1.3,
    smoker: 1.7,
    diabetes: 1.25,
    egfrPer15Below60: 1.3,
    afterHeartFailure: 2.4,
    afterInfarction: 1.6,
    afterKidneyFailure: 3,
    sglt2Inhibitor: 0.86,
    sulfonylurea: 1,
  },
  /** Hypoglycaemia that needs an emergency visit, persons with diabetes. */
  hypoglycaemia: { ratePerYear: 0.008, sulfonylurea: 3, insulin: 2.5, agePer10Years: 1.2 },
  /** A negative control: nothing a person has or takes changes it. */
  contactDermatitis: { ratePerYear: 0.025 },
  /** A sudden, passing loss of kidney function: a false alarm of the early signal. */
  acuteKidneyInjury: { ratePerYear: 0.008, agePer10Years: 1.3, egfrPer15Below60: 1.6, lossOfEgfr: 0.35, days: 45 },

  /** Before end-stage kidney disease: eGFR falls in a line to `endEgfr`, albuminuria rises by `albuminuriaFold`. */
  earlySignal: { leadDays: 180, endEgfr: 8, albuminuriaFold: 4 },

  /** What the drugs do to the measurements while they are taken. */
  effects: {
    metforminOnHba1c: -0.9,
    secondLineOnHba1c: -0.7,
    insulinOnHba1c: -1.1,
    aceInhibitorOnSystolic: -9,
    amlodipineOnSystolic: -8,
    statinOnLdlFold: 0.62,
    aceInhibitorOnAlbuminuriaFold: 0.7,
    sglt2OnEgfrPerYear: 1,
  },

  /**
   * Confounding by indication: log odds that a second-line drug is an SGLT2 inhibitor rather than a sulfonylurea.
   * Whoever is at higher risk of heart failure gets it more often, so that a crude comparison hides its benefit.
   */
  channelling: {
    intercept: -0.55,
    ischaemicHeartDisease: 1.3,
    systolicPer10: 0.3,
    hba1cPerPoint: 0.25,
    bmiPer5: 0.35,
    albuminuriaPerLog: 0.4,
    notBelowEgfr: 30,
  },
} as const;
