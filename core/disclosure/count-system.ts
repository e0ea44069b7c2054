import type { Who } from './who.ts';

/**
 * A count and how a reader may meet it.
 * - `cell`: may be published or withheld.
 * - `known`: taken as known to everybody, such as the size of a group behind a percentage.
 * - `hidden`: never printed, but it follows from what is: the persons lost between two steps, those without a condition.
 */
export interface CountNode {
  readonly value: number;
  readonly role: 'cell' | 'known' | 'hidden';
  /** Says what is counted, wherever it stands: counts are worked through in the order of their names. */
  readonly name?: string;
  /** Whom it counts, where the analysis says it: the same count elsewhere is the same node. */
  readonly who?: Who;
  /** Counts of one place are held against each other: by their table, or by a word where they say whom they count. */
  readonly place?: string;
  /** The result it is of, where other results of one release are held against it as well. */
  readonly result?: string;
  /** Of a count that not even all others together tell: its value is one of those it may have. */
  readonly doubt?: 'untold';
  /** Of a count that has left before, or that follows from such counts. */
  readonly past?: Past;
}

/** Which of the earlier releases it was in, and what was printed; null where it was withheld or only follows. */
export interface Past {
  readonly release: number;
  readonly printed: number | null;
}

/** `parts` add up to `total`; indexes into the nodes. */
export interface SumRelation {
  readonly parts: readonly number[];
  readonly total: number;
}

/** Counts and the sums between them: the form in which tables, attritions and curves are attacked and protected. */
export interface CountSystem {
  readonly nodes: readonly CountNode[];
  readonly relations: readonly SumRelation[];
}

/** For each count, the relations it stands in. */
export function relationsByNode(system: CountSystem): readonly (readonly number[])[] {
  const uses: number[][] = system.nodes.map(() => []);
  for (const [at, relation] of system.relations.entries()) {
    for (const index of new Set([...relation.parts, relation.total])) uses[index]!.push(at);
  }
  return uses;
}
