import type { Contrast } from './compare.ts';

/** The groups side by side: `key` is what SQL gives, `name` what a person reads. */
export interface Groups {
  readonly list: readonly { readonly key: string; readonly name: string; readonly n: number }[];
  readonly contrast: Contrast;
}

/** SQL that tells rows apart by group: `table` stands after FROM with alias `d`, `by` is an expression on it. */
export interface Grouping {
  readonly table: string;
  readonly by: string;
}
