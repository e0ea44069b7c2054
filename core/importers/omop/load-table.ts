import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { LoadedTable, LoadOptions, SourcePart, SourceTable } from '../importer.ts';
import { reading } from '../reading/read-failure.ts';
import { type Cast, castColumn } from './cast.ts';
import { type CdmTable, type ColumnKind, duckType } from './cdm/table.ts';
import { otherName, sourceOf } from './column-plan.ts';
import type { DateFormats } from './date-format.ts';
import { moveBroken, rejectUnfit } from './reject.ts';

/** A column of the loaded table, with where its value comes from. */
interface TargetColumn {
  readonly name: string;
  readonly value: string;
}

/** Creates `table` with every column of CDM 5.3 and 5.4, and the `extras` a source brings beside them. */
export function createTable(
  catalog: string,
  table: CdmTable,
  extras: readonly { name: string; type: string }[],
): string {
  const own = Object.entries(table.columns).map(([name, kind]) => `${identifier(name)} ${duckType(kind)}`);
  const more = extras.map(({ name, type }) => `${identifier(name)} ${type}`);
  return `CREATE TABLE ${catalog}.main.${identifier(table.name)} (${[...own, ...more].join(', ')})`;
}

/**
 * Loads one table part by part, in source order. Rows that do not fit go to `rejected.<table>`; read = loaded +
 * rejected, or Failure `conflict` (the source changed meanwhile).
 */
export async function loadTable(
  source: SourceTable,
  table: CdmTable,
  formats: DateFormats,
  options: LoadOptions,
  context: JobContext,
): Promise<LoadedTable> {
  const { connection, catalog, isDropped } = options;
  const into = `${catalog}.main.${identifier(table.name)}`;
  const count = async (from: string) => (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)).n;
  let rows = 0;
  for (const part of source.parts) {
    const { casts, columns } = partColumns(source, table, part, formats, isDropped);
    const fails = [...new Set(casts.flatMap((cast) => (cast.fails ? [cast.fails] : [])))];
    const where = fails.length ? `WHERE NOT (${fails.join(' OR ')})` : '';
    const insert = `INSERT INTO ${into} (${columns.map((c) => identifier(c.name)).join(', ')})
      SELECT ${columns.map((c) => c.value).join(', ')} FROM ${part.relation} ${where}`;
    await reading(part.files, () => connection.run(insert, [], context));
    const loaded = (await count(into)) - rows;
    rows += loaded;
    await moveBroken(part, table.name, options, context);
    if (loaded === part.rows) continue;
    const rejected = await rejectUnfit({ part, table: table.name, casts }, options, context);
    if (loaded + rejected !== part.rows) throw changed(part);
  }
  const rejected = await count(`${catalog}.rejected.${identifier(table.name)}`);
  return { name: table.name, rows, rejected, date: table.date ?? null };
}

function partColumns(
  source: SourceTable,
  table: CdmTable,
  part: SourcePart,
  formats: DateFormats,
  isDropped: LoadOptions['isDropped'],
): { casts: Cast[]; columns: TargetColumn[] } {
  const casts: Cast[] = [];
  const columns: TargetColumn[] = [];
  const castOf = (column: string, kind: ColumnKind): Cast | null => {
    const found = sourceOf(part, column);
    if (!found || isDropped(table.name, found.name)) return null;
    return castColumn(found.name, found.type, kind, formats.get(column));
  };
  for (const [name, kind] of Object.entries(table.columns)) {
    const other = otherName(table, name);
    const own = castOf(name, kind);
    const found = [own, other === null ? null : castOf(other, kind)].filter((cast) => cast !== null);
    if (own) casts.push(own);
    if (found.length === 0) continue;
    const value = found.length === 1 ? found[0]!.value : `coalesce(${found.map((cast) => cast.value).join(', ')})`;
    columns.push({ name, value: isFlag(name) ? `nullif(trim(${value}), '')` : value });
  }
  for (const { name, type } of extraColumns(source, isDropped)) {
    const found = sourceOf(part, name);
    if (found) columns.push({ name, value: `CAST(${identifier(found.name)} AS ${type})` });
  }
  return { casts, columns };
}

/** Source columns that no CDM column takes and no decision drops: kept beside, under their own names. */
export const extraColumns = (source: SourceTable, isDropped: LoadOptions['isDropped']) =>
  source.columns.filter(({ name, mapsTo }) => mapsTo === null && !isDropped(source.name, name));

/** OHDSI's own SQL asks `invalid_reason IS NULL`; many exports have an empty string there. */
const isFlag = (column: string): boolean => column === 'invalid_reason' || column === 'standard_concept';

function changed(part: SourcePart): Failure {
  const names = part.files.slice(0, 3).map((file) => `“${file.name}”`);
  return new Failure(
    'conflict',
    `${names.join(', ')} changed while it was read. Import again once nobody writes to it.`,
  );
}
