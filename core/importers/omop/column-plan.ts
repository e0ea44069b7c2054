import type { ColumnType } from '../../engine/result.ts';
import type { SourceColumn, SourcePart } from '../importer.ts';
import type { CdmTable } from './cdm/table.ts';

/** The other name of a column that CDM 5.4 renamed, whichever of the two is given. */
export function otherName(table: CdmTable, column: string): string | null {
  const { renamed = {} } = table;
  return renamed[column] ?? Object.keys(renamed).find((name) => renamed[name] === column) ?? null;
}

/** Source columns of all parts, each once, with the CDM column it fills; names match in any letter case. */
export function mapColumns(table: CdmTable, parts: readonly SourcePart[]): SourceColumn[] {
  const columns = new Map<string, SourceColumn>();
  for (const { name, type } of parts.flatMap((part) => part.columns)) {
    const key = name.trim().toLowerCase();
    const before = columns.get(key);
    const kind = table.columns[key];
    const shared = before && before.type !== type ? 'VARCHAR' : type;
    const isText = kind ? kind.startsWith('text') : shared === 'VARCHAR';
    columns.set(key, { name: before?.name ?? name, type: shared, mapsTo: kind ? key : null, isText });
  }
  return [...columns.values()];
}

/** The name, in this part's own spelling, of the source column that fills `column`; null where none does. */
export function sourceOf({ columns }: Pick<SourcePart, 'columns'>, column: string): ColumnType | null {
  return columns.find(({ name }) => name.trim().toLowerCase() === column.toLowerCase()) ?? null;
}
