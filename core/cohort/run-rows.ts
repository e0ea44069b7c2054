import { createHash } from 'node:crypto';
import type { JobContext } from '../../contract/context.ts';
import type { Connection, Row } from '../engine/database.ts';
import type { MaskCount } from './sql/attrition.ts';

export interface Counts extends Row {
  readonly rows: string | number;
  readonly persons: string | number;
  readonly fingerprint: string;
}

/** Counts and fingerprint of cohort rows; `rows` is SQL that can stand after FROM. */
export function countsQuery(rows: string): string {
  return [
    'SELECT count(*) AS rows, count(DISTINCT subject_id) AS persons,',
    "  sha256(COALESCE(string_agg(concat(subject_id, ',', cohort_start_date, ',', cohort_end_date), chr(10)",
    "    ORDER BY subject_id, cohort_start_date, cohort_end_date), '')) AS fingerprint",
    `FROM ${rows}`,
  ].join('\n');
}

/** Rows are put to text so many at a time. */
const rowsAPart = 10_000;

/**
 * What a run made, out of its table: the statistics, and the same as the query above gives. Rows numbered in order and
 * put to text in parts take half the time of one ordered text; the parts are hashed here.
 */
export async function readMade(connection: Connection, made: string, persons: string | null, context: JobContext) {
  const statistics = [
    'SELECT unit, mask, n, NULL AS persons, NULL AS part, NULL AS text',
    `FROM ${made} WHERE unit IS NOT NULL`,
  ];
  const hash = createHash('sha256');
  let [rows, personCount] = [0, 0];
  const masks: MaskCount[] = [];
  const take = async (query: readonly string[]) => {
    for (const row of await connection.rows<MadeRow>(query.join('\n'), [], context)) {
      if (row.unit !== null) masks.push({ unit: row.unit, mask: BigInt(String(row.mask)), n: Number(row.n) });
      else {
        hash.update(rows > 0 ? `\n${row.text}` : (row.text ?? ''));
        rows += Number(row.n);
        personCount += Number(row.persons);
      }
    }
  };
  if (persons !== null) await take([...statistics, 'UNION ALL', countOfRows(made, persons)]);
  else {
    await take(statistics);
    for (const slice of await slicesOf(connection, made, context))
      await take([textOfRows(made, slice), 'ORDER BY part']);
  }
  const fingerprint = persons === null ? hash.digest('hex') : '';
  return { statistics: masks, counts: { rows, persons: personCount, fingerprint } };
}

/** Rows that are put to text in one statement: ordering and text of more would not fit into a small memory limit. */
const rowsASlice = 1_000_000;

/** Ranges of persons that hold about so many rows each, in order, as conditions. */
async function slicesOf(connection: Connection, made: string, context: JobContext): Promise<readonly string[]> {
  const { n, low, high } = await connection.one<{ n: string | number; low: string | null; high: string | null }>(
    `SELECT count(*) AS n, CAST(min(subject_id) AS VARCHAR) AS low, CAST(max(subject_id) AS VARCHAR) AS high
FROM ${made} WHERE unit IS NULL`,
    [],
    context,
  );
  const count = BigInt(Math.ceil(Number(n) / rowsASlice));
  if (count <= 1n || low === null || high === null) return ['TRUE'];
  const edge = (i: bigint) => BigInt(low) + ((BigInt(high) - BigInt(low)) * i) / count;
  return Array.from({ length: Number(count) }, (_, i) =>
    [
      ...(i === 0 ? [] : [`subject_id > ${edge(BigInt(i))}`]),
      ...(i === Number(count) - 1 ? [] : [`subject_id <= ${edge(BigInt(i) + 1n)}`]),
    ].join(' AND '),
  );
}

const countOfRows = (made: string, persons: string) =>
  `SELECT NULL, NULL, count(*), ${persons}, NULL, NULL\nFROM ${made} WHERE unit IS NULL`;

function textOfRows(made: string, slice: string): string {
  const order = 'ORDER BY subject_id, cohort_start_date, cohort_end_date';
  return [
    'SELECT NULL AS unit, NULL AS mask, count(*) AS n, sum(is_new) AS persons, part,',
    "  string_agg(concat(subject_id, ',', cohort_start_date, ',', cohort_end_date), chr(10) ORDER BY place) AS text",
    'FROM (',
    `  SELECT *, (place - 1) // ${rowsAPart} AS part FROM (`,
    '    SELECT subject_id, cohort_start_date, cohort_end_date,',
    `      CAST(lag(subject_id) OVER (${order}) IS DISTINCT FROM subject_id AS INTEGER) AS is_new,`,
    `      row_number() OVER (${order}) AS place`,
    `    FROM ${made} WHERE unit IS NULL AND ${slice}`,
    '  )',
    ')',
    'GROUP BY part',
  ].join('\n');
}

interface MadeRow extends Row {
  readonly unit: string | null;
  readonly mask: string | number | null;
  readonly n: string | number;
  readonly persons: string | number | null;
  readonly text: string | null;
}
