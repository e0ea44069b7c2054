import type { ColumnType } from '../../engine/result.ts';

/** Rows under two relations: as they load, and as they are named where they do not fit. */
export interface GatedPart {
  readonly relation: string;
  readonly columns: readonly ColumnType[];
  readonly numbered: (() => Promise<string>) | null;
  readonly unfit: {
    readonly relation: string;
    readonly columns: readonly ColumnType[];
    readonly numbered: () => Promise<string>;
  } | null;
}

/** A table on its way in, as far as decisions change it. */
export interface GatedTable {
  readonly name: string;
  readonly parts: readonly GatedPart[];
  readonly columns: readonly (ColumnType & { readonly mapsTo: string | null; readonly isText: boolean })[];
  readonly impersonal: boolean;
}
