import type { FeatureDeclaration } from '../../contract/features.ts';

/** Features that suit any OMOP dataset: the year before the index date, at most 61 columns (the model reads 64). */
export const defaultFeatures: FeatureDeclaration = {
  version: 1,
  windows: [
    { name: 'year', fromDay: -365, toDay: -1 },
    { name: 'ever', fromDay: -36_500, toDay: -1 },
  ],
  demographics: ['age', 'sex'],
  presence: [
    { domain: 'condition', concepts: 'top:15', descendants: true, window: 'year', as: 'present' },
    { domain: 'drug', concepts: 'top:12', descendants: true, window: 'year', as: 'present' },
    { domain: 'procedure', concepts: 'top:3', descendants: true, window: 'year', as: 'present' },
  ],
  measurements: [{ concepts: 'top:8', descendants: false, statistics: ['last', 'mean', 'slope'], window: 'year' }],
  utilisation: [
    { kind: 'outpatient', window: 'year' },
    { kind: 'inpatient', window: 'year' },
    { kind: 'emergency', window: 'year' },
    { kind: 'hospital-days', window: 'year' },
  ],
  timeSince: [{ domain: 'visit', concepts: [9201], descendants: true, window: 'ever' }],
};
