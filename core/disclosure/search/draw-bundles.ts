import type { Counted, ReleaseCell, ReleaseTable } from '../../../contract/release.ts';
import type { Sourced } from '../check-together.ts';
import { between, type Random } from './random.ts';
import { countOf, drawCohort, drawGroups, type Variable, variables, type World } from './world.ts';

type Condition = Counted['where'][number];

interface Sheet {
  readonly world: World;
  readonly group: string;
  readonly rows: ReleaseCell[][];
  readonly sums: { readonly parts: number[]; readonly total: number }[];
}

function addRow({ world, group, rows }: Sheet, where: Condition[]): number {
  const who = { group, where };
  const label = where.map(({ variable, levels }) => `${variable} ${levels.join('/')}`).join(', ') || 'all';
  return (
    rows.push([
      { kind: 'text', text: label },
      { kind: 'count', unit: 'persons', n: countOf(world, who), who },
    ]) - 1
  );
}

/** Levels of one variable under conditions, with their total where it is drawn. */
function addLevels(
  sheet: Sheet,
  groups: readonly string[][],
  variable: Variable,
  under: Condition[],
  total: number | null,
) {
  const parts = groups.map((levels) => addRow(sheet, [...under, { variable, levels }]));
  if (total !== null) sheet.sums.push({ parts, total });
  return parts;
}

function drawTable(world: World, group: string, random: Random): ReleaseTable {
  const sheet: Sheet = { world, group, rows: [], sums: [] };
  const first = variables[between(random, 0, 2)]!;
  const second = variables[(variables.indexOf(first) + between(random, 1, 2)) % 3]!;
  const total = random() < 0.8 ? addRow(sheet, []) : null;
  const groups = drawGroups(first, random);
  const rows = addLevels(sheet, groups, first, [], total);
  if (random() < 0.4) {
    const within = drawGroups(second, random);
    for (const [at, levels] of groups.entries())
      addLevels(sheet, within, second, [{ variable: first, levels }], rows[at]!);
  } else if (random() < 0.5) addLevels(sheet, drawGroups(second, random), second, [], total);
  const at = (row: number): [number, number] => [row, 1];
  return {
    id: 't',
    title: `Drawn of ${group}`,
    note: '',
    columns: [
      { label: '', align: 'left' },
      { label: 'n', align: 'right' },
    ],
    rows: sheet.rows,
    relations: sheet.sums.map(({ parts, total: all }) => ({ kind: 'sum', parts: parts.map(at), total: at(all) })),
  };
}

/** A result of one or two tables of one cohort, one there is already or a new one. */
export function drawResult(world: World, random: Random, isNew: boolean): Sourced {
  const names = [...world.cohorts.keys()];
  const group = isNew ? drawCohort(world, random) : names[between(random, 0, names.length - 1)]!;
  const tables = Array.from({ length: between(random, 1, 2) }, (_, at) => ({
    ...drawTable(world, group, random),
    id: `t${at}`,
  }));
  const title = `${group} ${tables.map(({ rows }) => rows.length)}`;
  return {
    title,
    release: { tables, curves: [] },
    source: { name: title, groups: [group], groupKey: (name) => name },
  };
}
