import { identifier } from '../../engine/sql-text.ts';
import type { DirectRows } from '../importer.ts';
import type { Place } from '../reading/csv-stage.ts';
import { type CdmTable, duckType } from './cdm/table.ts';
import { otherName } from './column-plan.ts';

/** A column of the loaded table, with where its value comes from. */
export interface FilledColumn {
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

/** Each column of the CDM that typed source columns fill, under its own name or the one it has in the other version. */
export function filledColumns(table: CdmTable, typed: (column: string) => string | null): FilledColumn[] {
  return Object.keys(table.columns).flatMap((name): FilledColumn[] => {
    const other = otherName(table, name);
    const found = [typed(name), other === null ? null : typed(other)].filter((one) => one !== null);
    if (found.length === 0) return [];
    const value = found.length === 1 ? found[0]! : `coalesce(${found.join(', ')})`;
    return [{ name, value: isFlag(name) ? `nullif(trim(${value}), '')` : value }];
  });
}

/** OHDSI's own SQL asks `invalid_reason IS NULL`; many exports have an empty string there. */
const isFlag = (column: string): boolean => column === 'invalid_reason' || column === 'standard_concept';

/** Where rows of a text file under `header` may be read straight into the dataset; null where they may not. */
export function directPlace(table: CdmTable, header: readonly string[], direct: DirectRows | null): Place | null {
  if (!direct?.mayHold(table.name, header)) return null;
  const at = (column: string) => header.findIndex((name) => name.toLowerCase() === column);
  const typed = (column: string) => (at(column) < 0 ? null : `__t${at(column)}`);
  const extras = header.filter((name) => table.columns[name.toLowerCase()] === undefined);
  const beside = extras.map((name) => ({ name, value: `__t${header.indexOf(name)}` }));
  const columns = [...extras.map((name) => ({ name, type: 'VARCHAR' })), { name: '__fits', type: 'BOOLEAN' }];
  return {
    table: `${direct.catalog}.main.${identifier(table.name)}`,
    create: createTable(direct.catalog, table, columns).replace(/^CREATE/, 'CREATE OR REPLACE'),
    columns: [...filledColumns(table, typed), ...beside],
  };
}
