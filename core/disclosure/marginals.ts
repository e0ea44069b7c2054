import type { CountSystem } from './count-system.ts';
import type { Growing } from './implied-sums.ts';
import type { Overlap } from './overlap.ts';
import { type Condition, type Who, whoKey } from './who.ts';

export type Described = Map<string, { readonly node: number; readonly who: Who }>;

/** Counts described by whom they count, one for each description. */
export function describedNodes({ nodes }: CountSystem): Described {
  const found: Described = new Map();
  for (const [node, { who }] of nodes.entries()) {
    if (who && !found.has(whoKey(who))) found.set(whoKey(who), { node, who });
  }
  return found;
}

export const without = (who: Who, { variable }: Condition): Who => ({
  ...who,
  where: who.where.filter((one) => one.variable !== variable),
});

/** More passes than a table has dimensions bring nothing. */
const mostPasses = 4;

/**
 * Adds counts that stand nowhere but in which tables meet: those of all women, where one table divides women by age and
 * another by stage, or where all women of another cohort are counted. Their values are not known yet.
 */
export function addMarginals(system: Growing, overlaps: readonly Overlap[]): void {
  for (let pass = 0; pass < mostPasses; pass++) {
    const described = describedNodes(system);
    const wanted = [...wantedMarginals(described), ...overlaps.flatMap((one) => wantedAcross(described, one))];
    if (wanted.length === 0) return;
    for (const { who, from } of new Map(wanted.map((one) => [whoKey(one.who), one])).values()) {
      const pasts = from.map((node) => system.nodes[node]!.past);
      const past = pasts.every((one) => one !== undefined) ? { release: pasts[0]!.release, printed: null } : undefined;
      const node = system.nodes.push({ value: 0, role: 'hidden', who, name: `part ${whoKey(who)}`, past }) - 1;
      system.unknown.add(node);
    }
  }
}

/** The variables that a count is divided by, as one word. */
const variablesOf = ({ unit, where }: Who): string => JSON.stringify([unit, where.map(({ variable }) => variable)]);

/** What one cohort is counted by, of the others that share persons with it and are divided by the same variables. */
function wantedAcross(described: Described, { compared }: Overlap): Marginal[] {
  const own = [...described.values()].filter(({ who }) => compared.has(who.group));
  const divided = new Map<string, number[]>();
  for (const { node, who } of own) {
    const key = JSON.stringify([who.group, variablesOf(who)]);
    divided.set(key, [...(divided.get(key) ?? []), node]);
  }
  const wanted = new Map<string, Marginal>();
  for (const { node, who } of own) {
    for (const [group, parts] of compared) {
      const there = { ...who, group };
      const from = divided.get(JSON.stringify([group, variablesOf(who)]));
      if (!from || described.has(whoKey(there)) || ![...compared.get(who.group)!].some((part) => parts.has(part)))
        continue;
      wanted.set(whoKey(there), { who: there, from: [...from, node] });
    }
  }
  return [...wanted.values()];
}

interface Marginal {
  readonly who: Who;
  readonly from: number[];
}

/** Counts of whatever cohort that differ in the levels of one variable alone. */
const familyOf = (who: Who, condition: Condition): string =>
  `${whoKey({ ...without(who, condition), group: '' })} ${condition.variable}`;

function wantedMarginals(described: Described): Marginal[] {
  const marginals = new Map<string, Marginal & { readonly variables: Set<string> }>();
  for (const { node, who } of described.values()) {
    for (const condition of who.where) {
      const outer = without(who, condition);
      const key = whoKey(outer);
      if (described.has(key)) continue;
      const marginal = marginals.get(key) ?? { who: outer, from: [], variables: new Set<string>() };
      marginal.from.push(node);
      marginal.variables.add(condition.variable);
      marginals.set(key, marginal);
    }
  }
  const others = [...described.values(), ...marginals.values()].map(({ who }) => who);
  const families = new Map<string, { readonly who: Who; readonly condition: Condition }[]>();
  for (const who of others)
    for (const condition of who.where) {
      const key = familyOf(who, condition);
      families.set(key, [...(families.get(key) ?? []), { who, condition }]);
    }
  const inGroups = new Map<string, Set<string>>();
  for (const who of others) {
    const key = whoKey({ ...who, group: '' });
    inGroups.set(key, new Set([...(inGroups.get(key) ?? []), who.group]));
  }
  const meetsOthers = (own: Who): boolean =>
    inGroups.get(whoKey({ ...own, group: '' }))!.size > 1 ||
    own.where.some((condition) =>
      families
        .get(familyOf(own, condition))!
        .some(
          ({ who, condition: { levels } }) => who !== own && levels.some((level) => condition.levels.includes(level)),
        ),
    );
  return [...marginals.values()].filter(({ who, variables }) => variables.size > 1 || meetsOthers(who));
}
