import { Failure } from '../../../contract/failure.ts';
import { checkRelease } from '../check.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import type { LinearSolver } from '../solve/linear-solver.ts';
import { drawRelease, type Kind, kinds, randomOf } from './generate.ts';
import { exposures, type Knowledge } from './reader.ts';

/** What a search tried, and what it found. */
export interface SearchResult {
  readonly tried: Readonly<Record<Kind, number>>;
  /** Releases of which nothing could be made safe, and that were refused for it. */
  readonly refused: number;
  readonly exposed: readonly Exposed[];
}

/** A release in which a small count could be bounded closer than the rule; the seed draws it again. */
export interface Exposed {
  readonly kind: Kind;
  readonly seed: number;
  readonly knowledge: Knowledge;
}

/**
 * Draws the releases numbered `from` to `to` (not included), checks each, and attacks what would be printed: by a reader who knows every printed count exactly, and by
 * one who knows how they were rounded. Each release is checked twice, since what differs the second time could be put
 * together with the first.
 */
export function searchAttacks(
  { from, to }: { readonly from: number; readonly to: number },
  seed: number,
  { solver, policy = defaultPolicy }: { readonly solver: LinearSolver; readonly policy?: Policy },
): SearchResult {
  const tried = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  const exposed: Exposed[] = [];
  let refused = 0;
  for (let n = from; n < to; n++) {
    const kind = kinds[n % kinds.length]!;
    tried[kind]++;
    const own = seed * 1_000_003 + n;
    const release = drawRelease(kind, randomOf(own));
    const checked = orRefused(() => checkRelease(release, policy, solver));
    if (checked === null) {
      refused++;
      continue;
    }
    if (JSON.stringify(checkRelease(release, policy, solver)) !== JSON.stringify(checked))
      throw new Failure('internal', `The check came out differently the second time (seed ${own}).`);
    for (const knowledge of ['exact', 'rounded'] as const) {
      const found = release.tables.flatMap((table, t) =>
        exposures(table, checked.tables[t]!, { knowledge, policy, solver }),
      );
      if (found.length > 0) exposed.push({ kind, seed: own, knowledge });
    }
  }
  return { tried, refused, exposed };
}

function orRefused<T>(check: () => T): T | null {
  try {
    return check();
  } catch (error) {
    if (error instanceof Failure && error.code === 'disclosure') return null;
    throw error;
  }
}
