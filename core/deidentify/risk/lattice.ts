import type { RiskMeasures } from '../../../contract/risk.ts';
import { measuresOf } from './measures.ts';
import type { Patterns } from './patterns.ts';
import { atLevel, type Ladder, rowsBySize } from './steps.ts';

export interface Goal {
  readonly k: number;
  /** Rows that may be left in smaller classes, to be suppressed. */
  readonly suppressed: number;
}

export interface Found {
  readonly nodes: number;
  readonly evaluated: number;
  readonly best: {
    readonly levels: readonly number[];
    readonly loss: number;
    readonly suppressed: number;
    readonly after: RiskMeasures;
  } | null;
}

type Node = readonly number[];
type State = 'good' | 'bad';

/** Mean share of each ladder that is climbed: 1 less Sweeney's precision (2002). Grows along every path. */
export const lossOf = (node: Node, tops: Node): number =>
  node.reduce((sum, level, c) => sum + (tops[c] ? level / tops[c]! : 0), 0) / node.length;

export function allNodes(tops: Node): Node[] {
  return tops.reduce<Node[]>(
    (nodes, top) => nodes.flatMap((node) => Array.from({ length: top + 1 }, (_, level) => [...node, level])),
    [[]],
  );
}

/**
 * The node of least loss that reaches the goal. Both loss and goal are monotone: classes only grow by generalising, and rows in
 * classes of k or more stay there. So whatever lies above a good node is good and below a bad one bad, and needs no look; nor
 * does what loses more than the best so far. Paths are bisected as in Flash (Kohlmayer et al. 2012) and OLA (El Emam et al. 2009).
 */
export function searchLattice(patterns: Patterns, ladders: readonly Ladder[], goal: Goal, check: () => void): Found {
  const tops = ladders.map(({ levels }) => levels.length - 1);
  const nodes = allNodes(tops).sort((a, b) => lossOf(a, tops) - lossOf(b, tops));
  const states = new Map<string, State>();
  const bad: Node[] = [];
  const good: Node[] = [];
  let evaluated = 0;
  let best: Found['best'] = null;

  function stateOf(node: Node): State | undefined {
    const known = states.get(node.join());
    if (known) return known;
    if (bad.some((other) => node.every((level, c) => level <= other[c]!))) return 'bad';
    return good.some((other) => node.every((level, c) => level >= other[c]!)) ? 'good' : undefined;
  }

  function evaluate(node: Node): State {
    check();
    evaluated++;
    const columns = patterns.columns.map((column, c) => atLevel(column, ladders[c]!, node[c]!));
    const pairs = rowsBySize(patterns.weights, columns);
    const suppressed = pairs.reduce((sum, [size, rows]) => (size < goal.k ? sum + rows : sum), 0);
    const state = suppressed <= goal.suppressed ? 'good' : 'bad';
    states.set(node.join(), state);
    (state === 'good' ? good : bad).push(node);
    const loss = lossOf(node, tops);
    if (state === 'good' && (best === null || loss < best.loss))
      best = { levels: node, loss, suppressed, after: measuresOf(pairs.filter(([size]) => size >= goal.k)) };
    return state;
  }

  const isWorth = (node: Node) => best === null || lossOf(node, tops) < best.loss - 1e-12;
  for (const node of nodes) {
    if (!isWorth(node)) break;
    if (stateOf(node) !== undefined) continue;
    const path = pathUp(node, tops);
    let low = 0;
    let high = path.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const at = path[middle]!;
      const state = stateOf(at) ?? evaluate(at);
      if (state === 'good') high = middle - 1;
      else low = middle + 1;
    }
  }
  return { nodes: nodes.length, evaluated, best };
}

/** From a node to the top, climbing in each step the ladder of which the least share is climbed. */
function pathUp(from: Node, tops: Node): Node[] {
  const path: Node[] = [from];
  for (;;) {
    const node = path.at(-1)!;
    let next = -1;
    for (let c = 0; c < node.length; c++) {
      const share = node[c]! / tops[c]!;
      if (node[c]! < tops[c]! && (next < 0 || share < node[next]! / tops[next]!)) next = c;
    }
    if (next < 0) return path;
    path.push(node.map((level, c) => (c === next ? level + 1 : level)));
  }
}
