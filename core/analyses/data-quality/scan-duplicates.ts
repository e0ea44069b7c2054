import { type HeldTable, inDataset } from './cdm-dataset.ts';
import type { Desk } from './desk.ts';
import type { Counted } from './result-of.ts';
import type { RowOrder } from './scan-order.ts';

/** Rows that are compared at once: their hashes fit into a processor's cache. */
const atOnce = 1_000_000;

/**
 * Rows that agree in all but their key. Where a person's rows stand together, ranges of persons are looked at one after the other, so that
 * a table of any size needs the memory of a million rows and half the time. Two records are taken for the same where 64 bits of their hash
 * are: by chance once in ten thousand runs on 50 million rows.
 */
export async function duplicateRecords(table: HeldTable, order: RowOrder, desk: Desk): Promise<Counted[]> {
  const record = recordColumns(table);
  if (record.length <= 2) return [];
  const from = inDataset(table.name);
  const bounds = order.isByPerson && table.rows > atOnce ? await bordersOf(from, desk) : [];
  const sql = (where: string) =>
    `SELECT count(*) - count(DISTINCT hash(${record.join(', ')})) AS n FROM ${from}${where}`;
  const ranges = bounds.length ? rangesOf(bounds) : [''];
  desk.sql.push(...ranges.slice(0, 2).map(sql));
  let failed = 0;
  for (const range of ranges) failed += (await desk.connection.one<{ n: number }>(sql(range), [], desk.context)).n;
  const { name } = table.spec;
  return [
    {
      check: 'uniqueRecord',
      table: name,
      column: null,
      rule: `no two rows of ${name} agree in all but their key`,
      failed,
      of: table.rows,
      rows: `SELECT ${record.join(', ')}, count(*) AS rows\nFROM ${name}\nGROUP BY ALL\nHAVING count(*) > 1`,
    },
  ];
}

/** Persons at every millionth row. */
async function bordersOf(from: string, { connection, context }: Desk): Promise<number[]> {
  const rows = await connection.rows<{ person: number }>(
    `SELECT DISTINCT person_id AS person FROM ${from} WHERE rowid % ${atOnce} = 0 ORDER BY person`,
    [],
    context,
  );
  return rows.map(({ person }) => person);
}

/** Every person is in one range: below the first border, between two, or from the last one on. */
const rangesOf = (borders: readonly number[]): string[] => [
  ` WHERE person_id < ${borders[0]}`,
  ...borders.map((border, b) => {
    const next = borders[b + 1];
    return ` WHERE person_id >= ${border}${next === undefined ? '' : ` AND person_id < ${next}`}`;
  }),
];

/** All filled columns but the key; none for tables where equal rows are nothing unusual. */
function recordColumns({ spec, columns }: HeldTable): string[] {
  if (!columns.has('person_id') || spec.name === 'person' || spec.name === 'death') return [];
  const own = Object.keys(spec.columns).filter((column) => columns.has(column) && column !== `${spec.name}_id`);
  return own.filter(
    (column) =>
      !/_source_value$|_datetime$|^provider_id$|^visit_/.test(column) || /^visit_(start|end|concept)/.test(column),
  );
}
