import type { SourceFile } from '../source-files.ts';

/** A MEDS dataset on disk: https://github.com/Medical-Event-Data-Standard/meds */
export interface MedsFiles {
  readonly data: readonly SourceFile[];
  readonly codes: SourceFile | null;
  readonly splits: SourceFile | null;
  readonly description: SourceFile | null;
  readonly ignored: readonly SourceFile[];
}

const places: readonly [RegExp, 'data' | 'codes' | 'splits' | 'description'][] = [
  [/(^|\/)data\/.+\.parquet$/i, 'data'],
  [/(^|\/)metadata\/codes\.parquet$/i, 'codes'],
  [/(^|\/)metadata\/subject_splits\.parquet$/i, 'splits'],
  [/(^|\/)metadata\/dataset\.json$/i, 'description'],
];

/** Sorts files by their place in a MEDS dataset, wherever in the chosen folder that begins. */
export function medsFiles(files: readonly SourceFile[]): MedsFiles {
  const of = (wanted: string) => files.filter((file) => places.find(([at]) => at.test(file.name))?.[1] === wanted);
  const known = new Set(['data', 'codes', 'splits', 'description'].flatMap(of));
  return {
    data: of('data'),
    codes: of('codes')[0] ?? null,
    splits: of('splits')[0] ?? null,
    description: of('description')[0] ?? null,
    ignored: files.filter((file) => !known.has(file)),
  };
}
