import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';

/** Bytes in one row: what is put to text at a time. */
const partSize = 1 << 22;

/** Begins the table `packed` of an index: it is filled aside, since each part would write the whole anew. */
export const beginPacked = (connection: Connection): Promise<void> =>
  connection.run('CREATE OR REPLACE TEMP TABLE packed (name VARCHAR, part INTEGER, bytes BLOB)');

export const endPacked = (connection: Connection, schema: string): Promise<void> =>
  connection.run(
    `CREATE TABLE ${schema}.packed AS FROM temp.main.packed ORDER BY name, part; DROP TABLE temp.main.packed`,
  );

/** Keeps bytes under a name; numbers of several bytes are the least first. */
export async function writePacked(
  connection: Connection,
  name: string,
  array: Uint8Array | Uint16Array | Uint32Array,
): Promise<void> {
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  for (let part = 0; part * partSize < bytes.length; part++)
    await connection.run('INSERT INTO temp.main.packed SELECT $1, $2, from_base64($3)', [
      name,
      part,
      bytes.toString('base64', part * partSize, (part + 1) * partSize),
    ]);
}

/** What was kept under a name; empty where nothing was. */
export async function readPacked(connection: Connection, schema: string, name: string): Promise<ArrayBuffer> {
  const here = `FROM ${schema}.packed WHERE name = ${literal(name)}`;
  const { parts, size } = await connection.one<{ parts: number; size: number }>(
    `SELECT count(*) AS parts, coalesce(sum(octet_length(bytes)), 0)::BIGINT AS size ${here}`,
  );
  const whole = new Uint8Array(size);
  for (let part = 0; part < parts; part++) {
    const { text } = await connection.one<{ text: string }>(
      `SELECT to_base64(bytes) AS text ${here} AND part = ${part}`,
    );
    whole.set(Buffer.from(text, 'base64'), part * partSize);
  }
  return whole.buffer;
}
