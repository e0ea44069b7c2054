import type { JobContext } from '../../../contract/context.ts';
import { snakeCase } from '../../deidentify/column-name.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';

/** What a column is, as far as its name and values tell. */
export interface Meaning {
  readonly role: 'key' | 'code' | 'number' | 'date' | 'category' | 'text' | 'empty';
  readonly unit: string | null;
  readonly codeSystem: string | null;
  readonly missing: number;
  readonly distinct: number;
}

/** Code systems by the form of their codes, RE2; `named` where the form alone could be anything. */
const systems: readonly { readonly name: string; readonly form: string; readonly named?: RegExp }[] = [
  { name: 'LOINC', form: '[0-9]{1,5}-[0-9]' },
  { name: 'ATC', form: '[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}' },
  { name: 'ICD-10', form: '[A-TV-Z][0-9][0-9AB](\\.[0-9A-Z]{1,4})?' },
  { name: 'NDC', form: '[0-9]{4,5}-[0-9]{3,4}-[0-9]{1,2}' },
  { name: 'SNOMED CT', form: '[1-9][0-9]{5,17}', named: /snomed|sct/ },
  { name: 'RxNorm', form: '[1-9][0-9]{2,7}', named: /rxnorm|rxcui/ },
  { name: 'ICD-9-CM', form: '[0-9EV][0-9]{2,3}(\\.[0-9]{1,2})?', named: /icd_?9/ },
];

const units: readonly [RegExp, string][] = [
  [/_mmol_mol$/, 'mmol/mol'],
  [/_mmol_l$/, 'mmol/L'],
  [/_umol_l$/, 'umol/L'],
  [/_mg_dl$/, 'mg/dL'],
  [/_g_dl$/, 'g/dL'],
  [/_mm_?hg$/, 'mmHg'],
  [/_(kg|mg|cm|mm|ml|days|weeks|months|years|hours|percent)$/, ''],
];

/** `Weight (kg)` and `glucose [mg/dL]` say their unit in brackets, `height_cm` at the end. */
export function unitOf(column: string): string | null {
  const bracketed = /[([]\s*([^()[\]]{1,15}?)\s*[)\]]\s*$/.exec(column)?.[1];
  if (bracketed) return bracketed;
  const name = snakeCase(column);
  const found = units.find(([end]) => end.test(name));
  return found ? found[1] || (/_([a-z]+)$/.exec(name)?.[1] ?? null) : null;
}

interface Counted extends Record<string, number> {
  n: number;
  held: number;
  distinct: number;
}

/** Counts the values of one column and says what it is; nothing of a value leaves this function but counts. */
export async function meaningOf(
  relation: string,
  column: { readonly name: string; readonly type: string },
  connection: Connection,
  context: JobContext,
): Promise<Meaning> {
  const name = snakeCase(column.name);
  const tried = systems.filter(({ named }) => named === undefined || named.test(name));
  const forms = tried.map(({ form }, i) => `count(*) FILTER (regexp_full_match(v, ${literal(form)})) AS f${i}`);
  const counted = await connection.one<Counted>(
    `SELECT coalesce(sum(n), 0)::BIGINT AS n, coalesce(sum(n) FILTER (v IS NOT NULL), 0)::BIGINT AS held,
       count(v) AS distinct, ${forms.join(', ')}
     FROM (SELECT CAST(${identifier(column.name)} AS VARCHAR) AS v, count(*) AS n FROM ${relation} GROUP BY 1)`,
    [],
    context,
  );
  const { n, held, distinct } = counted;
  const system = tried.find((_, i) => distinct >= 3 && (counted[`f${i}`] ?? 0) >= 0.95 * distinct);
  return {
    role: roleOf(name, column.type, counted, system !== undefined),
    unit: /^(BIGINT|INTEGER|DOUBLE|FLOAT|DECIMAL|HUGEINT)/.test(column.type) ? unitOf(column.name) : null,
    codeSystem: system?.name ?? null,
    missing: n - held,
    distinct,
  };
}

function roleOf(name: string, type: string, { n, held, distinct }: Counted, isCode: boolean): Meaning['role'] {
  if (held === 0) return 'empty';
  if (distinct === n && held === n && /(^|_)(id|key|no|number|nr)$/.test(name)) return 'key';
  if (isCode) return 'code';
  if (/^(DATE|TIMESTAMP)/.test(type)) return 'date';
  if (type === 'BOOLEAN' || (type === 'VARCHAR' && distinct <= 50 && distinct * 5 <= held)) return 'category';
  return type === 'VARCHAR' ? 'text' : 'number';
}
