import type { Counted } from '../../contract/release.ts';

export type Condition = Counted['where'][number];
export type Level = Condition['levels'][number];
type Unit = 'persons' | 'events';

/** Whom a count counts, with its group told apart by what it is and not by its name. */
export interface Who {
  readonly unit: Unit;
  readonly group: string;
  /** By variable, each with its levels in order: one spelling of one meaning. */
  readonly where: readonly Condition[];
}

/** The group that a name in a release stands for, such as a fingerprint with its dataset. */
export type GroupKey = (name: string) => string;

/** Where counts come from: the name is the same for the same analysis of the same data, and for no other. */
export interface Source {
  readonly name: string;
  readonly groupKey: GroupKey;
  /** Keys of all groups it was made from. */
  readonly groups: readonly string[];
}

const order = (a: Level, b: Level): number => (a === b ? 0 : a === null || (b !== null && a < b) ? -1 : 1);

export const inOrder = (where: readonly Condition[]): Condition[] =>
  where
    .map(({ variable, levels }) => ({ variable, levels: [...new Set(levels)].sort(order) }))
    .sort((a, b) => (a.variable < b.variable ? -1 : 1));

export const whoOf = (unit: Unit, { group, where }: Counted, groupKey: GroupKey): Who => ({
  unit,
  group: groupKey(group),
  where: inOrder(where),
});

/** The same for counts of the same persons or events, and for no others. */
export const whoKey = ({ unit, group, where }: Who): string =>
  JSON.stringify([unit, group, where.map(({ variable, levels }) => [variable, levels])]);
