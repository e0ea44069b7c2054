import { Failure } from '../../contract/failure.ts';
import type { CheckedRelease, EarlierRelease, Release, RuleId } from '../../contract/release.ts';
import { type CountsOf, printResult, type ResultRead, readResult, refusedResult } from './check-result.ts';
import type { CountSystem } from './count-system.ts';
import { type JointSystem, joinSystems } from './joint-system.ts';
import { nearCohort, type Other } from './near-cohorts.ts';
import { nearestRelease } from './nearest-release.ts';
import type { Overlap } from './overlap.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { exposedAlready, type Protection, protect } from './protect.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import type { Source } from './who.ts';

/** A result that is to leave, and where its counts come from. */
export interface Sourced {
  readonly title: string;
  readonly release: Release;
  readonly source: Source;
}

/** A release that has left before: its counts, each with its past, and its cohorts or plain tables. */
export interface Earlier extends EarlierRelease {
  readonly system: CountSystem;
  readonly groups: readonly string[];
}

/** What a check may be given beside the results. */
export interface Circumstances {
  readonly policy?: Policy;
  /** Without it the counts withheld are safe, but not proved the least. */
  readonly solver?: LinearSolver | null;
  readonly earlier?: readonly Earlier[];
  readonly overlaps?: readonly Overlap[];
}

/** Results after the rules, in their order, and the counts of them as they are kept once they have left. */
export interface CheckedTogether {
  readonly checked: readonly CheckedRelease[];
  readonly system: CountSystem;
}

/**
 * Applies the rules of `policy` to everything that several results would publish together, beside what has left before.
 * Counts of the same persons are one count wherever they stand, and all are protected and attacked as one system: no count
 * of 1 to `threshold` - 1, printed or implied, can be bounded from it closer than [at most itself less one, at least the
 * threshold], by somebody who knows every printed count exactly. A result whose cohort differs by that few persons from
 * another's is refused.
 *
 * `primary` and `secondary` in the cells, their rules and the loss are for the study's own window. They must not leave with
 * the release, as they tell small counts from large ones: use `outwardRelease` for whatever leaves.
 *
 * @throws Failure `disclosure` where a relation does not hold, or nothing could make the results safe.
 */
export function checkTogether(results: readonly Sourced[], circumstances: Circumstances = {}): CheckedTogether {
  const { policy = defaultPolicy } = circumstances;
  const refusals = results.map((one, at) => refusalOf(one, results.slice(0, at), circumstances));
  const read = results.map(({ release, source }, at) =>
    refusals[at] === null ? readResult(release, source, policy) : null,
  );
  const decision = decide(
    read.filter((one) => one !== null),
    circumstances,
  );
  const checked = read.map((one, at) =>
    one === null
      ? refusedResult(results[at]!.release, refusals[at]!, policy)
      : printResult(one, decision.of.get(one)!, policy),
  );
  return { checked, system: decision.system };
}

function refusalOf({ source }: Sourced, before: readonly Sourced[], circumstances: Circumstances) {
  const { policy = defaultPolicy, earlier = [], overlaps = [] } = circumstances;
  const others: Other[] = [
    ...earlier.map((one) => ({ groups: one.groups, earlier: named(one), title: '' })),
    ...before.map(({ title, source: { groups } }) => ({ groups, earlier: null, title })),
  ];
  return nearCohort(source, others, overlaps, policy);
}

interface Decision {
  readonly of: ReadonlyMap<ResultRead, readonly CountsOf[]>;
  readonly system: CountSystem;
}

interface Solved {
  readonly joint: JointSystem;
  readonly protection: Protection;
  readonly steps: ReadonlySet<number>;
}

function decide(read: readonly ResultRead[], circumstances: Circumstances): Decision {
  const { earlier = [] } = circumstances;
  const own = solve(read, [], circumstances);
  const all = earlier.length === 0 ? own : solveBeside(read, earlier, circumstances);
  const nearest = nearestRelease(all.joint);
  const countsOf = (system: number): CountsOf => {
    const [mine, nodes] = [own.joint.placeOf[system]!, all.joint.placeOf[system]!];
    const rules = nodes.map((node, n) => ruleOf(all, node, ruleOf(own, mine[n]!)));
    const unproved = new Set([...nodes.keys()].filter((n) => all.protection.unproved.has(nodes[n]!)));
    const published = nodes.map((node) => all.protection.published[node]!);
    const earlierOf = (n: number): EarlierRelease | null => {
      const release = rules[n] === 'earlier-release' ? nearest(nodes[n]!) : null;
      return release === null ? null : named(earlier[release]!);
    };
    return { counts: { rules, published, unproved }, earlierOf };
  };
  let next = 0;
  const of = new Map(read.map((one) => [one, one.systems.map(() => countsOf(next++))]));
  return { of, system: keptSystem(all, next) };
}

const named = ({ at, titles }: EarlierRelease): EarlierRelease => ({ at, titles: [...titles] });

/** The rule that withholds a count; `alone` is the one that does where nothing has left before. */
function ruleOf({ protection, steps }: Solved, node: number, alone: RuleId | null = 'secondary'): RuleId | null {
  const status = protection.status[node]!;
  if (status === null) return null;
  if (status === 'primary') return 'smallest-count';
  if (steps.has(node)) return 'attrition-step';
  return alone === null ? 'earlier-release' : 'secondary';
}

function solve(
  read: readonly ResultRead[],
  earlier: readonly Earlier[],
  { policy = defaultPolicy, solver = null, overlaps = [] }: Circumstances,
): Solved {
  const systems = read.flatMap((one) => one.systems);
  const left = earlier.map(({ system }, release) => ofRelease(system, release));
  const how = { overlaps, near: policy.threshold, solver };
  const joint = joinSystems([...systems, ...left], how);
  const lost = left.length === 0 ? new Set<string>() : exposedAlready(joinSystems(left, how), policy, solver);
  const bySystem = read.flatMap((one) => one.systems.map((_, at) => one.tables[at]?.steps ?? new Set<number>()));
  const steps = new Set(bySystem.flatMap((nodes, at) => [...nodes].map((node) => joint.placeOf[at]![node]!)));
  return { joint, steps, protection: protect(joint, policy, { also: steps, lost, solver }) };
}

const ofRelease = ({ nodes, relations }: CountSystem, release: number): CountSystem => ({
  relations,
  nodes: nodes.map((node) => ({ ...node, past: { release, printed: node.past?.printed ?? null } })),
});

/** @throws Failure `disclosure` that names what has left, where that exposes a count whatever is withheld now. */
function solveBeside(read: readonly ResultRead[], earlier: readonly Earlier[], circumstances: Circumstances): Solved {
  try {
    return solve(read, earlier, circumstances);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'disclosure') throw error;
    const left = earlier.map(({ at, titles }) => `${at.slice(0, 10)} (“${titles.join('”, “')}”)`);
    throw new Failure(
      'disclosure',
      `Beside what left on ${left.join(', ')}, a small count would stay exposed whatever else is withheld, so nothing was ` +
        'published. Release the same cohort again, use coarser groups, or leave this result out.',
      {},
      { cause: error },
    );
  }
}

/** The counts of the first `count` systems, with what is printed of them. */
function keptSystem({ joint, protection }: Solved, count: number): CountSystem {
  const nodes = [...new Set(joint.placeOf.slice(0, count).flat())].sort((a, b) => a - b);
  const at = new Map(nodes.map((node, place) => [node, place]));
  return {
    nodes: nodes.map((node) => {
      const { past: _, ...kept } = joint.nodes[node]!;
      const printed = protection.status[node] === null ? protection.published[node]!.value : null;
      return { ...kept, past: { release: 0, printed } };
    }),
    relations: joint.relations
      .filter(({ parts, total }) => [...parts, total].every((node) => at.has(node)))
      .map(({ parts, total }) => ({ parts: parts.map((part) => at.get(part)!), total: at.get(total)! })),
  };
}
