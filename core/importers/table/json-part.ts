import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { SourcePart } from '../importer.ts';
import { checkGzip } from '../reading/gzip-check.ts';
import { refuseTooWide } from '../reading/most-columns.ts';
import { reading } from '../reading/read-failure.ts';
import { sqlPaths } from '../reading/sql-path.ts';
import type { SourceFile } from '../source-files.ts';

/**
 * JSON lines as a part of text columns, one for each field of any line; what is nested stays JSON. Lines that are no
 * JSON objects are broken ones.
 */
export async function jsonPart(
  file: SourceFile,
  stage: string,
  connection: Connection,
  context: JobContext,
): Promise<SourcePart> {
  if (/\.gz$/i.test(file.name)) await checkGzip(file, context);
  const lines = `temp.${identifier(`${stage}_json`)}`;
  const from = `read_json_objects(${sqlPaths([file])}, format = 'newline_delimited', ignore_errors = true)`;
  await reading([file], () =>
    connection.run(
      `CREATE OR REPLACE TEMP TABLE ${lines} AS SELECT row_number() OVER () AS line,
         CASE WHEN json_type(json) = 'OBJECT' THEN json END AS object FROM ${from}`,
      [],
      context,
    ),
  );
  const fields = await connection.rows<{ field: string }>(
    `SELECT field FROM (
       SELECT unnest(keys) AS field, generate_subscripts(keys, 1) AS place, line
       FROM (SELECT json_keys(object) AS keys, line FROM ${lines} WHERE object IS NOT NULL))
     GROUP BY field ORDER BY min(line * 10000 + place)`,
    [],
    context,
  );
  if (fields.length === 0) throw noTable(file);
  refuseTooWide(file, fields.length);
  const values = fields.map(
    ({ field }) => `object ->> ${literal(`/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`)}`,
  );
  const names = distinctNames(fields.map(({ field }) => field));
  const selected = names.map((name, i) => `${values[i]} AS ${identifier(name)}`);
  const broken = `temp.${identifier(`${stage}_broken`)}`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${broken} AS
     SELECT ${literal(file.name)} AS file, line, 'not a JSON object' AS reason FROM ${lines} WHERE object IS NULL`,
    [],
    context,
  );
  const count = async (sql: string) => (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)).n;
  const brokenRows = await count(broken);
  return {
    files: [file],
    relation: `(SELECT ${selected.join(', ')} FROM ${lines} WHERE object IS NOT NULL)`,
    columns: names.map((name) => ({ name, type: 'VARCHAR' })),
    rows: (await count(lines)) - brokenRows,
    numbered: null,
    unfit: null,
    broken: brokenRows ? { table: broken, rows: brokenRows } : null,
  };
}

/** DuckDB's names do not differ by letter case alone. */
function distinctNames(fields: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return fields.map((field) => {
    const name = field.replaceAll('\0', '').trim() || 'field';
    const times = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

function noTable(file: SourceFile): Failure {
  return new Failure(
    'unreadable',
    `“${file.name}” has no line that is a JSON object. JSON lines have one object a line; get a fresh copy and import again.`,
  );
}
