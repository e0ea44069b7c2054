import type { CountNode, CountSystem } from './count-system.ts';
import { fillUnknown } from './fill-unknown.ts';
import { addDifference, addImplied, type ElementSet, type Growing, type Overlapping } from './implied-sums.ts';
import { addMarginals, describedNodes, without } from './marginals.ts';
import type { Overlap } from './overlap.ts';
import { addSmallRests, isInside } from './small-rests.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import { tidied } from './tidy-system.ts';
import { inOrder, type Level, type Who, whoKey } from './who.ts';

/** Systems as one; `placeOf[s][n]` is where node `n` of system `s` is in it. */
export interface JointSystem extends CountSystem {
  readonly placeOf: readonly (readonly number[])[];
}

/**
 * Joins systems of counts: counts of the same persons or events are one, and what follows from different ones together is
 * added. Systems that come first are of what is to leave, those after of what has left. `near` is the difference under
 * which counts that may be of nearly the same persons are held against each other.
 */
export function joinSystems(
  systems: readonly CountSystem[],
  { overlaps, near, solver }: { overlaps: readonly Overlap[]; near: number; solver: LinearSolver | null },
): JointSystem {
  const joint: Growing = { nodes: [], relations: [], unknown: new Set() };
  const known = new Map<string, number[]>();
  const places = systems.map((system) => addSystem(joint, system, known));
  addVariants(joint, known);
  addMarginals(joint, overlaps);
  for (const overlap of overlaps) addGroups(joint, overlap, near);
  addMarginals(joint, overlaps);
  addFamilies(joint, overlaps);
  addSmallRests(joint, overlaps, near);
  addPlaces(joint, near);
  const { system, place } = tidied(fillUnknown(joint, solver));
  return { ...system, placeOf: places.map((nodes) => nodes.map((node) => place[node]!)) };
}

function addSystem(joint: Growing, { nodes, relations }: CountSystem, known: Map<string, number[]>): number[] {
  const at = nodes.map((node) => {
    if (node.role !== 'cell' || node.name === undefined) return joint.nodes.push(node) - 1;
    const same = known.get(node.name) ?? [];
    const found = same.find((one) => joint.nodes[one]!.value === node.value);
    if (found !== undefined) {
      joint.nodes[found] = withPast(joint.nodes[found]!, node.past);
      return found;
    }
    const added = joint.nodes.push(node) - 1;
    known.set(node.name, [...same, added]);
    return added;
  });
  for (const { parts, total } of relations)
    joint.relations.push({ parts: parts.map((part) => at[part]!), total: at[total]! });
  return at;
}

/** What was printed once is known. */
function withPast(node: CountNode, past: CountNode['past']): CountNode {
  if (past === undefined || (node.past && (node.past.printed !== null || past.printed === null))) return node;
  return { ...node, past };
}

/** Counts that should be the same and are not, as data or rules changed: a small difference is one of persons. */
function addVariants(joint: Growing, known: ReadonlyMap<string, readonly number[]>): void {
  for (const variants of known.values()) {
    for (const [at, one] of variants.entries())
      for (const other of variants.slice(at + 1)) addEitherWay(joint, one, other);
  }
}

function addEitherWay(joint: Growing, a: number, b: number): void {
  const [inner, outer] = joint.nodes[a]!.value <= joint.nodes[b]!.value ? [a, b] : [b, a];
  addDifference(joint, inner, outer);
}

interface Family extends Overlapping {
  readonly sets: ElementSet[];
  readonly variable: string;
  /** Whom the whole counts. */
  readonly outer: Who;
}

/**
 * Within a group and all other conditions, the counts by one variable: levels may be grouped in several ways. Where nobody
 * of a cohort has another level than those listed, nobody of some of its persons has.
 */
function addFamilies(joint: Growing, overlaps: readonly Overlap[]): void {
  const complete: Family[] = [];
  for (const family of familiesOf(joint)) {
    const isComplete = complete.some((one) => isWithin(family, one, overlaps));
    if (addImplied(joint, { ...family, isComplete })) complete.push(family);
  }
}

function isWithin(family: Family, complete: Family, overlaps: readonly Overlap[]): boolean {
  const listed = new Set(family.sets.flatMap(({ elements }) => [...elements]));
  return (
    family.variable === complete.variable &&
    isInside(family.outer, complete.outer, overlaps) &&
    complete.sets.every(({ elements }) => [...elements].every((element) => listed.has(element)))
  );
}

/** Those of fewer conditions first. */
function familiesOf(joint: Growing): Family[] {
  const described = describedNodes(joint);
  const families = new Map<string, Family>();
  for (const { node, who } of described.values()) {
    for (const condition of who.where) {
      const { variable, levels } = condition;
      const outer = without(who, condition);
      const key = `${whoKey(outer)} ${variable}`;
      const family = families.get(key) ?? {
        whole: described.get(whoKey(outer))?.node ?? null,
        sets: [],
        variable,
        outer,
        whoOf: (elements: readonly string[]) => {
          const part = { variable, levels: elements.map((element) => JSON.parse(element) as Level) };
          return { ...who, where: inOrder([...outer.where, part]) };
        },
      };
      family.sets.push({ node, elements: new Set(levels.map((level) => JSON.stringify(level))) });
      families.set(key, family);
    }
  }
  return [...families.values()].sort((a, b) => a.outer.where.length - b.outer.where.length);
}

/** Counts under the same conditions in several cohorts, by the persons that the cohorts share. */
function addGroups(joint: Growing, overlap: Overlap, near: number): void {
  const families = new Map<string, { readonly who: Who; readonly nodes: Map<string, number> }>();
  for (const { node, who } of describedNodes(joint).values()) {
    if (!overlap.groups.has(who.group)) continue;
    const key = whoKey({ ...who, group: '' });
    const family = families.get(key) ?? { who, nodes: new Map() };
    family.nodes.set(who.group, node);
    families.set(key, family);
  }
  for (const { who, nodes } of families.values()) {
    const isAll = who.unit === 'persons' && who.where.length === 0;
    const compared = [...nodes].filter(([group]) => overlap.compared.has(group));
    const sets = compared.map(([group, node]) => ({ node, elements: overlap.compared.get(group)! }));
    const whoOf = (elements: readonly string[]) => ({ ...who, group: groupOf(overlap, elements) });
    if (sets.length > 1) addImplied(joint, { sets, whole: null, whoOf, ...(isAll && { sizes: overlap.sizes }) });
    addUncompared(joint, nodes, overlap, near);
  }
}

/** Some of the persons of compared cohorts: a cohort where they are all of one. */
function groupOf({ compared }: Overlap, elements: readonly string[]): string {
  const isWhole = (parts: ReadonlySet<string>) =>
    parts.size === elements.length && elements.every((one) => parts.has(one));
  return [...compared].find(([, parts]) => isWhole(parts))?.[0] ?? `persons ${JSON.stringify(elements.toSorted())}`;
}

/** Cohorts that cannot be compared are taken as nearly the same where their counts are. */
function addUncompared(joint: Growing, nodes: ReadonlyMap<string, number>, { compared }: Overlap, near: number): void {
  const all = [...nodes];
  for (const [at, [group, node]] of all.entries())
    for (const [other, against] of all.slice(at + 1))
      if (!(compared.has(group) && compared.has(other))) addIfNear(joint, node, against, near);
}

/** A new count against one that has left, or that leaves in another result: one analysis knows what it compares. */
function addIfNear(joint: Growing, a: number, b: number, near: number): void {
  const [one, other] = [joint.nodes[a]!, joint.nodes[b]!];
  const fresh = [one, other].filter(({ past }) => past === undefined).length;
  const isElsewhere = fresh === 1 || (fresh === 2 && one.result !== other.result);
  const apart = Math.abs(one.value - other.value);
  if (isElsewhere && apart > 0 && apart < near) addEitherWay(joint, a, b);
}

/** Counts at the same place of two tables, or of the same word. */
function addPlaces(joint: Growing, near: number): void {
  const places = new Map<string, number[]>();
  for (const [node, { place }] of joint.nodes.entries())
    if (place !== undefined) places.set(place, [...(places.get(place) ?? []), node]);
  for (const nodes of places.values()) {
    for (const [at, node] of nodes.entries()) {
      for (const other of nodes.slice(at + 1)) addIfNear(joint, node, other, near);
    }
  }
}
