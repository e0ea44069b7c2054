import type { CheckedRelease, Release } from '../../contract/release.ts';
import { checkRelease } from './check.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { isSmall } from './small-count.ts';
import { loadSolver } from './solve/highs.ts';

/**
 * `checkRelease` with the solver, so that as little as possible is withheld: the way in for whatever leaves a study. The
 * solver is loaded only where a table holds a small count, said or left out by a percentage or a step, or several tables do.
 *
 * @throws Failure `disclosure` where a relation does not hold, or nothing could make a table safe.
 */
export async function checkSolved(release: Release, policy: Policy = defaultPolicy): Promise<CheckedRelease> {
  return checkRelease(release, policy, mayNeedSolver(release, policy) ? await loadSolver() : null);
}

/** Several tables may tell small counts that stand in none, also by counts that only a programme can work out. */
function mayNeedSolver({ tables }: Release, policy: Policy): boolean {
  const described = tables.filter(({ rows }) => rows.flat().some((cell) => cell.kind === 'count' && cell.who));
  if (described.length > 1) return true;
  return tables.some(({ rows, relations }) =>
    rows.flat().some((cell) => {
      if (cell.kind === 'count') return relations.some(({ kind }) => kind === 'chain') || isSmall(cell.n, policy);
      return cell.kind === 'share' && (isSmall(cell.of, policy) || isSmall(cell.among - cell.of, policy));
    }),
  );
}
