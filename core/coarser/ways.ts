import type { CoarserKind, RowJoin } from '../../contract/findings.ts';
import type { CheckedTable, ReleaseCell, ReleaseTable } from '../../contract/release.ts';
import { commonPrefix } from './join-cells.ts';

/** One way to make a table coarser: rows of one variable, or steps of one flow, put together. */
export interface Way {
  readonly kind: CoarserKind;
  readonly joins: readonly RowJoin[];
}

type Row = readonly ReleaseCell[];

/**
 * What could be put together in a table so that its small counts become large enough: the smallest levels of a variable
 * with each other, bands with their neighbours, steps of a flow with the next. Only rows of which something is withheld
 * give cause; `threshold` is the smallest count that is published.
 */
export function waysOf(table: ReleaseTable, checked: CheckedTable, threshold: number): Way[] {
  const isTroubled = (row: number) => checked.rows[row]?.some(({ text }) => text === null) ?? false;
  const levels = variablesOf(table).flatMap((rows): Way[] => {
    if (!rows.some(isTroubled)) return [];
    const columns = countColumns(table.rows[rows[0]!]!);
    const isOrdered = areBands(rows.map((row) => labelOf(table.rows[row]!)));
    const levels = rows.map((row): Level => {
      const sizes = columns.map((column) => countAt(table.rows[row]!, column));
      return { sizes, isToJoin: hasSmall(sizes, threshold) || leftNearly(checked, row) };
    });
    const groups = isOrdered ? widerBands(levels, threshold) : smallestTogether(levels, threshold);
    if (groups.length === 0) return [];
    const joins = groups.map((group) => ({
      table: table.id,
      rows: group.map((at) => rows[at]!),
      keep: 'sum' as const,
    }));
    return [{ kind: isOrdered ? 'bands' : 'levels', joins }];
  });
  return [...levels, ...fewerSteps(table, checked), ...widerRuns(table, checked, threshold)];
}

/** Rows that divide the same persons: the parts of a sum, which look alike and are three or more. */
function variablesOf({ rows, relations }: ReleaseTable): number[][] {
  const found = new Map<string, number[]>();
  for (const one of relations) {
    if (one.kind !== 'sum' || one.parts.some(([, column]) => column !== one.parts[0]![1])) continue;
    const alike = mostAlike(
      one.parts.map(([row]) => row).sort((a, b) => a - b),
      rows,
    );
    if (alike.length > 2) found.set(alike.join(), alike);
  }
  return [...found.values()];
}

/** Of the rows those with the kinds of cells that most have: a row of missing values has no percentage, and stays apart. */
function mostAlike(parts: readonly number[], rows: readonly Row[]): number[] {
  const looks = parts.map((row) => rows[row]!.map(({ kind }) => kind).join());
  const alike = [...new Set(looks)].map((look) => parts.filter((_, at) => looks[at] === look));
  return alike.reduce((most, one) => (one.length > most.length ? one : most), []);
}

const countColumns = (row: Row): number[] => row.flatMap(({ kind }, column) => (kind === 'count' ? [column] : []));

const countAt = (row: Row, column: number): number => {
  const cell = row[column];
  return cell?.kind === 'count' ? cell.n : 0;
};

const labelOf = (row: Row): string => (row[0]?.kind === 'text' ? row[0].text : '');

/** Whether everything in a row rests on enough persons, whatever is withheld to protect others. */
const isEnough = (row: Row, threshold: number): boolean =>
  row.every((cell) => {
    if (cell.kind === 'count') return !isSmall(cell.n, threshold);
    return cell.kind !== 'statistic' || cell.value === null || cell.basis >= threshold;
  });

/**
 * Neighbours of which the result says what they are together, as few of them together as it takes: the most groups that
 * cover all rows, each of which rests on enough.
 */
function widerRuns(table: ReleaseTable, checked: CheckedTable, threshold: number): Way[] {
  const { id, rows, relations } = table;
  const told = new Map(relations.flatMap((one) => (one.kind === 'together' ? [[String(one.rows), one.row]] : [])));
  if (told.size === 0 || !checked.rows.some((row) => row.some(({ text }) => text === null))) return [];
  const rowsOf = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  const isFit = (from: number, to: number): boolean => {
    if (to - from === 1) return isEnough(rows[from]!, threshold) && !leftNearly(checked, from);
    const row = told.get(String(rowsOf(from, to)));
    return row !== undefined && isEnough(row, threshold);
  };
  const best: (readonly number[][] | null)[] = [[]];
  for (let to = 1; to <= rows.length; to++) {
    const ways = rowsOf(0, to).flatMap((from) =>
      best[from] && isFit(from, to) ? [[...best[from], rowsOf(from, to)]] : [],
    );
    best.push(
      ways.reduce<readonly number[][] | null>((most, one) => (one.length > (most?.length ?? 0) ? one : most), null),
    );
  }
  const groups = best[rows.length] ?? [];
  const joins = groups
    .filter((group) => group.length > 1)
    .map((group) => ({ table: id, rows: group, keep: 'told' as const }));
  return groups.length > 1 && joins.length > 0 ? [{ kind: 'bands', joins }] : [];
}

/** Whether all levels, or all but one such as “other”, begin with a number: ages, years, bands of a score. */
function areBands(labels: readonly string[]): boolean {
  const prefix = commonPrefix(labels).length;
  const withNumber = labels.filter((label) => /^[<>≤≥]?\s*-?\d|\d+(\.\d+)? to \d/.test(label.slice(prefix).trim()));
  return withNumber.length >= labels.length - 1 && withNumber.length > 2;
}

const isSmall = (n: number, threshold: number): boolean => n > 0 && n < threshold;
const hasSmall = (sizes: readonly number[], threshold: number): boolean => sizes.some((n) => isSmall(n, threshold));
const added = (a: readonly number[], b: readonly number[]): number[] => a.map((n, at) => n + b[at]!);
const whole = (sizes: readonly number[]): number => sizes.reduce((sum, n) => sum + n, 0);

interface Level {
  /** Its counts, column by column. */
  readonly sizes: readonly number[];
  /** It cannot be published by itself. */
  readonly isToJoin: boolean;
}

/** Whether a count of the row is withheld because nearly the same has left before. */
const leftNearly = ({ rows }: CheckedTable, row: number): boolean =>
  rows[row]!.some(({ rule }) => rule === 'earlier-release');

/** The levels to join, and the next smallest until all is large enough; at least one level stays by itself. */
function smallestTogether(levels: readonly Level[], threshold: number): number[][] {
  const bySize = [...levels.keys()].sort((a, b) => whole(levels[a]!.sizes) - whole(levels[b]!.sizes));
  const group = bySize.filter((at) => levels[at]!.isToJoin);
  if (group.length === 0) return [];
  const others = bySize.filter((at) => !group.includes(at));
  const sum = () => group.map((at) => levels[at]!.sizes).reduce(added);
  while (group.length < 2 || hasSmall(sum(), threshold)) {
    const next = others.shift();
    if (next === undefined || others.length === 0) return [];
    group.push(next);
  }
  return group.length < levels.length ? [group.sort((a, b) => a - b)] : [];
}

/** Each band to join goes to its smaller neighbour, until none is left; at least two bands stay. */
function widerBands(levels: readonly Level[], threshold: number): number[][] {
  const bands = levels.map(({ sizes }, at) => ({ rows: [at], sizes: [...sizes] }));
  const isToJoin = ({ rows, sizes }: (typeof bands)[number]) =>
    rows.length === 1 ? levels[rows[0]!]!.isToJoin : hasSmall(sizes, threshold);
  for (;;) {
    const at = bands.findIndex(isToJoin);
    if (at === -1) break;
    if (bands.length <= 2) return [];
    const [before, after] = [bands[at - 1], bands[at + 1]];
    const isBefore = before !== undefined && (after === undefined || whole(before.sizes) <= whole(after.sizes));
    const first = isBefore ? at - 1 : at;
    const [one, two] = [bands[first]!, bands[first + 1]!];
    bands.splice(first, 2, { rows: [...one.rows, ...two.rows], sizes: added(one.sizes, two.sizes) });
  }
  return bands.filter(({ rows }) => rows.length > 1).map(({ rows }) => rows);
}

/** Steps of a flow whose count is withheld, each with those after it up to one that is shown. */
function fewerSteps({ id, relations }: ReleaseTable, checked: CheckedTable): Way[] {
  const longest = relations.reduce<readonly (readonly [number, number])[]>(
    (most, one) => (one.kind === 'chain' && one.cells.length > Math.max(3, most.length) ? one.cells : most),
    [],
  );
  const isShown = ([row, column]: readonly [number, number]) => checked.rows[row]![column]!.text !== null;
  const joins: RowJoin[] = [];
  for (let at = 1; at < longest.length - 1; at++) {
    const end = longest.findIndex((cell, place) => place >= at && isShown(cell));
    if (end <= at) continue;
    joins.push({ table: id, rows: longest.slice(at, end + 1).map(([row]) => row), keep: 'last' });
    at = end;
  }
  return joins.length === 0 ? [] : [{ kind: 'steps', joins }];
}
