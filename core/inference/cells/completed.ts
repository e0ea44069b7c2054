import { chainedRidge } from '../../stats/chained-ridge.ts';
import type { ModelColumn, ModelTable } from '../table.ts';
import { viewOf } from './column-view.ts';
import type { Cells } from './conditional.ts';

/** More rows do not make a provisional line straighter. */
const mostRows = 2048;

/** The table beside itself with every gap filled by chained ridge regressions. */
export function completed(table: ModelTable): Cells {
  return { columns: table.columns, completed: chainedRidge(table.columns.map(gappy), { mostRows, rounds: 4 }) };
}

/** A column as the regressions take it. */
export function gappy(column: ModelColumn) {
  const view = viewOf(column, Int32Array.from(column.values.keys()));
  return { values: column.values, ...(view?.kind === 'class' && { levels: view.levels }) };
}
