import type { Decision } from '../../../contract/data.ts';
import type { ColumnType } from '../../engine/result.ts';
import { identifier } from '../../engine/sql-text.ts';
import { lastYearSql } from '../ages.ts';
import { policy } from '../policy.ts';
import type { GatedTable } from './gated-source.ts';

const bare = (name: string): string => name.trim().toLowerCase();

const isCap = ({ table, column, action, to }: Decision): boolean =>
  bare(table) === 'person' && bare(column) === 'year_of_birth' && action === 'generalise' && to === 'age-90';

/**
 * Persons whose records go on past the age of 89 become 90 in the year of their last record: their year of birth moves,
 * and the day and month of it go. Their ages before come out as much too low. Gives the tables so changed and the
 * decisions that are left; before any dates are shifted.
 */
export function capOldBirths<T extends GatedTable>(
  tables: readonly T[],
  decisions: readonly Decision[],
): { readonly tables: readonly T[]; readonly decisions: readonly Decision[] } {
  const rest = decisions.filter((one) => !isCap(one));
  const seen = lastYearSql(tables);
  if (rest.length === decisions.length || seen === null) return { tables, decisions: rest };
  const cap = (relation: string, columns: readonly ColumnType[]) => capped(relation, columns, seen);
  return {
    decisions: rest,
    tables: tables.map((table) =>
      table.name === 'person' ? { ...table, parts: table.parts.map(capPart(cap)) } : table,
    ),
  };
}

type Cap = (relation: string, columns: readonly ColumnType[]) => string;

const capPart =
  (cap: Cap) =>
  (part: GatedTable['parts'][number]): GatedTable['parts'][number] => {
    const { numbered, unfit } = part;
    return {
      ...part,
      relation: cap(part.relation, part.columns),
      numbered: numbered ? async () => cap(await numbered(), part.columns) : null,
      unfit: unfit
        ? {
            ...unfit,
            relation: cap(unfit.relation, unfit.columns),
            numbered: async () => cap(await unfit.numbered(), unfit.columns),
          }
        : null,
    };
  };

function capped(relation: string, columns: readonly ColumnType[], seen: string): string {
  const find = (name: string) => columns.find((column) => bare(column.name) === name);
  const [id, born] = [find('person_id'), find('year_of_birth')];
  if (!id || !born) return relation;
  const year = identifier(born.name);
  const isOld = `coalesce(__gate_seen - TRY_CAST(${year} AS INTEGER) > ${policy.oldestAge}, false)`;
  const gone = ['month_of_birth', 'day_of_birth', 'birth_datetime'].flatMap((name) => {
    const column = find(name);
    return column
      ? [`CASE WHEN ${isOld} THEN NULL ELSE ${identifier(column.name)} END AS ${identifier(column.name)}`]
      : [];
  });
  const moved = `CASE WHEN ${isOld} THEN CAST(__gate_seen - ${policy.oldestAge + 1} AS ${born.type}) ELSE ${year} END AS ${year}`;
  return `(SELECT * EXCLUDE (__gate_seen) REPLACE (${[moved, ...gone].join(', ')}) FROM (
    SELECT p.*, s.seen AS __gate_seen FROM ${relation} AS p LEFT JOIN (${seen}) AS s ON s.id = TRY_CAST(p.${identifier(id.name)} AS BIGINT)))`;
}
