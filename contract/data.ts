import { z } from 'zod';
import { arrow, call, job } from './define.ts';

/** The gate's answer. `review`: a person decides. `blocked`: must be resolved before anything is loaded. */
export const verdict = z.enum(['clear', 'review', 'blocked']);
export type Verdict = z.infer<typeof verdict>;

/** One suspected identifier in one column. `category` is the Safe Harbor letter A-R; no value is ever shown. */
export const identifierFinding = z.object({
  category: z.string().regex(/^[A-R]$/),
  label: z.string(),
  evidence: z.enum(['name', 'value', 'name and value']),
  strength: z.enum(['strong', 'weak']),
  /** Share of the column's non-empty values that match, 0-1; null when the name alone is the evidence. */
  rate: z.number().nullable(),
});
export type IdentifierFinding = z.infer<typeof identifierFinding>;

export const decisionAction = z.enum(['drop', 'generalise', 'shift', 'hash', 'quarantine', 'attest']);
export type DecisionAction = z.infer<typeof decisionAction>;

/** `year`; three digits of a ZIP code; bands of ten years; ages over 89 as “90 or over”. */
export const generalisation = z.enum(['year', 'zip3', 'age-band', 'age-90']);
export type Generalisation = z.infer<typeof generalisation>;

/** A way to resolve a column, and what it would make of the examples; the advised one comes first. */
export const gateChoice = z.object({
  action: decisionAction,
  to: generalisation.optional(),
  after: z.array(z.string()),
});
export type GateChoice = z.infer<typeof gateChoice>;

export const inspectedColumn = z.object({
  name: z.string(),
  type: z.string(),
  /** The column of the target table it loads into; null where it is kept beside, or not loaded. */
  mapsTo: z.string().nullable(),
  identifiers: z.array(identifierFinding),
  /** Frequent values of a suspected column, every letter and digit masked. */
  examples: z.array(z.string()).optional(),
  choices: z.array(gateChoice).optional(),
});

export type InspectedColumn = z.infer<typeof inspectedColumn>;

export const inspectedTable = z.object({
  name: z.string(),
  files: z.array(z.string()),
  rows: z.number().int(),
  columns: z.array(inspectedColumn),
  warnings: z.array(z.string()),
});
export type InspectedTable = z.infer<typeof inspectedTable>;

/** Something the source holds and no table takes; `n` counts the records that hold it. */
export const unmappedPath = z.object({ path: z.string(), n: z.number().int() });
export type UnmappedPath = z.infer<typeof unmappedPath>;

/** One kind of record of the source, where these are not the tables: read = loaded + rejected. */
export const readAccount = z.object({
  source: z.string(),
  read: z.number().int(),
  loaded: z.number().int(),
  rejected: z.number().int(),
  reasons: z.array(z.object({ reason: z.string(), n: z.number().int() })),
});
export type ReadAccount = z.infer<typeof readAccount>;

/** What an import would do: shown by the Data room and by `stillroom inspect` before anything is loaded. */
export const importPlan = z.object({
  format: z.string(),
  /** 0-1: how sure the detection is. */
  confidence: z.number(),
  /** Why it is this format. */
  reason: z.string().optional(),
  cdmVersion: z.string().nullable(),
  tables: z.array(inspectedTable),
  /** Files in the folder that no table takes. */
  ignored: z.array(z.string()),
  unmapped: z.array(unmappedPath).optional(),
  read: z.array(readAccount).optional(),
  warnings: z.array(z.string()),
  persons: z.number().int().nullable(),
  /** `dated`: full dates of events are among the columns. */
  risk: z.object({ regime: z.string(), notes: z.array(z.string()), dated: z.boolean().optional() }),
  verdict,
  /** One line of plain words for the verdict. */
  summary: z.string(),
});
export type ImportPlan = z.infer<typeof importPlan>;

/**
 * What a person decided about one column. `attest` keeps it and needs a reason. Table `*` means the column of that
 * name in every table; column `*` with `shift` all dates of persons. With `category` it is about every column in which
 * the gate found that identifier, for which the action is one of its choices, and about which nothing else is decided.
 */
export const decision = z.object({
  table: z.string().default('*'),
  column: z.string().default('*'),
  /** The Safe Harbor letter. */
  category: z
    .string()
    .regex(/^[A-R]$/)
    .optional(),
  /** With `category`: only columns in which the evidence is as strong. */
  strength: z.enum(['strong', 'weak']).optional(),
  action: decisionAction,
  /** What `generalise` makes of it. */
  to: generalisation.optional(),
  reason: z.string().default(''),
});
export type Decision = z.infer<typeof decision>;

export const importResult = z.object({
  dataset: z.string(),
  format: z.string(),
  persons: z.number().int(),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int(), rejected: z.number().int() })),
  read: z.array(readAccount).optional(),
  unmapped: z.array(unmappedPath).optional(),
  verdict,
  decisions: z.array(decision),
  elapsedMs: z.number(),
});
export type ImportResult = z.infer<typeof importResult>;

export const tableColumn = z.object({ name: z.string(), type: z.string() });

export const datasetTable = z.object({
  name: z.string(),
  rows: z.number().int(),
  rejected: z.number().int(),
  columns: z.array(tableColumn),
  /** First and last year of the table's own date column, or null. */
  years: z.tuple([z.number().int(), z.number().int()]).nullable(),
  /** Rows per year over those years, for the density strip. */
  density: z.array(z.number().int()),
});
export type DatasetTable = z.infer<typeof datasetTable>;

/** What a column holds. */
export const profiledColumn = z.object({
  name: z.string(),
  type: z.string(),
  rows: z.number().int(),
  missing: z.number().int(),
  distinct: z.number().int(),
  /** Whether `distinct` is an estimate, a few percent off. */
  isEstimate: z.boolean(),
  /** Of numbers and dates only. */
  least: z.string().nullable(),
  most: z.string().nullable(),
  mean: z.number().nullable(),
  /** Rows in equal steps from least to greatest; empty where that says nothing. */
  bars: z.array(z.number().int()),
  /** The most frequent values that more than one row has, where there are few different ones. */
  common: z.array(z.object({ value: z.string(), n: z.number().int() })),
});
export type ProfiledColumn = z.infer<typeof profiledColumn>;

/** `data/<dataset>/manifest.json`: where a dataset came from and what the gate decided. */
export const datasetManifest = z.object({
  schema: z.literal(1),
  name: z.string(),
  format: z.string(),
  cdmVersion: z.string().nullable(),
  importedAt: z.string(),
  persons: z.number().int(),
  regime: z.string(),
  verdict,
  decisions: z.array(decision),
  sources: z.array(z.object({ file: z.string(), bytes: z.number(), sha256: z.string() })),
  /** sha256 of dataset.duckdb. */
  sha256: z.string(),
  tables: z.array(datasetTable),
  /** CDM tables that the source did not bring; they exist, empty. */
  absent: z.array(z.string()),
  read: z.array(readAccount).optional(),
  unmapped: z.array(unmappedPath).optional(),
  warnings: z.array(z.string()),
});
export type DatasetManifest = z.infer<typeof datasetManifest>;

const paths = z.array(z.string().min(1)).min(1);
const format = z.string().optional();

export const dataMethods = {
  /** Reads, detects, checks for identifiers; loads nothing. */
  'import.inspect': job(z.object({ paths, format }), importPlan),
  'import.load': job(
    z.object({ paths, format, name: z.string().optional(), decisions: z.array(decision).default([]) }),
    importResult,
  ),
  /** Whether the study holds secrets of shifts and hashes. */
  'data.secrets': call(z.object({}), z.object({ held: z.boolean() })),
  /** Ends the study's power to repeat or undo its shifts and hashes. `destroyed`: whether there were secrets. */
  'data.destroySecrets': call(z.object({}), z.object({ destroyed: z.boolean() })),
  'data.describe': call(z.object({ dataset: z.string() }), datasetManifest),
  /** Rows `offset` … `offset + limit` of one table, in file order, or in the order of one column. */
  'data.window': job(
    z.object({
      dataset: z.string(),
      table: z.string(),
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(5000),
      columns: z.array(z.string()).optional(),
      sort: z.object({ column: z.string(), descending: z.boolean() }).optional(),
    }),
    z.object({ offset: z.number().int(), rows: z.number().int(), total: z.number().int(), table: arrow }),
  ),
  /** What each column of a table holds. */
  'data.profile': job(z.object({ dataset: z.string(), table: z.string() }), z.array(profiledColumn)),
  'data.rejected': job(
    z.object({ dataset: z.string(), table: z.string() }),
    z.array(z.object({ reason: z.string(), rows: z.number().int() })),
  ),
} as const;
