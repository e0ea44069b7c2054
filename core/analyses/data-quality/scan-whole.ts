import { identifier } from '../../engine/sql-text.ts';
import { duckType } from '../../importers/omop/cdm/table.ts';
import { cdmTables } from '../../importers/omop/cdm/tables.ts';
import type { HeldTable } from './cdm-dataset.ts';
import { isRequiredColumn } from './cdm-facts.ts';
import type { Desk } from './desk.ts';
import type { Counted } from './result-of.ts';

/** The dataset as a whole: tables and columns that must be there, and rows that did not get in. */
export async function scanWhole(desk: Desk): Promise<Counted[]> {
  return [
    ...['person', 'observation_period'].map(
      (table): Counted => ({
        check: 'tablePresent',
        table,
        column: null,
        rule: `${table} is there and has rows`,
        failed: desk.held.get(table)?.rows ? 0 : 1,
        of: 1,
        rows: `SELECT count(*) AS rows FROM ${table}`,
      }),
    ),
    ...[...desk.held.values()].flatMap((table) => [...columnsPresent(table), ...columnTypes(table)]),
    ...(await rejected(desk)),
  ];
}

function columnsPresent({ spec, columns, rows }: HeldTable): Counted[] {
  if (rows === 0 || spec.impersonal) return [];
  return Object.entries(spec.columns)
    .filter(([column, kind]) => kind.endsWith('!') || isRequiredColumn(spec, column))
    .map(([column]) => ({
      check: 'columnPresent' as const,
      table: spec.name,
      column,
      rule: `${spec.name} has the column ${column}`,
      failed: columns.has(column) ? 0 : 1,
      of: 1,
      rows: `DESCRIBE ${spec.name}`,
    }));
}

const families: readonly RegExp[] = [
  /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?)$/,
  /^(FLOAT|DOUBLE|DECIMAL.*|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?)$/,
  /^DATE$/,
  /^(TIMESTAMP.*|DATE)$/,
  /^(VARCHAR|ENUM.*)$/,
];

/** Every column of the CDM is of the kind that the specification gives it: as wide or narrow as the source had it. */
function columnTypes({ spec, columns, rows }: HeldTable): Counted[] {
  if (rows === 0) return [];
  return Object.entries(spec.columns).flatMap(([column, kind]): Counted[] => {
    const type = columns.get(column);
    if (type === undefined) return [];
    const asked = duckType(kind);
    const fits = families.find((family) => family.test(asked))!.test(type);
    return [
      {
        check: 'columnType',
        table: spec.name,
        column,
        rule: `${column} is kept as ${asked}`,
        failed: fits ? 0 : 1,
        of: 1,
        rows: `DESCRIBE ${spec.name}`,
      },
    ];
  });
}

async function rejected({ connection, held, context }: Desk): Promise<Counted[]> {
  const tables = await connection.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'cdm' AND schema_name = 'rejected' ORDER BY table_name",
  );
  const counted: Counted[] = [];
  for (const { name } of tables.filter(({ name }) => cdmTables.has(name))) {
    const { n } = await connection.one<{ n: number }>(
      `SELECT count(*) AS n FROM cdm.rejected.${identifier(name)}`,
      [],
      context,
    );
    counted.push({
      check: 'rejectedRows',
      table: name,
      column: null,
      rule: `rows of ${name} could be loaded`,
      failed: n,
      of: n + (held.get(name)?.rows ?? 0),
      rows: `-- Rejected rows are shown in the Data room, with their reasons.\nSELECT count(*) AS loaded FROM ${name}`,
    });
  }
  return counted;
}
