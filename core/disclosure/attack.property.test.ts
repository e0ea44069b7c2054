import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Release, ReleaseTable } from '../../contract/release.ts';
import { checkRelease } from './check.ts';
import { defaultPolicy, type Policy } from './policy.ts';

/**
 * An attacker written apart from the code it attacks: it reads the printed text of a column of counts, knows the
 * rounding rule and the sums, and bounds each withheld count from one relation at a time.
 */
type Range = readonly [lo: number, hi: number];

const roundedAs = (n: number, policy: Policy): number => {
  if (policy.rounding === 0 || n === 0) return n;
  let best = Math.ceil(policy.threshold / policy.rounding) * policy.rounding;
  for (let v = best; v <= n + policy.rounding; v += policy.rounding)
    if (Math.abs(v - n) <= Math.abs(best - n)) best = v;
  return best;
};

const behind = (printed: string | null, policy: Policy): Range => {
  if (printed === null) return [0, Infinity];
  const value = Number(printed.replaceAll(',', ''));
  const fits: number[] = [];
  for (let n = Math.max(0, value - 20); n <= value + 20; n++)
    if ((n === 0 || n >= policy.threshold) && roundedAs(n, policy) === value) fits.push(n);
  return [Math.min(...fits), Math.max(...fits)];
};

const add = (ranges: readonly Range[]): Range => ranges.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0] as Range);

interface Sum {
  readonly parts: readonly number[];
  readonly total: number;
}

function readings(texts: readonly (string | null)[], sums: readonly Sum[], policy: Policy): Range[] {
  const ranges = texts.map((text): Range | null => (text === null ? [0, Infinity] : null));
  const isSumOfParts = (at: number): boolean => {
    const own = sums.filter((sum) => sum.total === at);
    return own.length > 0 && own.every((sum) => sum.parts.every((part) => texts[part] !== null)) && agree(own);
  };
  const number = (at: number): number => Number(texts[at]!.replaceAll(',', ''));
  const agree = (own: readonly Sum[]): boolean =>
    new Set(own.map((sum) => sum.parts.reduce((all, part) => all + number(part), 0))).size === 1;
  const read = (at: number): Range => {
    ranges[at] ??= isSumOfParts(at)
      ? add(sums.find((sum) => sum.total === at)!.parts.map(read))
      : behind(texts[at]!, policy);
    return ranges[at]!;
  };
  return texts.map((_, at) => read(at));
}

function boundsOf(at: number, sums: readonly Sum[], known: readonly Range[]): Range {
  let [lo, hi] = known[at]!;
  for (const { parts, total } of sums) {
    if (total === at) {
      const [low, high] = add(parts.map((part) => known[part]!));
      [lo, hi] = [Math.max(lo, low), Math.min(hi, high)];
    } else if (parts.includes(at)) {
      const [low, high] = add(parts.filter((part) => part !== at).map((part) => known[part]!));
      [lo, hi] = [Math.max(lo, known[total]![0] - high), Math.min(hi, known[total]![1] - low)];
    }
  }
  return [lo, hi];
}

const release = (counts: readonly number[], relations: ReleaseTable['relations']): Release => ({
  tables: [
    {
      id: 't',
      title: 't',
      note: '',
      columns: [{ label: 'n', align: 'right' }],
      rows: counts.map((n) => [{ kind: 'count', unit: 'persons', n }]),
      relations,
    },
  ],
  curves: [],
});

function expectSafe(
  counts: readonly number[],
  sums: readonly Sum[],
  relations: ReleaseTable['relations'],
  policy: Policy,
) {
  const checked = checkRelease(release(counts, relations), policy);
  const texts = checked.tables[0]!.rows.map((row) => row[0]!.text);
  const known = readings(texts, sums, policy);
  for (const [at, n] of counts.entries()) {
    const isSmall = n > 0 && n < policy.threshold;
    if (isSmall) expect(texts[at]).toBeNull();
    if (!isSmall) continue;
    const [lo, hi] = boundsOf(at, sums, known);
    expect(lo).toBeLessThanOrEqual(n - 1);
    expect(hi).toBeGreaterThanOrEqual(policy.threshold);
  }
}

const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 14 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 5000 }) },
);
const policy = fc
  .record({
    threshold: fc.constantFrom(5, 8, 10, 11, 20),
    rounding: fc.constantFrom(0, 3, 5, 6, 10),
  })
  .map((numbers): Policy => ({ ...defaultPolicy, ...numbers }));

const asRelation = ({ parts, total }: Sum): ReleaseTable['relations'][number] => ({
  kind: 'sum',
  parts: parts.map((part): [number, number] => [part, 0]),
  total: [total, 0],
});

describe('a reader who knows the rules and one relation', () => {
  it('cannot bound a small part or total of a sum closer than the rule', () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 9 }), policy, (parts, rules) => {
        const sum = { parts: [...parts.keys()], total: parts.length };
        const counts = [...parts, parts.reduce((a, b) => a + b, 0)];
        expectSafe(counts, [sum], [asRelation(sum)], rules);
      }),
      { numRuns: 2500 },
    );
  });

  it('cannot do so in a table with row, column and grand totals', () => {
    const grid = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(grid, policy, (inner, rules) => {
        const { counts, sums } = withMargins(inner);
        expectSafe(counts, sums, sums.map(asRelation), rules);
      }),
      { numRuns: 1000 },
    );
  });

  it('cannot see a small loss between two printed steps of an attrition', () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 2, maxLength: 9 }), policy, (losses, rules) => {
        const chain = losses.map((_, at) => losses.slice(at).reduce((a, b) => a + b, 0));
        const cells = chain.map((_, at): [number, number] => [at, 0]);
        const checked = checkRelease(release(chain, [{ kind: 'chain', cells }]), rules);
        const shown = chain.filter((_, at) => checked.tables[0]!.rows[at]![0]!.text !== null);
        for (const [at, n] of shown.slice(1).entries()) {
          const lost = shown[at]! - n;
          expect(lost === 0 || lost >= rules.threshold).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

function withMargins(inner: readonly (readonly number[])[]): { counts: number[]; sums: Sum[] } {
  const columns = inner[0]!.length;
  const rows = inner.map((row) => [...row, row.reduce((a, b) => a + b, 0)]);
  const footer = Array.from({ length: columns + 1 }, (_, c) => rows.reduce((sum, row) => sum + row[c]!, 0));
  const counts = [...rows, footer].flat();
  const at = (r: number, c: number): number => r * (columns + 1) + c;
  const across = Array.from({ length: rows.length + 1 }, (_, r) => ({
    parts: Array.from({ length: columns }, (_, c) => at(r, c)),
    total: at(r, columns),
  }));
  const down = Array.from({ length: columns + 1 }, (_, c) => ({
    parts: rows.map((_, r) => at(r, c)),
    total: at(rows.length, c),
  }));
  return { counts, sums: [...across, ...down] };
}
