import type { ClassExpectation, Expectation, NumberExpectation } from './expectation.ts';
import { toScore } from './normal-scores.ts';

const least = 1e-6;

/**
 * How much less likely a cell is than its own distribution leads one to expect: its negative log density less the
 * distribution's entropy, in nats. 0 is ordinary, for a class and for a number alike; a cell of a distribution that is
 * wide is forgiven what a narrow one is not. A number beyond all known ones counts by how far beyond.
 */
export function surprise(expected: Expectation, row: number, value: number): number {
  return expected.kind === 'class' ? ofClass(expected, row, value) : ofNumber(expected, row, value);
}

function ofClass({ view, probabilities }: ClassExpectation, row: number, value: number): number {
  const k = view.levels.length;
  let entropy = 0;
  // A level that the rows read do not have is as unlikely as one row in all of them.
  let chance = least;
  for (let level = 0; level < k; level++) {
    const p = Math.max(least, probabilities[row * k + level]!);
    entropy -= p * Math.log(p);
    if (view.levels[level] === value) chance = p;
  }
  return -Math.log(chance) - entropy;
}

/**
 * A difference of this many normal scores is no error, however sure the model is: densities are taken over a window so
 * wide on either side.
 */
const tolerance = 0.05;
const floor = 1e-5;

function ofNumber(expected: NumberExpectation, row: number, value: number): number {
  const { view, edges, shift } = expected;
  const bars = edges.length - 1;
  const below = cumulative(expected, row);
  const score = toScore(view.scores, value, true) - shift[row]!;
  let entropy = 0;
  for (let bar = 0; bar < bars; bar++) {
    const middle = (edges[bar]! + edges[bar + 1]!) / 2;
    entropy -= (below[bar + 1]! - below[bar]!) * Math.log(densityAt(edges, below, middle));
  }
  // Beyond the bars the density falls off by e with each eighth of their reach.
  const reach = Math.max(16 * tolerance, edges[bars]! - edges[0]!);
  const beyond = Math.max(0, edges[0]! - tolerance - score, score - edges[bars]! - tolerance);
  const inside = Math.max(edges[0]!, Math.min(edges[bars]!, score));
  return -Math.log(densityAt(edges, below, inside)) + (8 * beyond) / reach - entropy;
}

/** Mass below each edge; no bar is quite empty. */
function cumulative({ density, edges }: NumberExpectation, row: number): Float64Array {
  const bars = edges.length - 1;
  const below = new Float64Array(bars + 1);
  for (let bar = 0; bar < bars; bar++) {
    below[bar + 1] = below[bar]! + (density[row * bars + bar]! + floor / bars) / (1 + floor);
  }
  return below;
}

function densityAt(edges: Float64Array, below: Float64Array, score: number): number {
  const mass = massBelow(edges, below, score + tolerance) - massBelow(edges, below, score - tolerance);
  return Math.max(1e-12, mass / (2 * tolerance));
}

function massBelow(edges: Float64Array, below: Float64Array, score: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! <= score) low = middle;
    else high = middle;
  }
  const share = (score - edges[low]!) / (edges[low + 1]! - edges[low]!);
  return below[low]! + (below[low + 1]! - below[low]!) * Math.max(0, Math.min(1, share));
}
