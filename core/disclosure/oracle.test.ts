import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TableCell } from './cell-rows.ts';
import { checkTableByHand } from './check-table.ts';
import { parseSettings } from './settings.ts';
import { loadSolver } from './solve/highs.ts';
import type { TableCheck } from './table-report.ts';

const optima = '../shared/data/safety/sdc_optimal_suppression.json';

interface OptimumCase {
  readonly thr: number;
  readonly interior: number[][];
  readonly primary: number[][];
  readonly opt: number;
  readonly objective: string;
}

const casesOf = (path: string): OptimumCase[] =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { cases: OptimumCase[] }).cases : [];

const grid = (counts: readonly (readonly number[])[]): TableCell[] =>
  counts.flatMap((row, r) => row.map((count, c) => ({ at: { a: `r${r}`, b: `c${c}` }, count })));

describe.skipIf(!existsSync(optima))('tables with a proved least loss', () => {
  const cases = casesOf(optima).map((one, at) => ({ ...one, name: `${at + 1}: ${one.objective}, under ${one.thr}` }));

  it.each(cases)('$name', async ({ thr, interior, primary, opt, objective }) => {
    const byValue = objective === 'min suppressed value';
    const objectiveName = byValue ? 'value' : 'cells';
    const policy = parseSettings(JSON.stringify({ threshold: thr, rounding: 0, objective: objectiveName }));
    const check = checkTableByHand(grid(interior), ['a', 'b'], { policy, solver: await loadSolver() });
    const all = [...check.cells, ...check.totals];
    const gone = all.filter(({ published }) => published === null);
    const loss = byValue ? gone.reduce((sum, { count }) => sum + Math.max(1, count), 0) : gone.length;
    expect({ loss, proved: check.summary.proved }).toEqual({ loss: opt, proved: true });
    expect(flagged(check, interior[0]!.length)).toEqual(innerPrimaries(primary, interior));
    for (const { count, interval, status } of all.filter((cell) => cell.status === 'primary')) {
      expect({ status, safe: (interval[0] ?? 0) <= count - 1 && (interval[1] ?? thr) >= thr }).toEqual({
        status,
        safe: true,
      });
    }
  });
});

const flagged = (check: TableCheck, columns: number): string[] =>
  check.cells
    .flatMap((cell, at) => (cell.status === 'primary' ? [`${Math.floor(at / columns)},${at % columns}`] : []))
    .sort();

const innerPrimaries = (primary: readonly number[][], interior: readonly number[][]): string[] =>
  primary
    .filter(([r, c]) => r! < interior.length && c! < interior[0]!.length)
    .map((place) => place.join(','))
    .sort();
