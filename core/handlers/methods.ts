import { listAnalyses } from '../analyses/registry.ts';
import type { MethodText } from '../report/report-input.ts';

const evaluation =
  'The model reads the rows of four fifths of the persons with their outcome, and predicts the rest; every person is predicted once a repeat, never from themselves. It is a prior-data fitted network: trained on synthetic tables only, its weights stay as they are; a linear score of the features, fitted to the rows it reads, is one of its columns. Measures are means over folds with 95 % intervals.';
const cohort =
  "OHDSI Circe's meaning: entry events first, then the inclusion rules in their order. A person is left while one of their events is.";

/** "How is this computed?" by name of what made a finding, for reports. */
export const methodsByName = (): Record<string, MethodText> => ({
  ...Object.fromEntries(listAnalyses().map(({ spec }) => [spec.name, { title: spec.title, text: spec.method }])),
  evaluate: { title: 'Prediction by the on-device model, cross-validated', text: evaluation },
  cohort: { title: 'Cohort and its attrition', text: cohort },
});
