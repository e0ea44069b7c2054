import type { Release, ReleaseCell, ReleaseTable } from '../../../contract/release.ts';
import { between, type Random } from './random.ts';

/** The kinds of single table that the attack search draws. */
export const tableKinds = ['single', 'two-way', 'hierarchical', 'linked sums', 'shares', 'attrition'] as const;
export type TableKind = (typeof tableKinds)[number];

/** Counts as clinical tables have them: many small, some of dozens, few of thousands. */
function countOf(random: Random): number {
  const which = random();
  if (which < 0.12) return 0;
  if (which < 0.5) return between(random, 1, 14);
  return which < 0.9 ? between(random, 10, 80) : between(random, 80, 5000);
}

interface Drawn {
  readonly counts: number[];
  readonly sums: { readonly parts: number[]; readonly total: number }[];
}

const sumOf = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function addTotal({ counts, sums }: Drawn, parts: number[]): number {
  const total = counts.push(sumOf(parts.map((part) => counts[part]!))) - 1;
  sums.push({ parts, total });
  return total;
}

const addCounts = ({ counts }: Drawn, random: Random, many: number): number[] =>
  Array.from({ length: many }, () => counts.push(countOf(random)) - 1);

function drawGrid(drawn: Drawn, random: Random, rows: number, columns: number): number[][] {
  const grid = Array.from({ length: rows }, () => addCounts(drawn, random, columns));
  const byRow = grid.map((row) => addTotal(drawn, row));
  const byColumn = Array.from({ length: columns }, (_, c) =>
    addTotal(
      drawn,
      grid.map((row) => row[c]!),
    ),
  );
  const grand = addTotal(drawn, byRow);
  drawn.sums.push({ parts: byColumn, total: grand });
  return grid;
}

/** Groups of groups of counts, two or three levels deep. */
function drawLevels(drawn: Drawn, random: Random, depth: number): number {
  const parts = Array.from({ length: between(random, 2, 4) }, () =>
    depth === 0 ? addCounts(drawn, random, 1)[0]! : drawLevels(drawn, random, depth - 1),
  );
  return addTotal(drawn, parts);
}

/** A grid whose cells are grouped a third way as well, so that its sums are no network. */
function drawLinked(drawn: Drawn, random: Random): void {
  const cells = drawGrid(drawn, random, between(random, 2, 4), between(random, 2, 4)).flat();
  const groups: number[][] = [[], [], []];
  for (const cell of cells) groups[between(random, 0, 2)]!.push(cell);
  const totals = groups.filter((group) => group.length > 0).map((group) => addTotal(drawn, group));
  addTotal(drawn, totals);
}

function tableOf({ counts, sums }: Drawn): ReleaseTable {
  const at = (index: number): [number, number] => [index, 0];
  return {
    id: 't',
    title: 'Drawn',
    note: '',
    columns: [{ label: 'n', align: 'right' }],
    rows: counts.map((n): ReleaseCell[] => [{ kind: 'count', unit: 'persons', n }]),
    relations: sums.map(({ parts, total }) => ({ kind: 'sum', parts: parts.map(at), total: at(total) })),
  };
}

/** Persons with something among those of a group, as counts with their percentages. */
function sharesTable(random: Random): ReleaseTable {
  const rows = Array.from({ length: between(random, 1, 5) }, (): ReleaseCell[] => {
    const among = between(random, 1, 90);
    const of = between(random, 0, among);
    return [
      { kind: 'count', unit: 'persons', n: of },
      { kind: 'share', of, among },
    ];
  });
  const columns = ['n', '%'].map((label) => ({ label, align: 'right' as const }));
  const relations = rows.map((_, r) => ({
    kind: 'share' as const,
    count: [r, 0] as [number, number],
    share: [r, 1] as [number, number],
  }));
  return { id: 't', title: 'Drawn', note: '', columns, rows, relations };
}

function chainTable(random: Random): ReleaseTable {
  const lost = Array.from({ length: between(random, 2, 8) }, () => countOf(random));
  const counts = lost.map((_, at) => sumOf(lost.slice(at)));
  const table = tableOf({ counts, sums: [] });
  return { ...table, relations: [{ kind: 'chain', cells: counts.map((_, at): [number, number] => [at, 0]) }] };
}

/** One release of a kind, drawn with `random`. */
export function drawRelease(kind: TableKind, random: Random): Release {
  const drawn: Drawn = { counts: [], sums: [] };
  if (kind === 'single') addTotal(drawn, addCounts(drawn, random, between(random, 1, 9)));
  if (kind === 'two-way') drawGrid(drawn, random, between(random, 1, 6), between(random, 1, 5));
  if (kind === 'hierarchical') drawLevels(drawn, random, between(random, 1, 2));
  if (kind === 'linked sums') drawLinked(drawn, random);
  const table = kind === 'shares' ? sharesTable(random) : kind === 'attrition' ? chainTable(random) : tableOf(drawn);
  return { tables: [table], curves: [] };
}
