import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Amounts, TableCell } from './cell-rows.ts';
import { checkTableByHand } from './check-table.ts';
import { isDominated, isWithinPercent, together } from './dominance.ts';
import type { Policy } from './policy.ts';
import { parseSettings } from './settings.ts';
import { isSmall } from './small-count.ts';
import { loadSolver } from './solve/highs.ts';
import { deviationProblem } from './spread-rules.ts';

const path = '../shared/data/safety/sdc_tables_acro.json';

type Value = string | number | null;

interface AcroCase {
  readonly data: 'charity' | 'nursery';
  readonly rows: string[];
  readonly cols: string[];
  readonly values: string | null;
  readonly agg: string | null;
  readonly cfg: { safe_threshold?: number; zeros_are_disclosive?: boolean } | null;
  readonly row_labels: string[][];
  readonly col_labels: string[][];
  readonly flagged: Readonly<Record<string, number[][]>>;
}

interface AcroFile {
  readonly charity: { cols: string[]; rows: Value[][] };
  readonly nursery: { levels: Record<string, string[]>; rows_coded: number[][] };
  readonly cases: AcroCase[];
}

const file = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as AcroFile) : null;

const acro = readFileSync(new URL('./settings/acro.json', import.meta.url), 'utf8');

function policyOf({ cfg }: AcroCase): Policy {
  const own = {
    ...(cfg?.safe_threshold === undefined ? {} : { threshold: cfg.safe_threshold }),
    ...(cfg?.zeros_are_disclosive === false ? { zeros: 'publish' } : {}),
  };
  return parseSettings(JSON.stringify({ ...JSON.parse(acro), ...own }));
}

function personsOf({ charity, nursery }: AcroFile, { data }: AcroCase): Record<string, Value>[] {
  if (data === 'charity')
    return charity.rows.map((row) => Object.fromEntries(row.map((v, c) => [charity.cols[c]!, v])));
  const names = Object.keys(nursery.levels);
  return nursery.rows_coded.map((row) =>
    Object.fromEntries(names.map((name, c) => [name, nursery.levels[name]![row[c]!]!])),
  );
}

interface Group {
  readonly count: number;
  readonly amounts: Amounts;
}

/** The cells of a case, as rows of columns; worked out once. */
function groupsOf(from: AcroFile, one: AcroCase): Group[][] {
  const known = worked.get(one) ?? workOut(from, one);
  worked.set(one, known);
  return known;
}

const worked = new Map<AcroCase, Group[][]>();

function workOut(from: AcroFile, one: AcroCase): Group[][] {
  const persons = personsOf(from, one);
  const of = (labels: readonly string[], names: readonly string[], person: Record<string, Value>): boolean =>
    names.every((name, at) => String(person[name]) === labels[at]);
  return one.row_labels.map((row) => {
    const inRow = persons.filter((person) => of(row, one.rows, person));
    return one.col_labels.map((column): Group => {
      const inCell = inRow.filter((person) => of(column, one.cols, person));
      const values = inCell
        .flatMap((person) => (one.values === null ? [] : [person[one.values]]))
        .filter((v) => v !== null);
      const each = values
        .map(Number)
        .map((v) => ({ sum: v, size: Math.abs(v), given: 1, negative: v < 0 ? 1 : 0, largest: [Math.abs(v)] }));
      return { count: inCell.length, amounts: together(each) };
    });
  });
}

const flaggedBy = (groups: readonly (readonly Group[])[], rule: (group: Group) => boolean): number[][] =>
  groups.flatMap((row, r) => row.flatMap((group, c) => (rule(group) ? [[r, c]] : [])));

describe.skipIf(file === null)("tables that ACRO checked, under ACRO's settings", () => {
  const cases = (file?.cases ?? []).map((one, at) => ({
    one,
    name: `${at + 1}: ${[...one.rows, ...one.cols].join(' x ')} ${one.agg ?? 'count'}`,
  }));

  it.each(cases)('$name', ({ one }) => {
    const policy = policyOf(one);
    const groups = groupsOf(file!, one);
    const rules: Record<string, (group: Group) => boolean> = {
      MinimumThresholdCheck: ({ count }) => isSmall(count, policy),
      NKCheck: ({ amounts }) => isDominated(amounts, policy),
      PPercentCheck: ({ amounts }) => isWithinPercent(amounts, policy),
    };
    for (const [name, rule] of Object.entries(rules)) {
      if (one.flagged[name] === undefined) continue;
      expect({ name, flagged: flaggedBy(groups, rule) }).toEqual({ name, flagged: one.flagged[name] });
    }
    // ACRO turns away the whole table for one cell of too few degrees of freedom.
    const all = groups.flat().length;
    if (one.flagged.MinimumDoFCheck?.length === all)
      expect(groups.flat().some(({ amounts }) => deviationProblem(amounts.given, policy) !== null)).toBe(true);
  });

  it('come through the check by hand with the same cells', async () => {
    const solver = await loadSolver();
    const shown = cases.filter(({ one }) => one.agg === null || one.agg === 'mean' || one.agg === 'sum');
    for (const { one, name } of shown) {
      const groups = groupsOf(file!, one);
      const cells = groups.flatMap((row, r) =>
        row.map((group, c): TableCell => ({ ...group, at: { a: `${100 + r}`, b: `${100 + c}` } })),
      );
      const statistic = one.agg === 'mean' || one.agg === 'sum' ? one.agg : undefined;
      const check = checkTableByHand(cells, ['a', 'b'], { policy: policyOf(one), solver, statistic });
      const flagged = check.cells.filter(({ status }) => status === 'primary' || status === 'dominance');
      const expected = ['MinimumThresholdCheck', 'NKCheck', 'PPercentCheck'].flatMap((rule) => one.flagged[rule] ?? []);
      expect({ name, at: flagged.map(({ at }) => `${Number(at.a) - 100},${Number(at.b) - 100}`).sort() }).toEqual({
        name,
        at: [...new Set(expected.map(String))].sort(),
      });
    }
  });
});
