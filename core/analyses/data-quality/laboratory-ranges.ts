/** A LOINC code, and for each UCUM unit the least and greatest value that a living person can have. */
export type LaboratoryRange = readonly [
  loinc: string,
  bounds: Readonly<Record<string, readonly [low: number, high: number]>>,
];

const enzyme = { 'U/L': [0, 100_000], '[U]/L': [0, 100_000] } as const;
const cells = (most: number) => ({ '10*3/uL': [0, most], '10*9/L': [0, most], '/uL': [0, most * 1000] }) as const;
const mmol = (low: number, high: number) => ({ 'mmol/L': [low, high], 'meq/L': [low, high] }) as const;
const massOrMoles = (low: number, high: number, molesPerMass: number, moles: string) =>
  ({ 'mg/dL': [low, high], [moles]: [low * molesPerMass, high * molesPerMass] }) as const;
const grams = (low: number, high: number) => ({ 'g/dL': [low, high], 'g/L': [low * 10, high * 10] }) as const;

/**
 * By LOINC code (loinc.org) and UCUM unit, found in a dataset by its own vocabulary. Bounds are Stillroom's: wider than the extremes of
 * survivors in textbooks of laboratory medicine (Burtis and Bruns, Tietz Fundamentals, 7th ed., tables of critical values; Walker et al.
 * 1990, Clinical Methods), so that a wrong unit or a slipped decimal point falls outside and a very ill person does not.
 */
export const laboratoryRanges: readonly LaboratoryRange[] = [
  // Body and vital signs
  ['8480-6', { 'mm[Hg]': [30, 350] }], // systolic blood pressure
  ['8462-4', { 'mm[Hg]': [10, 250] }], // diastolic blood pressure
  ['8867-4', { '/min': [10, 400] }], // heart rate
  ['9279-1', { '/min': [1, 150] }], // respiratory rate
  ['8310-5', { Cel: [20, 46], '[degF]': [68, 115] }], // body temperature
  ['29463-7', { kg: [0.2, 650], '[lb_av]': [0.4, 1440], g: [200, 650_000] }], // body weight
  ['8302-2', { cm: [15, 280], m: [0.15, 2.8], '[in_i]': [6, 110] }], // body height
  ['39156-5', { 'kg/m2': [5, 200] }], // body mass index
  ['59408-5', { '%': [20, 100] }], // oxygen saturation, pulse oximetry
  ['2708-6', { '%': [5, 100] }], // oxygen saturation, arterial
  ['8280-0', { cm: [15, 300] }], // waist circumference
  ['9843-4', { cm: [10, 80] }], // head circumference
  ['72514-3', { '{score}': [0, 10] }], // pain score
  ['9269-2', { '{score}': [3, 15] }], // Glasgow coma scale
  // Electrolytes, kidney and acid-base balance
  ['2951-2', mmol(80, 220)], // sodium
  ['2823-3', mmol(1, 15)], // potassium
  ['6298-4', mmol(1, 15)], // potassium in blood
  ['2075-0', mmol(50, 180)], // chloride
  ['2028-9', mmol(1, 70)], // carbon dioxide
  ['1963-8', mmol(1, 70)], // bicarbonate
  ['17861-6', massOrMoles(1, 30, 0.2495, 'mmol/L')], // calcium
  ['1995-0', { 'mmol/L': [0.1, 5] }], // ionised calcium
  ['19123-9', massOrMoles(0.1, 30, 0.4114, 'mmol/L')], // magnesium
  ['2777-1', massOrMoles(0.1, 50, 0.3229, 'mmol/L')], // phosphate
  ['2160-0', massOrMoles(0.01, 50, 88.42, 'umol/L')], // creatinine
  ['38483-4', massOrMoles(0.01, 50, 88.42, 'umol/L')], // creatinine in blood
  ['3094-0', massOrMoles(0.5, 350, 0.357, 'mmol/L')], // urea nitrogen
  ['3084-1', massOrMoles(0.05, 60, 59.48, 'umol/L')], // urate
  ['62238-1', { 'mL/min/{1.73_m2}': [0, 250] }], // eGFR, CKD-EPI
  ['33914-3', { 'mL/min/{1.73_m2}': [0, 250] }], // eGFR, MDRD
  ['14959-1', { 'mg/g{creat}': [0, 150_000], 'mg/g': [0, 150_000] }], // albumin to creatinine in urine
  ['2744-1', { '[pH]': [6.3, 8] }], // pH of arterial blood
  ['2019-8', { 'mm[Hg]': [5, 250] }], // carbon dioxide pressure, arterial
  ['2703-7', { 'mm[Hg]': [10, 750] }], // oxygen pressure, arterial
  ['2524-7', { 'mmol/L': [0.05, 50] }], // lactate
  ['2692-2', { 'mosm/kg': [150, 600] }], // osmolality
  // Sugar and fats
  ['2345-7', massOrMoles(5, 2700, 0.0555, 'mmol/L')], // glucose
  ['2339-0', massOrMoles(5, 2700, 0.0555, 'mmol/L')], // glucose in blood
  ['1558-6', massOrMoles(5, 2700, 0.0555, 'mmol/L')], // fasting glucose
  ['4548-4', { '%': [2, 25], 'mmol/mol': [0, 250] }], // haemoglobin A1c
  ['2093-3', massOrMoles(10, 3000, 0.02586, 'mmol/L')], // total cholesterol
  ['2085-9', massOrMoles(1, 300, 0.02586, 'mmol/L')], // HDL cholesterol
  ['2089-1', massOrMoles(1, 1500, 0.02586, 'mmol/L')], // LDL cholesterol
  ['13457-7', massOrMoles(-100, 1500, 0.02586, 'mmol/L')], // LDL cholesterol, calculated
  ['2571-8', massOrMoles(5, 30_000, 0.01129, 'mmol/L')], // triglycerides
  // Liver, muscle, pancreas
  ['1742-6', enzyme], // alanine aminotransferase
  ['1920-8', enzyme], // aspartate aminotransferase
  ['6768-6', enzyme], // alkaline phosphatase
  ['2324-2', enzyme], // gamma-glutamyl transferase
  ['2532-0', enzyme], // lactate dehydrogenase
  ['3040-3', enzyme], // lipase
  ['1798-8', enzyme], // amylase
  ['2157-6', { 'U/L': [0, 1_000_000], '[U]/L': [0, 1_000_000] }], // creatine kinase
  ['1975-2', massOrMoles(0, 80, 17.1, 'umol/L')], // total bilirubin
  ['1968-7', massOrMoles(0, 60, 17.1, 'umol/L')], // direct bilirubin
  ['1751-7', grams(0.3, 9)], // albumin
  ['2885-2', grams(1, 20)], // total protein
  // Blood count and clotting
  ['718-7', { ...grams(1, 30), 'mmol/L': [0.6, 18.6] }], // haemoglobin
  ['4544-3', { '%': [3, 85] }], // haematocrit
  ['20570-8', { '%': [3, 85] }], // haematocrit of blood
  ['789-8', { '10*6/uL': [0.3, 12], '10*12/L': [0.3, 12] }], // erythrocytes
  ['6690-2', cells(1500)], // leukocytes
  ['26464-8', cells(1500)], // leukocytes, any method
  ['777-3', cells(6000)], // platelets
  ['26515-7', cells(6000)], // platelets, any method
  ['751-8', cells(1000)], // neutrophils
  ['731-0', cells(1500)], // lymphocytes
  ['787-2', { fL: [30, 200] }], // mean corpuscular volume
  ['785-6', { pg: [8, 70] }], // mean corpuscular haemoglobin
  ['786-4', { 'g/dL': [15, 50] }], // its concentration
  ['788-0', { '%': [5, 50] }], // red cell distribution width
  ['6301-6', { '{INR}': [0.3, 30] }], // INR
  ['5902-2', { s: [3, 300] }], // prothrombin time
  ['3173-2', { s: [8, 400] }], // activated partial thromboplastin time
  ['3255-7', { 'mg/dL': [5, 2500], 'g/L': [0.05, 25] }], // fibrinogen
  // Inflammation, heart, hormones, vitamins, iron
  ['1988-5', { 'mg/L': [0, 1000], 'mg/dL': [0, 100] }], // C-reactive protein
  ['30341-2', { 'mm/h': [0, 200] }], // erythrocyte sedimentation rate
  ['33959-8', { 'ng/mL': [0, 2000], 'ug/L': [0, 2000] }], // procalcitonin
  ['10839-9', { 'ng/mL': [0, 1000], 'ug/L': [0, 1000] }], // troponin I
  ['30934-4', { 'pg/mL': [0, 100_000], 'ng/L': [0, 100_000] }], // BNP
  ['33762-6', { 'pg/mL': [0, 500_000], 'ng/L': [0, 500_000] }], // NT-proBNP
  ['3016-3', { 'm[IU]/L': [0, 1000], 'u[IU]/mL': [0, 1000] }], // thyrotropin
  ['3024-7', { 'ng/dL': [0, 30], 'pmol/L': [0, 390] }], // free thyroxine
  ['2276-4', { 'ng/mL': [0, 200_000], 'ug/L': [0, 200_000] }], // ferritin
  ['2498-4', { 'ug/dL': [0, 2500], 'umol/L': [0, 450] }], // iron
  ['1989-3', { 'ng/mL': [0, 800], 'nmol/L': [0, 2000] }], // vitamin D (25-hydroxy)
  ['2132-9', { 'pg/mL': [0, 50_000], 'pmol/L': [0, 37_000] }], // vitamin B12
  ['2857-1', { 'ng/mL': [0, 30_000], 'ug/L': [0, 30_000] }], // prostate-specific antigen
];
