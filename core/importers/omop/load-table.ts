import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { ColumnType } from '../../engine/result.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { LoadedTable, LoadOptions, SourcePart, SourceTable } from '../importer.ts';
import { reading } from '../reading/read-failure.ts';
import { type Cast, castColumn } from './cast.ts';
import type { CdmTable } from './cdm/table.ts';
import { sourceOf } from './column-plan.ts';
import type { DateFormats } from './date-format.ts';
import { filledColumns } from './fill.ts';
import { moveBroken, rejectUnfit } from './reject.ts';

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
  const { connection, catalog } = options;
  const into = `${catalog}.main.${identifier(table.name)}`;
  const count = async (from: string) => (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)).n;
  let rows = 0;
  for (const part of source.parts) {
    if (!part.inPlace)
      await reading(part.files, () =>
        connection.run(insertFitting(source, table, part, formats, options), [], context),
      );
    const loaded = part.inPlace ? part.rows : (await count(into)) - rows;
    rows += loaded;
    await moveBroken(part, table.name, options, context);
    for (const { read, ...suspects } of await suspectsOf(part, loaded)) {
      const casts = [...castsOf(table, suspects.columns, formats, options.isDropped).values()];
      const moved = await rejectUnfit({ table: table.name, files: part.files, casts, ...suspects }, options, context);
      if (moved !== read) throw changed(part);
    }
    if (part.inPlace) await keepFitting(into, part, options, context);
  }
  const rejected = await count(`${catalog}.rejected.${identifier(table.name)}`);
  return { name: table.name, rows, rejected, date: table.date ?? null };
}

/** Of a table that was read in place: what does not fit goes, now that `rejected` has it, and so does the mark. */
async function keepFitting(
  into: string,
  { unfit }: SourcePart,
  { connection }: LoadOptions,
  context: JobContext,
): Promise<void> {
  if (unfit) await connection.run(`DELETE FROM ${into} WHERE NOT __fits`, [], context);
  await connection.run(`ALTER TABLE ${into} DROP COLUMN __fits`, [], context);
}

/** Rows to be rejected: those known from the plan, and those that the load left out. */
async function suspectsOf(part: SourcePart, loaded: number) {
  const { unfit, columns } = part;
  const known = unfit ? [{ numbered: await unfit.numbered(), columns: unfit.columns, read: unfit.rows }] : [];
  if (loaded === part.rows) return known;
  if (!part.numbered) throw changed(part);
  return [...known, { numbered: await part.numbered(), columns, read: part.rows - loaded }];
}

function insertFitting(
  source: SourceTable,
  table: CdmTable,
  part: SourcePart,
  formats: DateFormats,
  { catalog, isDropped }: LoadOptions,
): string {
  const casts = castsOf(table, part.columns, formats, isDropped);
  const names = [...casts.keys()];
  const columns = filledColumns(table, (name) => (casts.has(name) ? `__t${names.indexOf(name)}` : null));
  for (const { name, type } of extraColumns(source, isDropped)) {
    const found = sourceOf(part, name);
    if (found) columns.push({ name, value: `CAST(${identifier(found.name)} AS ${type})` });
  }
  const values = names.map((name, i) => `${casts.get(name)!.value} AS __t${i}`);
  const fails = names.flatMap((name, i) => casts.get(name)!.fails?.(`__t${i}`) ?? []);
  return `INSERT INTO ${catalog}.main.${identifier(table.name)} (${columns.map((c) => identifier(c.name)).join(', ')})
    SELECT ${columns.map((c) => c.value).join(', ')}
    FROM (SELECT *, ${values.join(', ')} FROM ${part.relation})
    ${fails.length ? `WHERE NOT (${fails.join(' OR ')})` : ''}`;
}

/** The cast of every CDM column that these source columns fill and no decision drops. */
function castsOf(
  table: CdmTable,
  columns: readonly ColumnType[],
  formats: DateFormats,
  isDropped: LoadOptions['isDropped'],
): Map<string, Cast> {
  const casts = new Map<string, Cast>();
  for (const [name, kind] of Object.entries(table.columns)) {
    const found = sourceOf({ columns }, name);
    if (!found || isDropped(table.name, found.name)) continue;
    casts.set(name, castColumn(found.name, found.type, kind, formats.get(name)));
  }
  return casts;
}

/** Source columns that no CDM column takes and no decision drops: kept beside, under their own names. */
export const extraColumns = (source: SourceTable, isDropped: LoadOptions['isDropped']) =>
  source.columns.filter(({ name, mapsTo }) => mapsTo === null && !isDropped(source.name, name));

function changed(part: SourcePart): Failure {
  const names = part.files.slice(0, 3).map((file) => `“${file.name}”`);
  return new Failure(
    'conflict',
    `${names.join(', ')} changed while it was read. Import again once nobody writes to it.`,
  );
}
