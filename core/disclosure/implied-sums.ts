import type { CountNode, CountSystem, SumRelation } from './count-system.ts';
import { solvedWhole } from './solved-whole.ts';

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
  /** How many each element counts, where that is known. */
  readonly sizes?: ReadonlyMap<string, number>;
}

/** More parts than these are not told apart: then counts are compared two by two. */
const mostParts = 60;

/** A system that grows: what follows from its counts is added to it. */
export interface Growing extends CountSystem {
  readonly nodes: CountNode[];
  readonly relations: SumRelation[];
}

/**
 * Adds what follows from counts that overlap: the parts into which they cut each other, and that each count is the sum of
 * its parts. Where the parts cannot be worked out, a count that holds another is at least the sum of that and the rest.
 *
 * Source: the tracker of Denning, Denning & Schwartz, "The tracker: a threat to statistical database security" (1979):
 * with counts of A, of B and of “A or B” also “A and B” is told.
 */
export function addImplied(system: Growing, { sets, whole, sizes }: Overlapping): void {
  const parts = partsOf(sets);
  const isApart = parts.every(({ within }) => within.length === 1) && parts.length === sets.length;
  if (isApart) {
    if (whole !== null)
      addSum(
        system,
        sets.map(({ node }) => node),
        whole,
      );
    return;
  }
  const values = parts.length > mostParts ? null : valuesOf(system, sets, parts, sizes);
  if (values === null) addNested(system, sets, whole);
  else addParts(system, sets, whole, parts, values);
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

function valuesOf(
  { nodes }: CountSystem,
  sets: readonly ElementSet[],
  parts: readonly Part[],
  sizes: ReadonlyMap<string, number> | undefined,
): number[] | null {
  if (sizes) {
    const values = parts.map((part) => part.elements.reduce((sum, one) => sum + sizes.get(one)!, 0));
    const sumOf = (at: number) =>
      values.reduce((sum, value, part) => sum + (parts[part]!.within.includes(at) ? value : 0), 0);
    return sets.every(({ node }, at) => sumOf(at) === nodes[node]!.value) ? values : null;
  }
  const equations = sets.map(({ node }, at) => ({
    unknowns: [...parts.keys()].filter((part) => parts[part]!.within.includes(at)),
    value: nodes[node]!.value,
  }));
  return solvedWhole(parts.length, equations);
}

/** A count that is never printed; it has left before where all that it follows from has. */
function hidden({ nodes }: Growing, value: number, from: readonly number[], name: string): number {
  const pasts = from.map((node) => nodes[node]!.past);
  const past = pasts.every((one) => one !== undefined) ? { release: pasts[0]!.release, printed: null } : undefined;
  return nodes.push({ value, role: 'hidden', name, past }) - 1;
}

/** A whole that is more than its parts has a rest; one that is less shows that the counts are not what they seem. */
function addSum(system: Growing, parts: readonly number[], whole: number): void {
  const { nodes, relations } = system;
  const rest = nodes[whole]!.value - parts.reduce((sum, part) => sum + nodes[part]!.value, 0);
  if (rest < 0) {
    if (parts.length > 1) for (const part of parts) addDifference(system, part, whole);
    return;
  }
  const others = parts.map((part) => nodes[part]!.name).sort();
  const more = rest === 0 ? [] : [hidden(system, rest, [...parts, whole], `${nodes[whole]!.name} without ${others}`)];
  relations.push({ parts: [...parts, ...more], total: whole });
}

function addParts(
  system: Growing,
  sets: readonly ElementSet[],
  whole: number | null,
  parts: readonly Part[],
  values: readonly number[],
): void {
  const { nodes, relations } = system;
  const own = parts.map(({ within, elements }, at) => {
    const alone = within.find((set) => sets[set]!.elements.size === elements.length);
    if (alone !== undefined && nodes[sets[alone]!.node]!.value === values[at]) return sets[alone]!.node;
    const from = within.map((set) => sets[set]!.node);
    return hidden(
      system,
      values[at]!,
      from,
      `part ${from
        .map((node) => nodes[node]!.name)
        .sort()
        .join()}`,
    );
  });
  for (const [at, { node }] of sets.entries()) {
    const of = own.filter((_, part) => parts[part]!.within.includes(at));
    if (of.length > 1 || of[0] !== node) relations.push({ parts: of, total: node });
  }
  if (whole !== null) addSum(system, own, whole);
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
  if (system.nodes[outer]!.value >= system.nodes[inner]!.value) addSum(system, [inner], outer);
}
