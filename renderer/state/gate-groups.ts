import type { Decision, GateChoice } from '../../contract/data.ts';
import { decisionAbout, type SuspectColumn } from './gate-decisions.ts';

export type Way = Pick<Decision, 'action' | 'to'>;

/** Columns with the same identifier, by Safe Harbor letter. */
export interface SuspectGroup {
  readonly category: string;
  readonly suspects: readonly SuspectColumn[];
  readonly mustDecide: boolean;
}

export const wayKey = ({ action, to }: Way): string => (to ? `${action}:${to}` : action);

const plainWays: readonly GateChoice[] = [
  { action: 'drop', after: [] },
  { action: 'attest', after: [] },
];

/** What can be done about a column, the advised way first. */
export const waysOf = ({ choices }: SuspectColumn): readonly GateChoice[] => (choices.length > 0 ? choices : plainWays);

const mainCategory = ({ identifiers }: SuspectColumn): string =>
  (identifiers.find(({ strength }) => strength === 'strong') ?? identifiers[0])?.category ?? 'R';

/** Suspected columns by what was found: groups that must be decided first, then in the order of the letters. */
export function groupSuspects(suspects: readonly SuspectColumn[]): readonly SuspectGroup[] {
  const letters = [...new Set(suspects.map(mainCategory))].sort();
  const groups = letters.map((category): SuspectGroup => {
    const own = suspects.filter((suspect) => mainCategory(suspect) === category);
    return { category, suspects: own, mustDecide: own.some(({ mustDecide }) => mustDecide) };
  });
  return groups.toSorted((a, b) => Number(b.mustDecide) - Number(a.mustDecide));
}

/** Ways that every column of a group has, in the order of the first. */
export function commonWays({ suspects }: SuspectGroup): readonly Way[] {
  const [first, ...others] = suspects.map((suspect) => waysOf(suspect).map(({ action, to }): Way => ({ action, to })));
  return (first ?? []).filter((way) => others.every((ways) => ways.some((one) => wayKey(one) === wayKey(way))));
}

const decisionOf = ({ table, column }: SuspectColumn, { action, to }: Way, reason = ''): Decision => ({
  table,
  column,
  action,
  ...(to ? { to } : {}),
  reason: action === 'attest' ? reason : '',
});

/** One way for every column of a group. */
export const decideAlike = ({ suspects }: SuspectGroup, way: Way, reason = ''): readonly Decision[] =>
  suspects.map((suspect) => decisionOf(suspect, way, reason));

/** The advised way of each column. */
export const advisedFor = (suspects: readonly SuspectColumn[]): readonly Decision[] =>
  suspects.map((suspect) => decisionOf(suspect, waysOf(suspect)[0] ?? { action: 'drop' }));

/** How a group stands: one way for all (its key), `advised` each, `mixed`, or `open` while a column waits or all stay. */
export function stateOfGroup({ suspects }: SuspectGroup, decisions: readonly Decision[]): string {
  const made = suspects.map((suspect) => decisionAbout(decisions, suspect));
  if (made.every((one) => one === undefined)) return 'open';
  const keys = new Set(made.map((one) => (one ? wayKey(one) : 'none')));
  if (keys.size === 1) return [...keys][0]!;
  const isAdvised = suspects.every((suspect, i) => {
    const [advised] = waysOf(suspect);
    return made[i] !== undefined && advised !== undefined && wayKey(made[i]) === wayKey(advised);
  });
  return isAdvised ? 'advised' : 'mixed';
}
