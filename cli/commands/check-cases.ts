import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import type { TableCell } from '../../core/disclosure/cell-rows.ts';
import { checkTableByHand } from '../../core/disclosure/check-table.ts';
import { defaultPolicy, type Policy } from '../../core/disclosure/policy.ts';
import { loadSolver } from '../../core/disclosure/solve/highs.ts';
import type { LinearSolver } from '../../core/disclosure/solve/linear-solver.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

/** Tables of counts, each with its threshold and, where it is known, the proved least loss with and without the small counts. */
const caseFile = z.object({
  cases: z
    .array(
      z.object({
        thr: z.number().int().min(2),
        interior: z.array(z.array(z.number().int().nonnegative()).min(1)).min(1),
        objective: z
          .enum(['min suppressed value', 'min number of suppressed cells'])
          .default('min number of suppressed cells'),
        opt: z.number().optional(),
      }),
    )
    .min(1),
});
type Case = z.infer<typeof caseFile>['cases'][number];

function readCases(path: string): Case[] {
  if (!existsSync(path)) throw new Failure('not_found', `There is no file “${path}”.`);
  try {
    return caseFile.parse(JSON.parse(readFileSync(path, 'utf8'))).cases;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    const message = `“${path}” holds no cases: JSON is needed with “cases”, each with “thr” and “interior”, rows of counts.`;
    throw new Failure('invalid_input', message, {}, { cause: error });
  }
}

const cellsOf = ({ interior }: Case): TableCell[] =>
  interior.flatMap((row, r) => row.map((count, c) => ({ at: { row: `r${r}`, column: `c${c}` }, count })));

/** A case's cells, what is withheld of them, whether that is proved and safe, and the seconds that it took. */
function solveCase(one: Case, solver: LinearSolver) {
  const byValue = one.objective === 'min suppressed value';
  const policy: Policy = {
    ...defaultPolicy,
    threshold: one.thr,
    rounding: 0,
    singletons: false,
    objective: byValue ? 'value' : 'cells',
  };
  const started = performance.now();
  const { cells, totals, summary } = checkTableByHand(cellsOf(one), ['row', 'column'], { policy, solver });
  const seconds = (performance.now() - started) / 1000;
  const gone = [...cells, ...totals].filter(({ published }) => published === null);
  const isSafe = gone
    .filter(({ status }) => status === 'primary')
    .every(({ count, interval: [lo, hi] }) => (lo ?? 0) <= count - 1 && (hi ?? one.thr) >= one.thr);
  const loss = byValue ? gone.reduce((sum, { count }) => sum + Math.max(1, count), 0) : gone.length;
  return {
    cells: cells.length,
    withheld: gone.length,
    loss,
    least: one.opt ?? null,
    proved: summary.proved,
    isSafe,
    seconds,
  };
}

async function checkCases(terminal: Terminal, path: string, json: boolean): Promise<void> {
  const cases = readCases(path);
  const solver = await loadSolver();
  const solved = cases.map((one, at) => {
    terminal.onProgress({ stage: 'Solving', done: at, total: cases.length });
    return solveCase(one, solver);
  });
  const isGood = ({ loss, least, isSafe }: (typeof solved)[number]) => isSafe && (least === null || loss === least);
  if (!solved.every(isGood)) process.exitCode = 1;
  if (json) return terminal.print(JSON.stringify({ cases: solved }));
  const rows = solved.map(({ cells, withheld, loss, least, proved, isSafe, seconds }, at) => [
    at + 1,
    cells,
    withheld,
    loss,
    least ?? '—',
    proved ? 'yes' : 'no',
    isSafe ? 'yes' : 'no',
    seconds.toFixed(2),
  ]);
  terminal.print(textTable(['case', 'cells', 'withheld', 'loss', 'least known', 'proved', 'safe', 'seconds'], rows));
  const worst = Math.max(...solved.map(({ seconds }) => seconds));
  terminal.print(
    `\n${solved.filter(isGood).length} of ${solved.length} reach the least known loss with every attack interval safe; ` +
      `${solved.filter(({ proved }) => proved).length} proved; the slowest took ${worst.toFixed(2)} s.`,
  );
}

export function addCheckCasesCommand(program: Command): void {
  program
    .command('check-cases')
    .description(
      'solves a file of tables with a known least loss: what is withheld, proved and safe, and how long it took',
    )
    .argument('<cases>', 'JSON: {"cases": [{"thr", "interior", "objective", "opt"}]}')
    .option('--json', 'one JSON document on standard output')
    .action((path: string, { json }: { json?: boolean }) =>
      onTerminal((terminal) => checkCases(terminal, path, json === true), json === true),
    );
}
