import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { readKept, writeKept } from '../vault/kept-file.ts';
import { vaultAt } from '../vault/open-vaults.ts';
import type { Connection } from './database.ts';
import { literal } from './sql-text.ts';

/** `subject_id` as a 64-bit number, the two dates as days since 1970 in 32 bits, little-endian. */
const rowBytes = 16;
/** What a file encrypted in one piece may hold: 2 GiB, as Node's cipher takes no more at once. */
const mostRows = 2 ** 31 / rowBytes - 64;
const rowsAtOnce = 20_000;

const columns = 'subject_id, cohort_start_date, cohort_end_date';
const days = (column: string) => `(${column} - DATE '1970-01-01')::INTEGER`;

/**
 * Writes the rows of `from` (a table or query in brackets with `subject_id`, `cohort_start_date`, `cohort_end_date`): as
 * Parquet, or in an encrypted study as an encrypted file, of which no plain copy is ever on the disk.
 */
export async function writeCohortRows(
  connection: Connection,
  from: string,
  path: string,
  context: JobContext,
): Promise<void> {
  const rows = `SELECT ${columns} FROM ${from} ORDER BY ALL`;
  if (!vaultAt(path)) return connection.run(`COPY (${rows}) TO ${literal(path)} (FORMAT parquet)`, [], context);
  const parts: Buffer[] = [];
  let total = 0;
  const packed = `SELECT subject_id, ${days('cohort_start_date')} AS first, ${days('cohort_end_date')} AS last FROM (${rows})`;
  for await (const batch of connection.stream(packed, [], context)) {
    total += batch.rows;
    if (total > mostRows)
      throw new Failure('unsupported', 'The cohort has more rows than an encrypted study keeps of one (134 million).');
    parts.push(packRows(batch.columns, batch.rows));
  }
  writeKept(path, Buffer.concat(parts));
}

function packRows([subjects, first, last]: readonly (readonly unknown[])[], rows: number): Buffer {
  const bytes = Buffer.alloc(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    bytes.writeBigInt64LE(BigInt(String(subjects![row])), row * rowBytes);
    bytes.writeInt32LE(Number(first![row]), row * rowBytes + 8);
    bytes.writeInt32LE(Number(last![row]), row * rowBytes + 12);
  }
  return bytes;
}

/**
 * Reads what `writeCohortRows` wrote into the temporary table `into` (quoted).
 * @throws Failure `unreadable` or `sql` (see `isUnreadable`) where the file is gone, cut short or was changed.
 */
export async function readCohortRows(
  connection: Connection,
  path: string,
  into: string,
  context: JobContext,
): Promise<void> {
  const make = `CREATE OR REPLACE TEMP TABLE ${into}`;
  if (!vaultAt(path)) {
    const cast = 'subject_id::BIGINT AS subject_id, cohort_start_date::DATE AS cohort_start_date';
    const select = `SELECT ${cast}, cohort_end_date::DATE AS cohort_end_date FROM read_parquet(${literal(path)})`;
    return connection.run(`${make} AS ${select}`, [], context);
  }
  const bytes = readSealed(path);
  await connection.run(`${make} (subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)`);
  const date = (list: string) => `DATE '1970-01-01' + unnest(${list}::INTEGER[])`;
  const insert = `INSERT INTO ${into} SELECT unnest($1::BIGINT[]), ${date('$2')}, ${date('$3')}`;
  const step = rowsAtOnce * rowBytes;
  for (let at = 0; at < bytes.length; at += step)
    await connection.run(insert, lists(bytes.subarray(at, at + step)), context);
}

function readSealed(path: string): Buffer {
  try {
    return readKept(path);
  } catch (error) {
    throw new Failure('unreadable', 'The rows of a cohort cannot be read.', {}, { cause: error });
  }
}

/** The three columns as lists in DuckDB's own notation. */
function lists(bytes: Buffer): string[] {
  const subjects: bigint[] = [];
  const first: number[] = [];
  const last: number[] = [];
  for (let at = 0; at < bytes.length; at += rowBytes) {
    subjects.push(bytes.readBigInt64LE(at));
    first.push(bytes.readInt32LE(at + 8));
    last.push(bytes.readInt32LE(at + 12));
  }
  return [subjects, first, last].map((list) => `[${list.join(',')}]`);
}
