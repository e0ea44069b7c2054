import { Failure } from '../../../contract/failure.ts';
import type { RiskQuestion, RiskReport } from '../../../contract/risk.ts';
import { searchLattice } from './lattice.ts';
import type { Patterns } from './patterns.ts';
import { riskPolicy } from './policy.ts';
import type { Ladder } from './steps.ts';

/** The least generalisation that reaches k, with names for its levels. Failure `unsupported` where there are too many to try. */
export function optimalOf(
  patterns: Patterns,
  ladders: readonly Ladder[],
  { k, suppression }: NonNullable<RiskQuestion['search']>,
  check: () => void,
): NonNullable<RiskReport['optimal']> {
  const nodes = ladders.reduce((product, { levels }) => product * levels.length, 1);
  if (nodes > riskPolicy.lattice) {
    const message = `${nodes.toLocaleString('en')} combinations of levels are too many to search (at most ${riskPolicy.lattice.toLocaleString('en')}). Name fewer quasi-identifiers, or give shorter ladders.`;
    throw new Failure('unsupported', message, { nodes });
  }
  const rows = patterns.weights.reduce((sum, n) => sum + n, 0);
  const goal = { k, suppressed: Math.floor(suppression * rows) };
  const { best, evaluated } = searchLattice(patterns, ladders, goal, check);
  return {
    k,
    suppressionLimit: suppression,
    nodes,
    evaluated,
    best: best && {
      levels: best.levels.map((level, c) => ({
        column: ladders[c]!.name,
        level,
        label: ladders[c]!.levels[level]!.label,
      })),
      loss: best.loss,
      suppressed: best.suppressed,
      after: best.after,
    },
  };
}
