import { Failure } from '../../contract/failure.ts';
import type { TableCell } from './cell-rows.ts';
import type { CountNode, CountSystem, SumRelation } from './count-system.ts';

/** A cross-table with its totals: inner cells come first among the nodes, `at` names the place of each node. */
export interface CrossTable extends CountSystem {
  readonly at: readonly Readonly<Record<string, string>>[];
  readonly inner: number;
  /** The line of each inner cell; null where the table lists none. */
  readonly given: readonly (TableCell | null)[];
}

/** Most cells and totals of a table that is checked by hand: more is mostly a column of identifiers, taken for a dimension. */
const mostCells = 50_000;

/** For a node: its level along each dimension, by place in the order of levels; -1 in a total over that dimension. */
type Place = readonly number[];
const total = -1;

/**
 * All combinations of the levels of each dimension, with totals over each and over several of them. A combination that is
 * not listed counts nobody. Each total is tied to its parts along every dimension that it sums over.
 *
 * @throws Failure `invalid_input` for an empty table or a dimension named twice, `unsupported` for too many cells.
 */
export function crossTable(cells: readonly TableCell[], dimensions: readonly string[]): CrossTable {
  const levels = levelsOf(cells, dimensions);
  const listed = new Map(cells.map((cell) => [keyOf(dimensions.map((name) => cell.at[name]!)), cell]));
  const places: Place[] = [];
  const nodes: CountNode[] = [];
  const given: (TableCell | null)[] = [];
  const relations: SumRelation[] = [];
  const nodeAt = new Map<string, number>();
  for (const summed of totalsFromNone(dimensions.length)) {
    for (const place of placesOf(levels, summed)) {
      const sums = summed.map((dimension) =>
        levels[dimension]!.map((_, level) => nodeAt.get(place.with(dimension, level).join())!),
      );
      const own = sums.length > 0 ? null : (listed.get(keyOf(place.map((level, d) => levels[d]![level]!))) ?? null);
      if (sums.length === 0) given.push(own);
      const value = sums[0]?.reduce((sum, part) => sum + nodes[part]!.value, 0) ?? own?.count ?? 0;
      const node = nodes.push({ value, role: 'cell' }) - 1;
      nodeAt.set(place.join(), node);
      places.push(place);
      relations.push(...sums.map((parts) => ({ parts, total: node })));
    }
  }
  const at = places.map((place) => named(place, levels, dimensions));
  return { nodes, at, inner: given.length, given, relations };
}

function levelsOf(cells: readonly TableCell[], dimensions: readonly string[]): string[][] {
  if (dimensions.length === 0 || new Set(dimensions).size < dimensions.length)
    throw new Failure(
      'invalid_input',
      'A table needs a dimension, and each dimension only once. Name each column once.',
    );
  if (cells.length === 0) throw new Failure('invalid_input', 'The table has no lines to check.');
  const levels = dimensions.map((name) => [...new Set(cells.map((cell) => cell.at[name]!))].sort());
  const size = levels.reduce((product, { length }) => product * (length + 1), 1);
  if (size <= mostCells) return levels;
  throw new Failure(
    'unsupported',
    `With its totals the table would have ${size} cells, more than the ${mostCells} that can be checked. ` +
      'Name fewer dimensions, or put levels together; a column that tells persons apart is no dimension.',
  );
}

/** The sets of dimensions that are summed over, none of them first, fewer before more. */
function totalsFromNone(dimensions: number): number[][] {
  const sets = Array.from({ length: 2 ** dimensions }, (_, bits) =>
    [...Array(dimensions).keys()].filter((dimension) => (bits >> dimension) & 1),
  );
  return sets.reverse().sort((a, b) => a.length - b.length);
}

function placesOf(levels: readonly (readonly string[])[], summed: readonly number[]): Place[] {
  return levels.reduce<Place[]>(
    (before, own, dimension) =>
      before.flatMap((place) =>
        summed.includes(dimension) ? [[...place, total]] : own.map((_, level) => [...place, level]),
      ),
    [[]],
  );
}

const named = (place: Place, levels: readonly (readonly string[])[], dimensions: readonly string[]) =>
  Object.fromEntries(
    place.flatMap((level, d): [string, string][] => (level === total ? [] : [[dimensions[d]!, levels[d]![level]!]])),
  );

const keyOf = (labels: readonly string[]): string => JSON.stringify(labels);
