import { Failure } from '../../../contract/failure.ts';
import { checkRelease } from '../check.ts';
import { type CheckedTogether, checkTogether, type Earlier, type Sourced } from '../check-together.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import type { LinearSolver } from '../solve/linear-solver.ts';
import { drawResult } from './draw-bundles.ts';
import { drawRelease, type TableKind, tableKinds } from './generate.ts';
import { jointExposures } from './joint-reader.ts';
import { between, type Random, randomOf } from './random.ts';
import { type Exposure, exposures, type Knowledge } from './reader.ts';
import { drawWorld, overlapOf } from './world.ts';

/** The kinds of release that the attack search draws: tables by themselves, several of one release, several releases. */
export const kinds = [...tableKinds, 'linked tables', 'repeated'] as const;
export type Kind = (typeof kinds)[number];

/** Roundings that releases are drawn with; 0 prints exact counts. */
export const roundings = [5, 0, 10] as const;

/** What a search tried, and what it found. */
export interface SearchResult {
  readonly tried: Readonly<Record<Kind, number>>;
  /** Of those tried, the releases with rounding. */
  readonly rounded: number;
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

interface Means {
  readonly solver: LinearSolver;
  readonly policy: Policy;
}

/** One release that was tried: what each reader found, or null where it was refused. */
type Tried = ((knowledge: Knowledge) => Exposure[]) | null;

/**
 * Draws the releases numbered `from` to `to` (not included), checks each, and attacks what would be printed: by a reader
 * who knows every printed count exactly, and by one who knows how they were rounded. Each release is checked twice, since
 * what differs the second time could be put together with the first.
 */
export function searchAttacks(
  { from, to }: { readonly from: number; readonly to: number },
  seed: number,
  { solver, policy = defaultPolicy }: { readonly solver: LinearSolver; readonly policy?: Policy },
): SearchResult {
  const tried = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  const exposed: Exposed[] = [];
  let [refused, rounded] = [0, 0];
  for (let n = from; n < to; n++) {
    const kind = kinds[n % kinds.length]!;
    const own = seed * 1_000_003 + n;
    const random = randomOf(own);
    const rounding = roundings[Math.floor(n / kinds.length) % roundings.length]!;
    const means = { solver, policy: { ...policy, rounding } };
    const found = isTable(kind) ? tryTable(kind, random, means, own) : trySeveral(kind === 'repeated', random, means);
    tried[kind]++;
    if (rounding > 0) rounded++;
    if (found === null) refused++;
    for (const knowledge of ['exact', 'rounded'] as const)
      if (found !== null && found(knowledge).length > 0) exposed.push({ kind, seed: own, knowledge });
  }
  return { tried, rounded, refused, exposed };
}

const isTable = (kind: Kind): kind is TableKind => tableKinds.some((one) => one === kind);

function tryTable(kind: TableKind, random: Random, { solver, policy }: Means, seed: number): Tried {
  const release = drawRelease(kind, random);
  const checked = orRefused(() => checkRelease(release, policy, solver));
  if (checked === null) return null;
  if (JSON.stringify(checkRelease(release, policy, solver)) !== JSON.stringify(checked))
    throw new Failure('internal', `The check came out differently the second time (seed ${seed}).`);
  return (knowledge) =>
    release.tables.flatMap((table, t) => exposures(table, checked.tables[t]!, { knowledge, policy, solver }));
}

/** Several results that leave together; with `isRepeated` in several releases, each checked beside those before it. */
function trySeveral(isRepeated: boolean, random: Random, { solver, policy }: Means): Tried {
  const world = drawWorld(random);
  const earlier: Earlier[] = [];
  const left: { results: Sourced[]; checked: CheckedTogether['checked'] }[] = [];
  const releases = isRepeated ? between(random, 2, 4) : 1;
  for (let n = 0; n < releases; n++) {
    const results = Array.from({ length: between(random, 1, isRepeated ? 2 : 3) }, (_, at) =>
      drawResult(world, random, random() < (n + at === 0 ? 0 : 0.6)),
    );
    const circumstances = { solver, policy, earlier, overlaps: [overlapOf(world)] };
    const made = orRefused(() => checkTogether(results, circumstances));
    if (made === null) continue;
    left.push({ results, checked: made.checked });
    earlier.push({
      at: `2026-01-0${n + 1}`,
      titles: results.map(({ title }) => title),
      groups: results.flatMap(({ source }, at) => (made.checked[at]!.summary.refused ? [] : source.groups)),
      system: made.system,
    });
  }
  return left.length === 0 ? null : (knowledge) => jointExposures(world, left, { knowledge, policy, solver });
}

function orRefused<T>(check: () => T): T | null {
  try {
    return check();
  } catch (error) {
    if (error instanceof Failure && error.code === 'disclosure') return null;
    throw error;
  }
}
