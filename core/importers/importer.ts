import type { JobContext } from '../../contract/context.ts';
import type { ReadAccount, UnmappedPath } from '../../contract/data.ts';
import type { NameFinding } from '../deidentify/column-name.ts';
import type { Connection } from '../engine/database.ts';
import type { ColumnType } from '../engine/result.ts';
import type { SourceFile } from './source-files.ts';

/** Rows of one table as they stand in the source. `relation` is what follows FROM, on the connection that planned. */
export interface SourcePart {
  readonly files: readonly SourceFile[];
  readonly relation: string;
  readonly columns: readonly ColumnType[];
  readonly rows: number;
  /** `relation` with two more columns, `__file` and `__line`; null where every row is known to fit. */
  readonly numbered: (() => Promise<string>) | null;
  /** Rows known not to fit, as text; null where none is, or where that shows at load. */
  readonly unfit: UnfitRows | null;
  /** A table (file, line, reason) of lines that could not be read as rows; null where there are none. */
  readonly broken: { readonly table: string; readonly rows: number } | null;
  /** True where the rows stand in the dataset's own table already, those that do not fit among them: see `DirectRows`. */
  readonly inPlace?: boolean;
}

export interface UnfitRows {
  readonly relation: string;
  readonly columns: readonly ColumnType[];
  readonly rows: number;
  readonly numbered: () => Promise<string>;
}

export interface SourceColumn extends ColumnType {
  /** The column of the target table it fills; null where it is kept beside. */
  readonly mapsTo: string | null;
  /** True where what it loads into is text. */
  readonly isText: boolean;
  /** What the format's own specification says the column holds, whatever its name: `Patient.telecom` is a number. */
  readonly declared?: NameFinding;
}

/**
 * What the gate sees and the load reads. A table of the CDM carries its CDM name, whatever the source called it, so
 * that the gate's rules and decisions are the same for every format; other names are the source's own (`Patient`).
 */
export interface SourceTable {
  readonly name: string;
  readonly parts: readonly SourcePart[];
  readonly columns: readonly SourceColumn[];
  /** Rows read, broken ones among them. */
  readonly rows: number;
  readonly warnings: readonly string[];
  /** True where rows are about terms or the database, never about a person: only its extra columns meet the gate. */
  readonly impersonal: boolean;
}

export interface SourcePlan {
  readonly cdmVersion: string | null;
  readonly tables: readonly SourceTable[];
  readonly ignored: readonly string[];
  readonly warnings: readonly string[];
  /** Rows of the person table; null where the source has none. */
  readonly persons: number | null;
  /** What the source holds and no table takes, by its path in the source. */
  readonly unmapped?: readonly UnmappedPath[];
  /** Per kind of record in the source, where these are not the tables: read = loaded + rejected. */
  readonly read?: readonly ReadAccount[];
}

export interface LoadOptions {
  readonly connection: Connection;
  /** Catalog name of the attached, empty dataset database. */
  readonly catalog: string;
  /** True where the gate's decisions say that this source column must not come in. */
  readonly isDropped: (table: string, column: string) => boolean;
}

export interface LoadedTable {
  readonly name: string;
  readonly rows: number;
  readonly rejected: number;
  /** Its own date column, for years and density. */
  readonly date: string | null;
}

export interface LoadResult {
  readonly tables: readonly LoadedTable[];
  /** Tables the source did not bring: they exist, empty. */
  readonly absent: readonly string[];
  /** Where the format has no table of persons to count. */
  readonly persons?: number;
}

/** How sure an importer is that files are its own. */
export interface Detection {
  /** 0-1. From `sure` on, files of two formats in one folder are refused; a format that takes any file stays below. */
  readonly confidence: number;
  /** Half a sentence for a person: `person.csv and 12 other tables of the CDM`. */
  readonly reason: string;
  /** Those it would read. */
  readonly files: readonly SourceFile[];
}

/** See `Detection.confidence`. */
export const sure = 0.5;

/**
 * Rows that no decision changes may be read straight into the dataset, which is nobody's before the gate has let it
 * pass: read and written once, not twice.
 */
export interface DirectRows {
  readonly catalog: string;
  readonly mayHold: (table: string, columns: readonly string[]) => boolean;
}

/** What an import finds beside the files. */
export interface PlanOptions {
  /** Null where nothing will be loaded. */
  readonly direct: DirectRows | null;
  /** DuckDB files of the study's other datasets, newest first: a vocabulary may be in them. */
  readonly datasets: readonly string[];
}

/**
 * `core/importers/<name>/importer.ts` exports `importer`. A format is known by its files, planned without being
 * loaded, and loaded into an empty database: `main.<table>` for what fits, `rejected.<table>` for what does not.
 * Whatever becomes tables of the CDM may plan an `OmopPlan` and leave the load to `loadOmop`.
 */
export interface Importer {
  readonly name: string;
  readonly title: string;
  /** Null where none of the files is its own. Reads no more than the beginnings of files. */
  detect(files: readonly SourceFile[], connection: Connection, context: JobContext): Promise<Detection | null>;
  /** `files` are all that were chosen; those it does not read are `ignored`. */
  plan(
    files: readonly SourceFile[],
    connection: Connection,
    context: JobContext,
    options: PlanOptions,
  ): Promise<SourcePlan>;
  load(plan: SourcePlan, options: LoadOptions, context: JobContext): Promise<LoadResult>;
}
