import { assertNever, Failure } from '../../contract/failure.ts';
import type { RowJoin } from '../../contract/findings.ts';
import { fewestNamed, type Release, type ReleaseCell, type ReleaseTable } from '../../contract/release.ts';
import { joinedLabel, sumOfCells } from './join-cells.ts';

type Address = readonly [row: number, column: number];
type Relation = ReleaseTable['relations'][number];

const empty: ReleaseCell = { kind: 'empty' };
const told = 'Some rows were put together after the analysis.';

/**
 * A release whose rows are put together as `joins` say; each names rows of its table as the result has them. Levels add
 * up (`sum`); of steps that follow each other what is left after the last stays (`last`). The relations go with their
 * rows, so that the check sees the coarser table whole.
 *
 * @throws Failure `invalid_input` for rows that do not add up, or are not there.
 * @example joinRelease(release, [{ table: 'table-one', rows: [4, 5], keep: 'sum' }])
 */
export function joinRelease(release: Release, joins: readonly RowJoin[]): Release {
  const tables = release.tables.map((table) => {
    const own = joins.filter((join) => join.table === table.id);
    return own.length === 0 ? table : joinRows(table, own);
  });
  return { ...release, tables };
}

function joinRows(table: ReleaseTable, joins: readonly RowJoin[]): ReleaseTable {
  for (const join of joins) refuseUnfit(table, join);
  const places = placesAfter(table.rows.length, joins);
  const rows: ReleaseCell[][] = [];
  for (const [row, place] of places.entries()) {
    const join = joins.find((one) => one.rows.includes(row));
    rows[place] ??= join ? joinedRow(table, join) : table.rows[row]!;
  }
  const relations = table.relations.flatMap((relation) => moved(relation, places, rows));
  const note = table.note ? `${table.note} ${told}` : told;
  return { ...table, rows, note, relations: once(relations) };
}

/** Only parts of one sum add up, and only steps of one chain follow each other: else the joined number would be wrong. */
function refuseUnfit(table: ReleaseTable, { rows, keep }: RowJoin): void {
  const hasAll = (cells: readonly Address[]) =>
    cells.some(([, column]) => rows.every((row) => cells.some(([r, c]) => r === row && c === column)));
  const isFit =
    keep === 'told'
      ? rowTold(table, rows) !== undefined
      : table.relations.some((one) =>
          keep === 'sum' ? one.kind === 'sum' && hasAll(one.parts) : one.kind === 'chain' && hasAll(one.cells),
        );
  if (isFit) return;
  throw new Failure(
    'invalid_input',
    `These rows of “${table.title}” cannot be put together: they are not parts of one total, nor steps of one flow.`,
  );
}

const inOrder = (rows: readonly number[]): number[] => rows.toSorted((a, b) => a - b);

/** What the result says that some of its rows are together. */
const rowTold = ({ relations }: ReleaseTable, rows: readonly number[]): readonly ReleaseCell[] | undefined =>
  relations.flatMap((one) =>
    one.kind === 'together' && String(inOrder(one.rows)) === String(inOrder(rows)) ? [one.row] : [],
  )[0];

/** Where each row goes: rows put together stand where the last of them stood. */
export function placesAfter(count: number, joins: readonly RowJoin[]): number[] {
  const lastOf = new Map(joins.flatMap(({ rows }) => rows.map((row) => [row, Math.max(...rows)] as const)));
  const stands = Array.from({ length: count }, (_, row) => lastOf.get(row) ?? row);
  const left = [...new Set(stands)].sort((a, b) => a - b);
  return stands.map((row) => left.indexOf(row));
}

/** Rows put together on top of others that already are: `more` names rows as they stand after `joined`. */
export function addJoins(table: ReleaseTable, joined: readonly RowJoin[], more: readonly RowJoin[]): RowJoin[] {
  const places = placesAfter(table.rows.length, joined);
  const added = more.map((join) => ({
    ...join,
    rows: [...places.keys()].filter((row) => join.rows.includes(places[row]!)),
  }));
  return [...joined.filter(({ rows }) => !added.some((join) => join.rows.includes(rows[0]!))), ...added];
}

function joinedRow(table: ReleaseTable, { rows, keep }: RowJoin): ReleaseCell[] {
  if (keep === 'told') return [...rowTold(table, rows)!];
  const given = inOrder(rows);
  return table.columns.map((_, column) => {
    const cells = given.map((row) => table.rows[row]![column] ?? empty);
    if (cells.every(({ kind }) => kind === 'text'))
      return joinedLabel(cells, fewestNamed, keep === 'sum' ? 'or' : 'then');
    if (keep === 'sum') return sumOfCells(cells);
    return isChained(table, given, column) ? cells.at(-1)! : empty;
  });
}

/** Whether these rows are steps of one chain in a column, so that the last says what all of them leave. */
const isChained = ({ relations }: ReleaseTable, rows: readonly number[], column: number): boolean =>
  relations.some(
    (one) => one.kind === 'chain' && rows.every((row) => one.cells.some(([r, c]) => r === row && c === column)),
  );

/** A relation between the cells where they stand now; what no longer counts anything is no part of it. */
function moved(relation: Relation, places: readonly number[], rows: readonly (readonly ReleaseCell[])[]): Relation[] {
  const to = ([row, column]: Address): [number, number] => [places[row]!, column];
  const kindAt = ([row, column]: Address) => rows[row]?.[column]?.kind;
  switch (relation.kind) {
    case 'sum':
      return [{ kind: 'sum', parts: once(relation.parts.map(to)), total: to(relation.total) }];
    case 'share': {
      const [count, share] = [to(relation.count), to(relation.share)];
      return kindAt(share) === 'share' ? [{ kind: 'share', count, share }] : [];
    }
    case 'chain': {
      const given = relation.cells.map(to);
      const cells = once(given).filter((at) => kindAt(at) === 'count');
      const wanted = relation.wanted?.map((place) => cells.findIndex((at) => String(at) === String(given[place])));
      return cells.length < 2 ? [] : [{ kind: 'chain', cells, wanted: wanted?.filter((place) => place !== -1) }];
    }
    case 'together': {
      const to = once(relation.rows.map((row) => places[row]!));
      const isWhole = places.filter((place) => to.includes(place)).length === relation.rows.length;
      return isWhole && to.length > 1 ? [{ ...relation, rows: to }] : [];
    }
    default:
      return assertNever(relation, 'relation of a release');
  }
}

/** Each once, in the order in which they first stand. */
const once = <T>(items: readonly T[]): T[] => [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
