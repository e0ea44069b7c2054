import type { CountNode, CountSystem, SumRelation } from './count-system.ts';
import { solvedWhole } from './solved-whole.ts';
import { type Who, whoKey } from './who.ts';

/** A count and the elements that it counts, such as levels of a variable, or groups of persons that several cohorts share. */
export interface ElementSet {
  readonly node: number;
  readonly elements: ReadonlySet<string>;
}

/** Counts that overlap, and what is known of them beside. */
export interface Overlapping {
  readonly sets: readonly ElementSet[];
  /** A count of all elements, whether listed or not. */
  readonly whole: number | null;
  /** Whether it is known otherwise that nobody counted by the whole has an element that is not listed. */
  readonly isComplete?: boolean;
  /** How many each element counts, where that is known. */
  readonly sizes?: ReadonlyMap<string, number>;
  /** Whom a part of the elements counts. */
  readonly whoOf: (elements: readonly string[]) => Who;
}

/** More parts than these are not told apart: then counts are compared two by two. */
const mostParts = 60;

/** A system that grows: what follows from its counts is added to it. `unknown` are counts of which the value is not known yet. */
export interface Growing extends CountSystem {
  readonly nodes: CountNode[];
  readonly relations: SumRelation[];
  readonly unknown: Set<number>;
}

/**
 * Adds what follows from counts that overlap: the parts into which they cut each other, and that each count is the sum of
 * its parts. Gives whether nobody of the whole has an element that is not listed.
 *
 * Source: the tracker of Denning, Denning & Schwartz, "The tracker: a threat to statistical database security" (1979):
 * with counts of A, of B and of “A or B” also “A and B” is told.
 */
export function addImplied(system: Growing, { sets, whole, sizes, isComplete, whoOf }: Overlapping): boolean {
  const parts = partsOf(sets);
  if (parts.length > mostParts) {
    addNested(system, sets, whole);
    return false;
  }
  const values = valuesOf(system, sets, parts, sizes);
  const own = parts.map(({ within, elements }, at) => {
    const alone = within.find((set) => sets[set]!.elements.size === elements.length);
    if (alone !== undefined) return sets[alone]!.node;
    const from = within.map((set) => sets[set]!.node);
    return addHidden(system, values?.[at] ?? null, from, whoOf(elements));
  });
  for (const [at, { node }] of sets.entries()) {
    const of = own.filter((_, part) => parts[part]!.within.includes(at));
    if (of.length > 1 || of[0] !== node) system.relations.push({ parts: of, total: node });
  }
  return whole !== null && addRest(system, own, whole, isComplete);
}

interface Part {
  /** Sets that it is a part of, by their place. */
  readonly within: readonly number[];
  readonly elements: readonly string[];
}

function partsOf(sets: readonly ElementSet[]): Part[] {
  const parts = new Map<string, { within: number[]; elements: string[] }>();
  const elements = new Set(sets.flatMap((set) => [...set.elements]));
  for (const element of [...elements].sort()) {
    const within = [...sets.keys()].filter((at) => sets[at]!.elements.has(element));
    const part = parts.get(within.join()) ?? { within, elements: [] };
    part.elements.push(element);
    parts.set(within.join(), part);
  }
  return [...parts.values()];
}

/** How many each part counts, where that is known or there is only one way; else null. */
function valuesOf(
  { nodes, unknown }: Growing,
  sets: readonly ElementSet[],
  parts: readonly Part[],
  sizes: ReadonlyMap<string, number> | undefined,
): number[] | null {
  if (sizes) return parts.map((part) => part.elements.reduce((sum, one) => sum + sizes.get(one)!, 0));
  if (sets.some(({ node }) => unknown.has(node))) return null;
  const equations = sets.map(({ node }, at) => ({
    unknowns: [...parts.keys()].filter((part) => parts[part]!.within.includes(at)),
    value: nodes[node]!.value,
  }));
  return solvedWhole(parts.length, equations);
}

/** A count that is never printed; it has left before where all that it follows from has. Null: its value is not known. */
function addHidden(system: Growing, value: number | null, from: readonly number[], named: Who | string): number {
  const { nodes, unknown } = system;
  const pasts = from.map((node) => nodes[node]!.past);
  const past = pasts.every((one) => one !== undefined) ? { release: pasts[0]!.release, printed: null } : undefined;
  const name = typeof named === 'string' ? { name: named } : { name: `part ${whoKey(named)}`, who: named };
  const node = nodes.push({ value: value ?? 0, role: 'hidden', past, ...name }) - 1;
  if (value === null) unknown.add(node);
  return node;
}

/** That a whole is its parts and a rest, where there is one or may be one. Gives whether there is none. */
function addRest(system: Growing, parts: readonly number[], whole: number, isComplete = false): boolean {
  const { nodes, relations, unknown } = system;
  const isKnown = [...parts, whole].every((node) => !unknown.has(node));
  const rest = nodes[whole]!.value - parts.reduce((sum, part) => sum + nodes[part]!.value, 0);
  if (isKnown ? rest === 0 : isComplete) {
    relations.push({ parts, total: whole });
    return true;
  }
  const others = parts.map((part) => nodes[part]!.name).sort();
  const name = `${nodes[whole]!.name} without ${others}`;
  const more = addHidden(system, isKnown ? rest : null, [...parts, whole], name);
  relations.push({ parts: [...parts, more], total: whole });
  return false;
}

function addNested(system: Growing, sets: readonly ElementSet[], whole: number | null): void {
  for (const inner of sets) {
    if (whole !== null) addDifference(system, inner.node, whole);
    for (const outer of sets) {
      const holds = inner !== outer && [...inner.elements].every((one) => outer.elements.has(one));
      if (holds) addDifference(system, inner.node, outer.node);
    }
  }
}

/** That `outer` is `inner` and a rest. Counts as of different days may contradict it: then nothing follows. */
export function addDifference(system: Growing, inner: number, outer: number): void {
  if (system.unknown.has(inner) || system.unknown.has(outer)) return;
  if (system.nodes[outer]!.value >= system.nodes[inner]!.value) addRest(system, [inner], outer);
}
