import { flowAttacker } from './flow-attacker.ts';
import type { LinearSolver } from './linear-solver.ts';
import { networkOf } from './network.ts';
import { type AttackLimits, programmeAttacker } from './programme-attacker.ts';
import type { Attacker, Task } from './task.ts';

/** Most programmes (one for each target and way it must move) times counts in each, of a system that is no network. */
const mostWork = 150_000;

/**
 * The exact attacker of a task: by flows where its sums are a network, by linear programmes where they are not and a solver
 * is there. Null where there is none, or the system is too large for it; with a time limit no system is.
 */
export function attackerOf(
  task: Task,
  solver: LinearSolver | null,
  limits: AttackLimits = {},
): (Attacker & { close?(): void }) | null {
  const network = networkOf(task.system, (node) => task.choice[node] !== 'shown');
  if (network !== null) return flowAttacker(task, network);
  if (solver === null) return null;
  if (limits.until === undefined && task.targets.length * task.choice.length > mostWork) return null;
  return programmeAttacker(task, solver, limits);
}
