import type { SourceFile } from '../source-files.ts';

export type TableKind = 'csv' | 'json' | 'dictionary' | 'parquet' | 'xlsx';

const kinds: readonly [RegExp, TableKind][] = [
  [/\.(csv|tsv|txt)(\.gz)?$/i, 'csv'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'json'],
  [/(dictionary|codebook)[^/]*\.json$/i, 'dictionary'],
  [/\.(parquet|pq)$/i, 'parquet'],
  [/\.xlsx$/i, 'xlsx'],
];

export const kindOf = (file: SourceFile): TableKind | null => kinds.find(([end]) => end.test(file.name))?.[1] ?? null;

/** Files of one plain table. Only Parquet comes in several. */
export interface PlainFiles {
  readonly name: string;
  readonly kind: TableKind;
  readonly files: readonly SourceFile[];
}

/** `Lab Results (2024).csv` becomes `lab_results_2024`. */
export function tableName(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const name = plain
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  return /^\p{L}/u.test(name) ? name : `table_${name}`.replace(/_+$/, '');
}

/** One table a file; Parquet parts that lie in one folder are one table, named for it. */
export function plainFiles(files: readonly SourceFile[]): { tables: PlainFiles[]; ignored: SourceFile[] } {
  const tables = new Map<string, PlainFiles>();
  const ignored: SourceFile[] = [];
  for (const file of files) {
    const kind = kindOf(file);
    if (!kind) {
      ignored.push(file);
      continue;
    }
    const steps = file.name.split('/');
    const isPart = kind === 'parquet' && steps.length > 1 && /^(part|data|chunk)?[-_.]?\d+/i.test(steps.at(-1)!);
    const own = isPart ? steps.at(-2)! : steps.at(-1)!;
    const bare = kinds.reduce((name, [end, of]) => (of === 'dictionary' ? name : name.replace(end, '')), own);
    const name = isPart ? tableName(bare) : freeName(tableName(bare), tables);
    const before = tables.get(name);
    tables.set(name, { name, kind, files: [...(isPart && before ? before.files : []), file] });
  }
  return { tables: [...tables.values()], ignored };
}

export function freeName(name: string, taken: { has(name: string): boolean }): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}_${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}
