import { describe, expect, it } from 'vitest';
import type { CountSystem } from '../count-system.ts';
import { attackerOf } from './attacker.ts';
import { flowAttacker } from './flow-attacker.ts';
import { loadSolver } from './highs.ts';
import { leastLoss } from './least-loss.ts';
import { networkOf } from './network.ts';
import { programmeAttacker } from './programme-attacker.ts';
import type { Task } from './task.ts';

const limits = { rounds: 100, nodes: 10_000 };

/** Counts in a grid with row, column and grand totals; with `third`, cells are summed along the diagonal as well. */
function gridSystem(grid: readonly (readonly number[])[], third = false): CountSystem {
  const columns = grid[0]!.length;
  const values = grid.flat();
  const relations: { parts: number[]; total: number }[] = [];
  const add = (parts: number[]): number => {
    const total = values.push(parts.reduce((sum, part) => sum + values[part]!, 0)) - 1;
    relations.push({ parts, total });
    return total;
  };
  const at = (r: number, c: number): number => r * columns + c;
  const rows = grid.map((row, r) => add(row.map((_, c) => at(r, c))));
  const byColumn = grid[0]!.map((_, c) => add(grid.map((_row, r) => at(r, c))));
  relations.push({ parts: byColumn, total: add(rows) });
  if (third) add(grid.map((_, r) => at(r, r % columns)));
  return { nodes: values.map((value) => ({ value, role: 'cell' })), relations };
}

const taskOf = (system: CountSystem, threshold = 11): Task => ({
  system,
  choice: system.nodes.map(({ value }) => (value > 0 && value < threshold ? 'gone' : 'open')),
  cost: system.nodes.map(({ value }) => Math.max(1, value)),
  targets: system.nodes.flatMap(({ value }, node) =>
    value > 0 && value < threshold ? [{ node, up: threshold - value, down: 1 }] : [],
  ),
  together: [],
});

const example = [
  [3, 40, 60, 0],
  [50, 7, 80, 22],
  [90, 30, 2, 31],
  [12, 18, 45, 70],
];

describe('networkOf', () => {
  it('sees a two-way table with its margins as a network, and a third way through its cells as none', () => {
    expect(networkOf(gridSystem(example), () => true)?.vertices).toBe(11);
    expect(networkOf(gridSystem(example, true), () => true)).toBeNull();
    expect(networkOf(gridSystem(example, true), (node) => node > 15)).not.toBeNull();
  });
});

describe('the two attackers', () => {
  it('agree on which of many suppressions of one table are safe', async () => {
    const task = taskOf(gridSystem(example));
    const flow = flowAttacker(task, networkOf(task.system, () => true)!);
    const programme = programmeAttacker(task, await loadSolver());
    const verdicts = Array.from({ length: 200 }, (_, n) => {
      const withheld = task.choice.map((choice, node) =>
        choice === 'gone' || (n * 7919 + node * 104_729) % 200 < n ? 1 : 0,
      );
      return [flow.cuts(withheld).length > 0, programme.cuts(withheld).length > 0] as const;
    });
    programme.close();
    expect(verdicts.filter(([byFlow, byProgramme]) => byFlow !== byProgramme)).toEqual([]);
    expect(new Set(verdicts.map(([byFlow]) => byFlow)).size).toBe(2);
  });

  it('lead to the same least loss, which no suppression of fewer counts undercuts', async () => {
    const task = taskOf(gridSystem(example));
    const solver = await loadSolver();
    const flow = flowAttacker(task, networkOf(task.system, () => true)!);
    const programme = programmeAttacker(task, solver);
    const byFlow = leastLoss(task, flow, solver, limits)!;
    const byProgramme = leastLoss(task, programme, solver, limits)!;
    programme.close();
    expect([byFlow.proved, byProgramme.proved, byProgramme.cost]).toEqual([true, true, byFlow.cost]);
    for (const [node, is] of byFlow.withheld.entries()) {
      if (!is || task.choice[node] === 'gone') continue;
      const without = byFlow.withheld.map((one, other) => (one && other !== node ? 1 : 0));
      expect(flow.cuts(without).length).toBeGreaterThan(0);
    }
  });
});

describe('leastLoss', () => {
  it('proves the least loss of sums that are no network', async () => {
    const task = taskOf(gridSystem(example, true));
    const solver = await loadSolver();
    const attacker = attackerOf(task, solver)!;
    const best = leastLoss(task, attacker, solver, limits)!;
    expect(best.proved).toBe(true);
    expect(attacker.cuts(best.withheld.map(Number))).toEqual([]);
    attacker.close?.();
  });

  it('gives null where nothing is safe', async () => {
    const system: CountSystem = {
      nodes: [
        { value: 3, role: 'cell' },
        { value: 40, role: 'known' },
      ],
      relations: [{ parts: [0], total: 1 }],
    };
    const task: Task = { ...taskOf(system), choice: ['gone', 'shown'] };
    const solver = await loadSolver();
    expect(leastLoss(task, attackerOf(task, solver)!, solver, limits)).toBeNull();
  });
});
