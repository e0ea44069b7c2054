import { isBoolean, isNumeric, type TableColumn } from '../columns.ts';

export type Choice =
  | { readonly kind: 'continuous' | 'categorical'; readonly column: TableColumn }
  | { readonly kind: 'skipped'; readonly column: TableColumn; readonly reason: string };

const mostNumericLevels = 10;
const mostLevels = 50;

/**
 * How a column is described: numbers with more than 10 different values as continuous, other numbers, booleans and text
 * of up to 50 values as categorical. What is neither is left out with a reason.
 */
export function chooseVariable(column: TableColumn, distinct: number): Choice {
  if (distinct === 0) return { kind: 'skipped', column, reason: 'holds no value' };
  if (isNumeric(column)) return { kind: distinct > mostNumericLevels ? 'continuous' : 'categorical', column };
  const isText = column.type === 'VARCHAR' || column.type.startsWith('ENUM') || isBoolean(column);
  if (!isText) return { kind: 'skipped', column, reason: `is ${column.type}, neither number nor category` };
  if (distinct > mostLevels) return { kind: 'skipped', column, reason: `has more than ${mostLevels} different values` };
  return { kind: 'categorical', column };
}
