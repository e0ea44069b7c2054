import { z } from 'zod';
import { call, job } from './define.ts';
import { failureWire } from './failure.ts';
import { edit, outline } from './outline.ts';

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
  /**
   * What the entry event itself lost: events found, those with enough observation, those within the limit of the entry
   * events, and those that qualify, from which the rules go on.
   */
  entry: z
    .array(
      z.object({
        step: z.enum(['found', 'observed', 'limited', 'qualified']),
        events: z.number().int(),
        persons: z.number().int(),
      }),
    )
    .default([]),
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
  /** The definition as it is edited; null where it cannot be read. */
  outline: outline.nullable(),
  sql: z.string().nullable(),
});
export type CohortDetail = z.infer<typeof cohortDetail>;

export const checkedDefinition = z.object({
  problems: z.array(cohortProblem),
  explanation: explanation.nullable(),
  outline: outline.nullable(),
  sql: z.string().nullable(),
});

const name = z.string().trim().min(1).max(120);
const dataset = z.string().optional();

/**
 * What one part of a definition finds by itself, before anything is asked around it. A criterion whose concept set,
 * cohort or table is missing has no count.
 */
export const pathCount = z.object({ path: z.string(), persons: z.number().int(), events: z.number().int() });
export type PathCount = z.infer<typeof pathCount>;

/** A definition as it once was: kept under a name, or because it was generated. `id` is for `restore` and `difference`. */
export const revision = z.object({
  id: z.string(),
  at: z.string(),
  /** The name it was kept under; null where it was kept because it was generated. */
  label: z.string().nullable(),
  /** What it gave when it was generated. */
  generated: z.array(z.object({ dataset: z.string(), persons: z.number().int(), rows: z.number().int() })),
  isPresent: z.boolean(),
});
export type Revision = z.infer<typeof revision>;

const words = z.array(z.object({ text: z.string(), mark: z.enum(['same', 'added', 'removed']) }));

/**
 * Two definitions side by side in plain English: each line the same, only in one, or with its words marked. `moved`: the
 * same line in another place; `isMoved` says so of lines that changed besides. `depth` is how far it is indented.
 */
export const difference = z.object({
  isEqual: z.boolean(),
  sections: z.array(
    z.object({
      heading: z.string(),
      lines: z.array(
        z.object({
          kind: z.enum(['same', 'moved', 'added', 'removed', 'changed']),
          path: z.string(),
          depth: z.number().int(),
          isMoved: z.boolean(),
          before: words,
          after: words,
        }),
      ),
    }),
  ),
});
export type Difference = z.infer<typeof difference>;

const side = z.object({ name: z.string(), persons: z.number().int(), rows: z.number().int() });
const group = z.object({
  persons: z.number().int(),
  /** Of their first entries; null without persons. */
  medianAge: z.number().nullable(),
  medianStart: z.string().nullable(),
  sexes: z.array(z.object({ name: z.string(), persons: z.number().int() })),
  /** Why they are not in the other cohort: the first step there that they do not pass. Empty for those in both. */
  lostAt: z.array(z.object({ step: z.string(), persons: z.number().int() })),
});

/** Who is in two generated cohorts, in both and in only one. Persons, unless said otherwise. */
export const comparison = z.object({
  dataset: z.string(),
  a: side,
  b: side,
  both: group,
  onlyA: group,
  onlyB: group,
  /** Of the persons in both: how many first enter both on the same day, a sooner, b sooner. */
  firstEntry: z.object({ sameDay: z.number().int(), aSooner: z.number().int(), bSooner: z.number().int() }),
});
export type Comparison = z.infer<typeof comparison>;

export const cohortMethods = {
  'cohort.list': call(z.object({}), z.array(cohortEntry)),
  'cohort.get': call(z.object({ name }), cohortDetail),
  /** Check, plain English and SQL of a definition that is not in the study. Needs no study. */
  'cohort.check': call(z.object({ expression: z.unknown() }), checkedDefinition),
  /** Adds a definition or replaces one; undoable. */
  'cohort.save': call(z.object({ name, expression }), cohortEntry),
  /** A new definition: blank, or with another cohort of the study as its entry. */
  'cohort.create': call(
    z.object({
      name,
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('blank') }),
        z.object({ kind: z.literal('cohort'), name }),
        z.object({ kind: z.literal('copy'), name }),
      ]),
    }),
    cohortDetail,
  ),
  /** Changes parts of a definition, all or none, as one edit that can be undone under `label`. */
  'cohort.edit': call(z.object({ name, edits: z.array(edit).min(1), label: z.string().max(200) }), cohortDetail),
  /** A part of a definition with the concept sets it uses, as JSON text to paste elsewhere; `$` copies the whole. */
  'cohort.copy': call(z.object({ name, path: z.string() }), z.object({ text: z.string() })),
  /** Puts copied JSON into a list of a definition; its concept sets come along, equal ones are shared. */
  'cohort.paste': call(z.object({ name, into: z.string(), text: z.string().max(20_000_000) }), cohortDetail),
  /** Events and persons of every criterion by itself. Unchanged criteria are not counted again. */
  'cohort.counts': job(
    z.object({ expression, dataset }),
    z.object({ counts: z.array(pathCount), elapsedMs: z.number() }),
  ),
  /** What generating a definition would give, with warnings about rules that change nothing; nothing is kept. */
  'cohort.preview': job(z.object({ name, expression, dataset }), cohortResult),
  'cohort.revisions': call(z.object({ name }), z.array(revision)),
  /** Keeps the present definition under a name of its own. */
  'cohort.keep': call(z.object({ name, label: z.string().trim().min(1).max(120) }), z.array(revision)),
  /** Makes an earlier revision the definition again; can be undone. */
  'cohort.restore': call(z.object({ name, revision: z.string() }), cohortDetail),
  /** From one definition to another: two cohorts, two revisions (`revision` absent: the present one). */
  'cohort.difference': call(
    z.object({
      before: z.object({ name, revision: z.string().optional() }),
      after: z.object({ name, revision: z.string().optional() }),
    }),
    difference,
  ),
  /** Both cohorts must have been generated on the dataset. */
  'cohort.compare': job(z.object({ a: name, b: name, dataset }), comparison),
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
