import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';

const value = z.union([z.string(), z.number(), z.null()]);
const places = z.array(z.tuple([z.number().int(), z.number().int()]));

const acroCase = z.object({
  data: z.string(),
  rows: z.array(z.string()).min(1),
  cols: z.array(z.string()),
  values: z.string().nullable(),
  agg: z.string().nullable(),
  cfg: z.object({ safe_threshold: z.number().optional(), zeros_are_disclosive: z.boolean().optional() }).nullable(),
  row_labels: z.array(z.array(z.string())),
  col_labels: z.array(z.array(z.string())),
  flagged: z.record(z.string(), places),
});
export type AcroCase = z.infer<typeof acroCase>;

/** A table of persons: as it is, or its labels by their places in `levels`. */
const persons = z.union([
  z.object({ cols: z.array(z.string()), rows: z.array(z.array(value)) }),
  z.object({ levels: z.record(z.string(), z.array(value)), rows_coded: z.array(z.array(z.number().int())) }),
]);

export interface AcroCases {
  readonly cases: readonly AcroCase[];
  readonly data: Readonly<Record<string, z.infer<typeof persons>>>;
}

/**
 * Tables that ACRO (Smith et al. 2022) has checked, with the data they are of under its name.
 * @throws Failure `not_found`, `invalid_input` for what holds no such cases or not their data.
 */
export function readAcroCases(path: string): AcroCases {
  if (!existsSync(path)) throw new Failure('not_found', `There is no file “${path}”.`);
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const { cases } = z.object({ cases: z.array(acroCase).min(1) }).parse(file);
    const named = Object.fromEntries(cases.map(({ data }) => [data, persons]));
    return { cases, data: z.object(named).parse(file) };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    const where = error instanceof z.ZodError ? error.issues[0]?.path.join('.') : '';
    const message = `“${path}” holds no cases of ACRO${where ? `: look at “${where}”` : ''}.`;
    throw new Failure('invalid_input', message, {}, { cause: error });
  }
}

/** What a case's table is made of: a line a person, those left out whom ACRO leaves out, who lack a label or the value. */
export function personsOf({ data }: AcroCases, { data: name, rows, cols, values, agg }: AcroCase): object[] {
  const from = data[name]!;
  const names = 'cols' in from ? from.cols : Object.keys(from.levels);
  const lines = 'cols' in from ? from.rows : from.rows_coded.map((codes) => decoded(from.levels, names, codes));
  const needed = [...rows, ...cols, ...(agg === 'std' && values ? [values] : [])].map((one) => names.indexOf(one));
  const kept = [...needed, ...(values && agg !== 'std' ? [names.indexOf(values)] : [])];
  return lines
    .filter((line) => needed.every((at) => line[at] != null))
    .map((line) => Object.fromEntries(kept.map((at) => [names[at]!, line[at]])));
}

const decoded = (
  levels: Readonly<Record<string, readonly z.infer<typeof value>[]>>,
  names: string[],
  codes: number[],
) => codes.map((code, at) => levels[names[at]!]![code] ?? null);

/** The rules for single cells; the others of ACRO are remarks on the whole table. */
const rules = ['MinimumThresholdCheck', 'NKCheck', 'PPercentCheck', 'MinimumDoFCheck'];

/** The cells that ACRO flags, by their labels. */
export function flaggedByAcro({ flagged, row_labels, col_labels }: AcroCase): string[] {
  const at = rules.flatMap((rule) => flagged[rule] ?? []);
  return [...new Set(at.map(([row, column]) => [...row_labels[row]!, ...col_labels[column]!].join(' × ')))];
}
