import { z } from 'zod';
import { call, job } from './define.ts';
import { failureWire } from './failure.ts';

/** A Circe cohort expression as it was written: kept whole, so that it saves back equal. */
export const expression = z.record(z.string(), z.unknown());

/** What the check says about one place in a definition. `path` is a JSON path such as `$.PrimaryCriteria.CriteriaList[0]`. */
export const cohortProblem = z.object({
  path: z.string(),
  severity: z.enum(['invalid', 'unsupported', 'warning']),
  message: z.string(),
});
export type CohortProblem = z.infer<typeof cohortProblem>;

/** Plain English, section by section; `path` is the part of the definition that a sentence speaks of. */
export const explanation = z.object({
  title: z.string().optional(),
  sections: z.array(
    z.object({ heading: z.string(), sentences: z.array(z.object({ text: z.string(), path: z.string() })) }),
  ),
});
export type Explanation = z.infer<typeof explanation>;

const counts = z.object({ entry: z.number().int(), final: z.number().int() });

/** Circe's inclusion statistics; a gain is what a rule alone excludes. */
export const attrition = z.object({
  events: counts,
  persons: counts,
  rules: z.array(
    z.object({
      name: z.string(),
      events: z.number().int(),
      eventsGain: z.number().int(),
      persons: z.number().int(),
      personsGain: z.number().int(),
    }),
  ),
});
export type Attrition = z.infer<typeof attrition>;

export const cohortResult = z.object({
  file: z.string().optional(),
  name: z.string(),
  /** Cohort entries: a person can have several. */
  rows: z.number().int(),
  persons: z.number().int(),
  /** sha256 over the sorted rows; the same cohort has the same fingerprint everywhere. */
  fingerprint: z.string(),
  attrition,
  /** What each rule and all before it leave, in the order of the rules: the flow diagram. */
  remaining: z.array(z.object({ events: z.number().int(), persons: z.number().int() })).default([]),
  /** Concepts that the dataset's vocabulary does not know. */
  warnings: z.array(cohortProblem).default([]),
  elapsedMs: z.number(),
  failure: failureWire.optional(),
});
export type CohortResult = z.infer<typeof cohortResult>;

/** A cohort of the study: its definition, and the latest generation on each dataset. */
export const cohortEntry = z.object({
  name: z.string(),
  generated: z.array(
    z.object({
      dataset: z.string(),
      /** Id of the run kept in the study, from which a finding is made. */
      run: z.string(),
      at: z.string(),
      /** True when the definition was edited after this generation. */
      stale: z.boolean(),
      result: cohortResult,
    }),
  ),
});
export type CohortEntry = z.infer<typeof cohortEntry>;

export const cohortDetail = cohortEntry.extend({
  expression,
  problems: z.array(cohortProblem),
  explanation: explanation.nullable(),
  sql: z.string().nullable(),
});
export type CohortDetail = z.infer<typeof cohortDetail>;

export const checkedDefinition = z.object({
  problems: z.array(cohortProblem),
  explanation: explanation.nullable(),
  sql: z.string().nullable(),
});

const name = z.string().trim().min(1).max(120);

export const cohortMethods = {
  'cohort.list': call(z.object({}), z.array(cohortEntry)),
  'cohort.get': call(z.object({ name }), cohortDetail),
  /** Check, plain English and SQL of a definition that is not in the study. Needs no study. */
  'cohort.check': call(z.object({ expression: z.unknown() }), checkedDefinition),
  /** Adds a definition or replaces one; undoable. */
  'cohort.save': call(z.object({ name, expression }), cohortEntry),
  'cohort.rename': call(z.object({ name, to: name }), cohortEntry),
  'cohort.remove': call(z.object({ name }), z.object({})),
  /** Reads Circe JSON files from disk into the study; the file's name becomes the cohort's. */
  'cohort.open': call(z.object({ paths: z.array(z.string()).min(1) }), z.array(cohortEntry)),
  /** The definitions that come with Stillroom, for the sample cohort. */
  'cohort.templates': call(z.object({}), z.array(z.object({ name: z.string(), summary: z.string(), expression }))),
  'cohort.run': job(
    z.object({ names: z.array(name).min(1), dataset: z.string().optional() }),
    z.array(cohortResult.extend({ run: z.string().nullable() })),
  ),
} as const;
