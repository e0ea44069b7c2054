import type { JobContext } from '../../../contract/context.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { SourceColumn } from '../importer.ts';
import { sentence } from './coding.ts';
import type { Stage } from './stage.ts';

/**
 * Columns of a table in the stage, with those declared as free text in which someone wrote sentences where a code
 * belongs: `CodeableConcept.text` is all that many records have, and may name anyone.
 */
export async function withProseDeclared(
  table: string,
  columns: readonly SourceColumn[],
  { name, connection }: Stage,
  context: JobContext,
): Promise<SourceColumn[]> {
  const asked = columns.filter((column) => column.isText && column.name.endsWith('_source_value'));
  if (asked.length === 0) return [...columns];
  const counts = asked.map(({ name: column }, i) => {
    const text = identifier(column);
    const spaces = `length(${text}) - length(replace(${text}, ' ', ''))`;
    return `count(DISTINCT CASE WHEN length(${text}) >= ${sentence.length} AND ${spaces} >= ${sentence.words - 1} THEN ${text} END) AS c${i}`;
  });
  const relation = name(`out_${table}`);
  const found = await connection.one<Record<string, number>>(
    `SELECT ${counts.join(', ')} FROM ${relation}`,
    [],
    context,
  );
  const prose = new Set(asked.filter((_, i) => (found[`c${i}`] ?? 0) > 0).map((column) => column.name));
  return columns.map((column) =>
    prose.has(column.name) ? { ...column, declared: { letter: 'R', label: 'free text', strength: 'weak' } } : column,
  );
}
