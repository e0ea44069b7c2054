import { formatCount } from '../kit/format.ts';

const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Words of the Analyses room. */
export const analysesText = {
  title: 'Analyses',
  group: 'Analyses',
  lead: 'Ask one question of a cohort, of several, of a plain table, or of the dataset as a whole.',
  loading: 'Reading the analyses',
  failed: 'The analyses could not be listed',
  analysis: 'Analysis',
  empty: {
    title: 'No cohort has been generated yet',
    why: 'An analysis reads the persons of a cohort, as they were when it was generated. Generate one first.',
  },
  plain: {
    title: (analysis: string) => `“${analysis}” needs OMOP data`,
    why: (dataset: string, others: readonly string[]) =>
      `It reads OMOP tables, and “${dataset}” holds plain ones.${
        others.length > 0 ? ` ${and.format(others)} read a plain table as it stands.` : ' Read a plain table instead.'
      }`,
  },
  cohorts: {
    label: (min: number, max: number) =>
      max === 1 ? 'Cohort' : min === max ? `Cohorts, ${min} of them` : `Cohorts, up to ${max}`,
    persons: (n: number) => formatCount(n, 'persons'),
    none: 'not generated',
    stale: 'edited since generated',
    full: (max: number) => `${max} are chosen already`,
  },
  fields: {
    none: 'Left empty',
    choose: 'Choose…',
  },
  run: (title: string) => `Run “${title}”`,
  missing: {
    cohorts: (min: number) => (min === 1 ? 'Choose a cohort first.' : `Choose ${min} cohorts first.`),
    data: 'There are no data in this study yet: load them in the Data room first.',
    table: 'Choose a table first.',
    omop: (title: string, dataset: string) => `“${title}” reads OMOP data, and “${dataset}” holds plain tables.`,
    fields: (labels: readonly string[]) => `Choose ${and.format(labels)} first.`,
  },
  job: (title: string) => `Running “${title}”`,
  runFailed: 'The analysis did not run',
  cancelled: 'The analysis was cancelled.',
  result: {
    drawing: 'Drawing the result',
    raw: 'Result',
    kind: 'Analysis',
    analysis: 'Analysis',
    elapsed: 'Took',
  },
  command: (title: string) => `Choose the analysis “${title}”`,
} as const;
