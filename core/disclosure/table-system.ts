import { Failure } from '../../contract/failure.ts';
import type { ReleaseCell, ReleaseTable } from '../../contract/release.ts';
import type { CountNode, CountSystem, SumRelation } from './count-system.ts';
import { type Source, type Who, whoKey, whoOf } from './who.ts';

/** A table's counts as a system, with the way back from cells to nodes. */
export interface TableSystem extends CountSystem {
  /** Node of the count, or of the numerator, that a cell shows; by `cellKey`. */
  readonly nodeOf: ReadonlyMap<string, number>;
  /** Node of the group behind a percentage; by `cellKey`. */
  readonly groupOf: ReadonlyMap<string, number>;
  readonly chains: readonly { readonly nodes: readonly number[]; readonly wanted: readonly number[] }[];
}

export const cellKey = (row: number, column: number): string => `${row},${column}`;

type Address = readonly [number, number];

interface Building {
  readonly source: Source;
  readonly nodes: CountNode[];
  readonly relations: SumRelation[];
  readonly nodeOf: Map<string, number>;
  /** Printed counts by their value: where a percentage finds the group it is of. */
  readonly printed: Map<number, number[]>;
  /** Groups that no printed count stands for, by their value. */
  readonly known: Map<number, number>;
  /** Counts that say whom they count, by that. */
  readonly groups: Map<string, number>;
}

/**
 * Reads a table's cells and relations as counts and sums. What is not printed but follows is added: the persons lost at
 * each step of a chain, and those of a group whom a percentage leaves out.
 *
 * @throws Failure `disclosure` where a relation does not hold, since a check that rests on it would prove nothing.
 */
export function tableSystem(table: ReleaseTable, source: Source): TableSystem {
  const building: Building = {
    source,
    nodes: [],
    relations: [],
    nodeOf: new Map(),
    printed: new Map(),
    known: new Map(),
    groups: new Map(),
  };
  const names = cellNames(table);
  const cells = table.rows.flatMap((row, r) => row.map((cell, c) => ({ cell, key: cellKey(r, c) })));
  for (const { cell, key } of cells) if (cell.kind === 'count') addCount(building, key, names.get(key)!, cell);
  linkShares(table, building);
  const groupOf = new Map<string, number>();
  for (const { cell, key } of cells)
    if (cell.kind === 'share') groupOf.set(key, addShare(table, building, { key, name: names.get(key)! }, cell));
  const chains = addDeclared(table, building);
  return { nodes: building.nodes, relations: building.relations, nodeOf: building.nodeOf, groupOf, chains };
}

/**
 * Names of cells by their labels, so that rows in another order are the same cells. Rows of one label are told apart by
 * their order among themselves.
 */
function cellNames({ id, columns, rows }: ReleaseTable): Map<string, string> {
  const seen = new Map<string, number>();
  const names = new Map<string, string>();
  for (const [r, row] of rows.entries()) {
    const label = JSON.stringify(row.flatMap((cell) => (cell.kind === 'text' ? [cell.text] : [])));
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    for (const c of row.keys()) names.set(cellKey(r, c), JSON.stringify([id, label, before, columns[c]?.label ?? c]));
  }
  return names;
}

const add = ({ nodes }: Building, node: CountNode): number => nodes.push(node) - 1;

function addCount(building: Building, key: string, name: string, cell: Extract<ReleaseCell, { kind: 'count' }>): void {
  const who = cell.who && whoOf(cell.unit, cell.who, building.source.groupKey);
  const said = who ? { ...described(who), ...nearly(building, who, cell.who?.near) } : placed(building, name);
  const index = add(building, { value: cell.n, role: 'cell', ...said });
  building.nodeOf.set(key, index);
  building.printed.set(cell.n, [...(building.printed.get(cell.n) ?? []), index]);
  if (who) building.groups.set(whoKey(who), index);
}

const described = (who: Who) => ({ name: whoKey(who), who });
const nearly = ({ source }: Building, { unit, group }: Who, word: string | undefined) =>
  word === undefined ? {} : { place: JSON.stringify([unit, group, word]), result: source.name };
const placed = ({ source }: Building, place: string) => ({ name: `${source.name} ${place}`, place });

/** A count that is not printed but follows: what `total` has beside `part`. */
function addRest(building: Building, value: number, part: number, total: number): number {
  const [own, all] = [building.nodes[part]!, building.nodes[total]!];
  return add(building, { value, role: 'hidden', name: `${all.name} without ${own.name}` });
}

function broken(table: ReleaseTable, what: string, at: Address): Failure {
  return new Failure(
    'disclosure',
    `Table “${table.title}” cannot be checked: ${what} (row ${at[0] + 1}, column ${at[1] + 1}). ` +
      'The analysis describes its own table wrongly; nothing of it is published.',
  );
}

function cellAt(table: ReleaseTable, at: Address): ReleaseCell {
  const cell = table.rows[at[0]]?.[at[1]];
  if (cell === undefined) throw broken(table, 'a relation names a cell that is not there', at);
  return cell;
}

function countAt(table: ReleaseTable, building: Building, at: Address): number {
  const index = building.nodeOf.get(cellKey(...at));
  if (cellAt(table, at).kind !== 'count' || index === undefined)
    throw broken(table, 'a relation over counts names a cell that is none', at);
  return index;
}

/** A percentage that stands for a count shares its node, so that one is never shown without the other's protection. */
function linkShares(table: ReleaseTable, building: Building): void {
  for (const relation of table.relations) {
    if (relation.kind !== 'share') continue;
    const index = countAt(table, building, relation.count);
    const share = cellAt(table, relation.share);
    if (share.kind !== 'share' || share.of !== building.nodes[index]!.value)
      throw broken(table, 'a percentage does not belong to the count it is tied to', relation.share);
    building.nodeOf.set(cellKey(...relation.share), index);
  }
}

function addShare(
  table: ReleaseTable,
  building: Building,
  { key, name }: { readonly key: string; readonly name: string },
  share: Extract<ReleaseCell, { kind: 'share' }>,
): number {
  const of = building.nodeOf.get(key) ?? add(building, { value: share.of, role: 'cell', ...placed(building, name) });
  building.nodeOf.set(key, of);
  const rest = share.among - share.of;
  if (rest < 0) {
    const [row, column] = key.split(',').map(Number);
    throw broken(table, 'a percentage counts more persons than its group has', [row!, column!]);
  }
  const group = share.whom
    ? describedGroup(building, share.among, whoOf('persons', share.whom, building.source.groupKey))
    : groupNode(building, share.among, of);
  if (building.nodes[group]!.value !== share.among) {
    const [row, column] = key.split(',').map(Number);
    throw broken(table, 'a percentage is of another group than it says', [row!, column!]);
  }
  building.relations.push({ parts: [of, addRest(building, rest, of, group)], total: group });
  return group;
}

/** A group that the percentage describes: the count printed of it, or one that only the percentage would tell. */
function describedGroup(building: Building, among: number, who: Who): number {
  const key = whoKey(who);
  const group = building.groups.get(key) ?? add(building, { value: among, role: 'cell', ...described(who) });
  building.groups.set(key, group);
  return group;
}

/** The printed count of that size where there is just one beside the share's own, else a count taken as known. */
function groupNode(building: Building, among: number, of: number): number {
  const printed = (building.printed.get(among) ?? []).filter((index) => index !== of);
  if (printed.length === 1) return printed[0]!;
  const group = building.known.get(among) ?? add(building, { value: among, role: 'known', name: `group of ${among}` });
  building.known.set(among, group);
  return group;
}

function addDeclared(table: ReleaseTable, building: Building): TableSystem['chains'] {
  const chains: { nodes: number[]; wanted: readonly number[] }[] = [];
  for (const relation of table.relations) {
    if (relation.kind === 'sum') addSum(table, building, relation);
    if (relation.kind === 'chain')
      chains.push({ nodes: addChain(table, building, relation.cells), wanted: relation.wanted ?? [] });
  }
  return chains;
}

function addSum(table: ReleaseTable, building: Building, sum: { parts: Address[]; total: Address }): void {
  const parts = sum.parts.map((at) => countAt(table, building, at));
  const total = countAt(table, building, sum.total);
  const value = (index: number): number => building.nodes[index]!.value;
  if (parts.reduce((all, part) => all + value(part), 0) !== value(total))
    throw broken(table, 'the parts of a sum do not add up to its total', sum.total);
  building.relations.push({ parts, total });
}

function addChain(table: ReleaseTable, building: Building, cells: readonly Address[]): number[] {
  const chain = cells.map((at) => countAt(table, building, at));
  for (const [step, index] of chain.slice(1).entries()) {
    const before = chain[step]!;
    const lost = building.nodes[before]!.value - building.nodes[index]!.value;
    if (lost < 0) throw broken(table, 'a step of a chain counts more persons than the one before', cells[step + 1]!);
    building.relations.push({ parts: [index, addRest(building, lost, index, before)], total: before });
  }
  return chain;
}
