import { Failure } from '../../contract/failure.ts';
import type { TableCell } from './cell-rows.ts';
import type { CountNode, CountSystem, SumRelation } from './count-system.ts';

/** A cross-table with its totals: inner cells come first among the nodes, `at` names the place of each node. */
export interface CrossTable extends CountSystem {
  readonly at: readonly Readonly<Record<string, string>>[];
  readonly inner: number;
}

/**
 * One or two dimensions with row, column and grand totals. A combination that is not listed counts nobody.
 *
 * @throws Failure `unsupported` for more than two dimensions, `invalid_input` for an empty table.
 */
export function crossTable(cells: readonly TableCell[], dimensions: readonly string[]): CrossTable {
  if (dimensions.length < 1 || dimensions.length > 2)
    throw new Failure('unsupported', 'This version checks tables of one or two dimensions. Name one or two of them.');
  if (cells.length === 0) throw new Failure('invalid_input', 'The table has no lines to check.');
  const [across, down] = dimensions as [string, string?];
  const rows = labels(cells, across);
  const columns = down === undefined ? [''] : labels(cells, down);
  const counts = new Map(cells.map((cell) => [placeKey(cell.at[across]!, down && cell.at[down]!), cell.count]));
  const at: Record<string, string>[] = [];
  const nodes: CountNode[] = [];
  const add = (place: Record<string, string>, value: number): number => {
    at.push(place);
    return nodes.push({ value, role: 'cell' }) - 1;
  };
  const grid = rows.map((row) =>
    columns.map((column) => {
      const value = counts.get(placeKey(row, down && column)) ?? 0;
      return add(down === undefined ? { [across]: row } : { [across]: row, [down]: column }, value);
    }),
  );
  const inner = nodes.length;
  const total = (parts: readonly number[], place: Record<string, string>): SumRelation => {
    const value = parts.reduce((sum, part) => sum + nodes[part]!.value, 0);
    return { parts, total: add(place, value) };
  };
  if (down === undefined) return { nodes, at, inner, relations: [total(grid.flat(), {})] };
  const byRow = grid.map((row, r) => total(row, { [across]: rows[r]! }));
  const byColumn = columns.map((column, c) =>
    total(
      grid.map((row) => row[c]!),
      { [down]: column },
    ),
  );
  const grand = total(
    byRow.map((relation) => relation.total),
    {},
  );
  const again = { parts: byColumn.map((relation) => relation.total), total: grand.total };
  return { nodes, at, inner, relations: [...byRow, ...byColumn, grand, again] };
}

const placeKey = (row: string, column: string | undefined): string => JSON.stringify([row, column ?? null]);

const labels = (cells: readonly TableCell[], dimension: string): string[] =>
  [...new Set(cells.map((cell) => cell.at[dimension]!))].sort();
