import { Failure } from '../../../contract/failure.ts';
import type { SourceFile } from '../source-files.ts';
import { cdmTables } from './cdm/tables.ts';

export type FileKind = 'csv' | 'parquet' | 'duckdb';

/** Files of one CDM table, all of one kind, in order. */
export interface TableFiles {
  readonly table: string;
  readonly kind: Exclude<FileKind, 'duckdb'>;
  readonly files: readonly SourceFile[];
}

const kinds: readonly [RegExp, FileKind][] = [
  [/\.(csv|tsv|txt)(\.gz)?$/i, 'csv'],
  [/\.(parquet|pq)$/i, 'parquet'],
  [/\.(duckdb|ddb|db)$/i, 'duckdb'],
];

export const kindOf = (file: SourceFile): FileKind | null => kinds.find(([end]) => end.test(file.name))?.[1] ?? null;

/** `PERSON.csv.gz`, `person.parquet`, `person/part-0001.parquet`, `person.parquet/part-3.parquet`, `person_0001.csv`. */
function tableOf(file: SourceFile): string | null {
  const steps = file.name.split('/').map((step) => bare(step));
  const last = steps.at(-1) ?? '';
  const unnumbered = last.replace(/[-_.]?(part)?[-_.]?\d+$/, '');
  const named = [last, unnumbered, ...steps.slice(0, -1).reverse()];
  return named.find((name) => cdmTables.has(name)) ?? null;
}

function bare(step: string): string {
  return kinds.reduce((name, [end]) => name.replace(end, ''), step.toLowerCase());
}

/**
 * Sorts files by CDM table; those that belong to none come back as `ignored`. Failure `invalid_input` where one
 * table is there twice, as CSV and as Parquet.
 */
export function groupByTable(files: readonly SourceFile[]): { groups: TableFiles[]; ignored: SourceFile[] } {
  const groups = new Map<string, TableFiles>();
  const ignored: SourceFile[] = [];
  for (const file of files) {
    const kind = kindOf(file);
    const table = tableOf(file);
    if (table === null || kind === null || kind === 'duckdb') {
      ignored.push(file);
      continue;
    }
    const before = groups.get(table);
    if (before && before.kind !== kind) throw twice(table, before.files[0]!, file);
    groups.set(table, { table, kind, files: [...(before?.files ?? []), file] });
  }
  const order = [...cdmTables.keys()];
  return { groups: [...groups.values()].sort((a, b) => order.indexOf(a.table) - order.indexOf(b.table)), ignored };
}

function twice(table: string, one: SourceFile, other: SourceFile): Failure {
  return new Failure(
    'invalid_input',
    `The table ${table} is there twice, as “${one.name}” and as “${other.name}”. Keep one of them and import again.`,
  );
}
