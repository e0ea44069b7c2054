import { Failure } from '../../contract/failure.ts';
import type { ModelNotice } from '../../contract/model-results.ts';
import type { ModelColumn, ModelTable } from './table.ts';

type Known = Omit<ModelColumn, 'values'>;

/**
 * The query table's columns in the order and coding of the context's: found by name, categories by their names, a
 * category the context never had taken as missing. Failure `invalid_input` where a column is not there or is of the
 * other kind.
 */
export function aligned(
  columns: readonly Known[],
  queries: ModelTable,
): { readonly values: Float64Array[]; readonly notices: ModelNotice[] } {
  const byName = new Map(queries.columns.map((column) => [column.name, column]));
  const notices: ModelNotice[] = [];
  const values = columns.map((column) => {
    const found = byName.get(column.name);
    if (found?.kind !== column.kind) {
      const how = found ? `holds a ${found.kind} where the known rows hold a ${column.kind}` : 'is missing';
      throw new Failure(
        'invalid_input',
        `The rows to predict do not fit the known ones: column “${column.name}” ${how}.`,
      );
    }
    return column.kind === 'category' ? recoded(column, found, notices) : finite(found.values);
  });
  const used = new Set(columns.map(({ name }) => name));
  const ignored = queries.columns.filter(({ name }) => !used.has(name)).length;
  if (ignored > 0) {
    notices.push({
      kind: 'columns-ignored',
      message: `${ignored} columns that the known rows do not use were ignored.`,
    });
  }
  return { values, notices };
}

function recoded(column: Known, found: ModelColumn, notices: ModelNotice[]): Float64Array {
  const codes = new Map((column.categories ?? []).map((name, code) => [name, code]));
  const code = (found.categories ?? []).map((name) => codes.get(name) ?? Number.NaN);
  const unknown = found.values.filter(
    (value) => !Number.isNaN(value) && Number.isNaN(code[value] ?? Number.NaN),
  ).length;
  if (unknown > 0) {
    notices.push({
      kind: 'unknown-category',
      message: `${unknown} cells of “${column.name}” hold a category that the known rows do not have: taken as missing.`,
    });
  }
  return found.values.map((value) => code[value] ?? Number.NaN);
}

const finite = (values: Float64Array): Float64Array =>
  values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
