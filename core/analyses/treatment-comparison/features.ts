import type { FeatureDeclaration } from '../../../contract/features.ts';

/**
 * What is adjusted for unless a declaration is given: conditions ever, drugs, last measurements and visits of the year, all
 * before the day of entry. The most frequent of the persons compared, so that what has a part in the choice of a
 * treatment is likely to be among them.
 */
export const comparisonFeatures: FeatureDeclaration = {
  version: 1,
  windows: [
    { name: 'year', fromDay: -365, toDay: -1 },
    { name: 'two years', fromDay: -730, toDay: -1 },
    { name: 'ever', fromDay: -36_500, toDay: -1 },
  ],
  demographics: ['age', 'sex'],
  presence: [
    { domain: 'condition', concepts: 'top:15', descendants: true, window: 'ever', as: 'present' },
    { domain: 'drug', concepts: 'top:15', descendants: true, window: 'year', as: 'present' },
  ],
  measurements: [{ concepts: 'top:10', descendants: false, statistics: ['last'], window: 'two years' }],
  utilisation: [
    { kind: 'outpatient', window: 'year' },
    { kind: 'inpatient', window: 'year' },
    { kind: 'emergency', window: 'year' },
  ],
  timeSince: [],
};
