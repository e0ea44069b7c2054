import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import type { PlanOptions, SourcePart, SourcePlan, SourceTable } from '../importer.ts';
import type { SourceFile } from '../source-files.ts';
import { type CdmTable, isRequired } from './cdm/table.ts';
import { cdmTables } from './cdm/tables.ts';
import { mapColumns } from './column-plan.ts';
import { type DateFormats, shownFormat } from './date-format.ts';
import { missingColumns, noPerson } from './refusals.ts';
import { readSource, type TableParts } from './source-parts.ts';
import { cdmVersion } from './version.ts';

export interface OmopTable extends SourceTable {
  readonly dateFormats: DateFormats;
}

export interface OmopPlan extends SourcePlan {
  readonly tables: readonly OmopTable[];
}

/** What the files hold as tables of the CDM. Failure `unsupported` where there is no person table. */
export async function planOmop(
  files: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
  { direct }: Pick<PlanOptions, 'direct'>,
): Promise<OmopPlan> {
  const source = await readSource(files, direct, connection, context);
  if (!source.tables.has('person')) throw noPerson(files, [...source.tables.keys()]);
  const tables = [...source.tables].map(([name, parts]) => planTable(cdmTables.get(name)!, parts));
  const left = source.ignored.length;
  return {
    cdmVersion: await cdmVersion(tables, connection, context),
    tables,
    ignored: source.ignored,
    warnings: left
      ? [`${left} ${left === 1 ? 'file or table is' : 'files or tables are'} not of the OMOP CDM and stay behind.`]
      : [],
    persons: tables.find((table) => table.name === 'person')?.rows ?? null,
  };
}

/**
 * Concepts made of a source's own codes, as they meet the gate: names and codes are the source's words, and a decision
 * about them counts; when they are valid is not.
 */
export const ofOwnCodes = <T extends SourceTable>(concepts: T): T => ({
  ...concepts,
  columns: concepts.columns.filter(({ name }) => !name.startsWith('valid_')),
  impersonal: false,
});

/** A CDM table as planned, from its parts. Failure `unsupported` where a column is missing that no row can do without. */
export function planTable(table: CdmTable, { parts, formats }: TableParts): OmopTable {
  const columns = mapColumns(table, parts);
  const missing = Object.entries(table.columns)
    .filter(([name, kind]) => isRequired(kind) && !columns.some((column) => column.mapsTo === name))
    .map(([name]) => name);
  if (missing.length) throw missingColumns(table.name, parts, missing);
  const sum = (rows: (part: SourcePart) => number) => parts.reduce((total, part) => total + rows(part), 0);
  const broken = sum((part) => part.broken?.rows ?? 0);
  const unfit = sum((part) => part.unfit?.rows ?? 0);
  return {
    name: table.name,
    parts,
    columns,
    rows: sum((part) => part.rows) + unfit + broken,
    warnings: [
      ...(broken ? [`${broken} ${broken === 1 ? 'line' : 'lines'} cannot be read as rows and will be rejected.`] : []),
      ...(unfit
        ? [
            `${unfit} ${unfit === 1 ? 'row has a value that does' : 'rows have values that do'} not fit and will be rejected.`,
          ]
        : []),
      ...[...formats].map(([column, format]) => `Dates in ${column} are read as ${shownFormat(format)}.`),
    ],
    impersonal: table.impersonal === true,
    dateFormats: formats,
  };
}
