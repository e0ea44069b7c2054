import type { CohortDetail, CohortEntry, CohortResult } from '../../contract/cohort.ts';

/** A generated cohort of one rule: 1,284 persons of 1,500 with an entry event. */
export const cohortResult = (name: string, change: Partial<CohortResult> = {}): CohortResult => ({
  name,
  rows: 1310,
  persons: 1284,
  fingerprint: 'ef'.repeat(32),
  attrition: {
    events: { entry: 1600, final: 1310 },
    persons: { entry: 1500, final: 1284 },
    rules: [{ name: 'Aged 40 to 85', events: 1310, eventsGain: 290, persons: 1284, personsGain: 216 }],
  },
  entry: [],
  remaining: [{ events: 1310, persons: 1284 }],
  warnings: [],
  elapsedMs: 240,
  ...change,
});

/** A cohort of the study; `stale` or not generated on request. */
export const cohortEntry = (name: string, state: 'generated' | 'stale' | 'none' = 'generated'): CohortEntry => ({
  name,
  generated:
    state === 'none'
      ? []
      : [
          {
            dataset: 'sample',
            run: `run-${name}`,
            at: '2026-11-21T09:30:00Z',
            stale: state === 'stale',
            result: cohortResult(name),
          },
        ],
});

export const cohortDetail = (entry: CohortEntry, change: Partial<CohortDetail> = {}): CohortDetail => ({
  ...entry,
  expression: { InclusionRules: [{ name: 'Aged 40 to 85' }] },
  problems: [],
  outline: null,
  explanation: {
    sections: [
      {
        heading: 'Entry events',
        sentences: [
          {
            text: 'Persons enter with a condition occurrence of “Diabetes”.',
            path: '$.PrimaryCriteria.CriteriaList[0]',
          },
          { text: 'All such events of a person count.', path: '$.PrimaryCriteria.PrimaryCriteriaLimit' },
        ],
      },
      {
        heading: 'Inclusion rule 1: Aged 40 to 85',
        sentences: [{ text: 'The person has age from 40 to 85 at the event.', path: '$.InclusionRules[0].expression' }],
      },
      { heading: 'Exit', sentences: [{ text: 'Persons leave when observation ends.', path: '$.EndStrategy' }] },
    ],
  },
  sql: 'SELECT subject_id FROM cohort',
  ...change,
});
