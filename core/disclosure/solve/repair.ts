import { type Attacker, type Cut, shortOf, type Task } from './task.ts';

const nearly = 1e-6;

/**
 * Withholds more until no cut is broken: for each cut that is, the counts that give most to it for their cost; `leaning`
 * makes a count cheaper, such as its share of a solution in fractions. Null where even everything is not enough.
 */
export function repaired(
  task: Task,
  attacker: Attacker,
  start: ArrayLike<number>,
  leaning: ArrayLike<number> = start,
): Float64Array | null {
  const withheld = Float64Array.from(task.choice, (choice, node) =>
    choice === 'gone' || (choice === 'open' && start[node]! > 1 - nearly) ? 1 : 0,
  );
  const price = (node: number): number => task.cost[node]! * Math.max(1e-3, 1 - leaning[node]!);
  for (;;) {
    const broken = [...togetherCuts(task), ...attacker.cuts(withheld)].filter((cut) => shortOf(cut, withheld) > nearly);
    if (broken.length === 0) return withheld;
    for (const cut of broken) if (!satisfy(cut, withheld, price)) return null;
  }
}

function satisfy(cut: Cut, withheld: Float64Array, price: (node: number) => number): boolean {
  let short = shortOf(cut, withheld);
  if (short <= nearly) return true;
  const order = [...cut.nodes.keys()]
    .filter((k) => withheld[cut.nodes[k]!] === 0)
    .map((k) => ({ node: cut.nodes[k]!, weight: cut.weights[k]! }))
    .map((one) => ({ ...one, rate: price(one.node) / one.weight }))
    .sort((a, b) => a.rate - b.rate);
  for (const { node, weight } of order) {
    if (short <= nearly) break;
    withheld[node] = 1;
    short -= weight;
  }
  return short <= nearly;
}

/** Shows again what need not be withheld, dearest first; `pool` are cuts known to hold, `tries` the most attacks made. */
export function pruned(
  task: Task,
  attacker: Attacker,
  withheld: Float64Array,
  pool: readonly Cut[],
  { tries, isOver }: { readonly tries: number; readonly isOver: () => boolean },
): Float64Array {
  const left = withheld.slice();
  const known = [...togetherCuts(task), ...pool];
  const of = cutsByNode(known, left.length);
  const order = [...left.keys()]
    .filter((node) => left[node] === 1 && task.choice[node] === 'open')
    .sort((a, b) => task.cost[b]! - task.cost[a]!);
  let tried = 0;
  for (const node of order) {
    if (tried === tries || isOver()) break;
    left[node] = 0;
    if (of[node]!.some((cut) => shortOf(cut, left) > nearly)) {
      left[node] = 1;
      continue;
    }
    tried++;
    if (attacker.cuts(left).length > 0) left[node] = 1;
  }
  return left;
}

function cutsByNode(cuts: readonly Cut[], count: number): Cut[][] {
  const of: Cut[][] = Array.from({ length: count }, () => []);
  for (const cut of cuts) for (const node of cut.nodes) of[node]!.push(cut);
  return of;
}

/** Sets of which one must be withheld, as cuts; those that have one withheld anyway, or none that could be, are left out. */
export const togetherCuts = ({ together, choice }: Task): Cut[] =>
  together
    .filter((set) => set.every((node) => choice[node] !== 'gone'))
    .map((set) => set.filter((node) => choice[node] === 'open'))
    .filter((set) => set.length > 0)
    .map((nodes) => ({ nodes, weights: nodes.map(() => 1) }));

export const costOf = ({ cost, choice }: Task, withheld: ArrayLike<number>): number =>
  cost.reduce((sum, one, node) => sum + (choice[node] === 'open' ? one * Math.round(withheld[node]!) : 0), 0);
