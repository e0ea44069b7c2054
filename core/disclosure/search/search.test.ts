import { describe, expect, it } from 'vitest';
import type { CheckedTable, ReleaseTable } from '../../../contract/release.ts';
import { defaultPolicy } from '../policy.ts';
import { loadSolver } from '../solve/highs.ts';
import { drawRelease } from './generate.ts';
import { randomOf } from './random.ts';
import { exposures } from './reader.ts';
import { searchAttacks } from './search.ts';

describe('the attack search', () => {
  it('finds nothing to bound closer than the rule in 24 releases', async () => {
    const { tried, exposed } = searchAttacks({ from: 0, to: 24 }, 7, { solver: await loadSolver() });
    expect(Object.values(tried)).toEqual([3, 3, 3, 3, 3, 3, 3, 3]);
    expect(exposed).toEqual([]);
  });

  it.each([
    ['in a margin that nobody prints', [4310, 5790, 6198]],
    ['in margins that only meet each other', [5830, 8222]],
    ['in a total that leaves later than its parts', [1111, 1719, 2415, 6479, 7375, 7823]],
  ])('finds nothing where tables meet %s', async (_, releases) => {
    const solver = await loadSolver();
    const found = releases.flatMap((n) => searchAttacks({ from: n, to: n + 1 }, 1, { solver }).exposed);
    expect(found).toEqual([]);
  });

  it('finds what small counts alone, withheld, give away', async () => {
    const how = { knowledge: 'exact', policy: defaultPolicy, solver: await loadSolver() } as const;
    const found = Array.from({ length: 20 }, (_, seed) => {
      const table = drawRelease('two-way', randomOf(seed)).tables[0]!;
      return exposures(table, onlySmallWithheld(table), how).length;
    });
    expect(found.filter((many) => many > 0).length).toBeGreaterThan(5);
  });
});

const onlySmallWithheld = (table: ReleaseTable): CheckedTable => ({
  ...table,
  columns: [],
  rows: table.rows.map((row) =>
    row.map((cell) => ({
      text: cell.kind === 'count' && (cell.n === 0 || cell.n >= defaultPolicy.threshold) ? String(cell.n) : null,
      status: 'published',
    })),
  ),
});
