import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Release, ReleaseCurve } from '../../contract/release.ts';
import { joinRelease } from '../coarser/join-rows.ts';
import { checkRelease } from '../disclosure/check.ts';
import { type OutwardRelease, type OutwardTable, outwardRelease } from '../disclosure/outward.ts';
import { figureSvg } from './figure-svg.ts';
import { type DrawnFigure, drawFigures } from './figures.ts';
import { flowSvg } from './flow-svg.ts';
import { attritionOf, comparisonRelease, survivalRelease } from './testing/drawn-releases.ts';

/** Releases in which each kind of figure is drawn, some with withheld cells. A new kind does not compile without its own. */
const releasesOf: Readonly<Record<DrawnFigure['kind'], readonly (readonly [string, Release])[]>> = {
  curve: [
    ['survival', survivalRelease()],
    ['treatment comparison', comparisonRelease()],
  ],
  flow: [
    ['attrition', attritionOf(1237, 907, 613, 412)],
    ['attrition with steps withheld', attritionOf(1237, 1233, 613, 608)],
    [
      'attrition put together',
      joinRelease(attritionOf(1237, 907, 903, 412), [{ table: 'attrition', rows: [1, 2], keep: 'last' }]),
    ],
  ],
};

/** What a receiver of the bundle has of a release: the figures are given this text and nothing else. */
const leaves = (release: Release): string => JSON.stringify(outwardRelease(checkRelease(release)));
const drawn = (text: string): DrawnFigure[] => drawFigures(JSON.parse(text) as OutwardRelease);
const pictures = (release: Release): string[] => drawn(leaves(release)).map(({ svg }) => svg);
const printed = (text: string): OutwardRelease => JSON.parse(text) as OutwardRelease;

describe('the code that draws', () => {
  const folder = import.meta.dirname;
  const sourceOf = (name: string) => readFileSync(resolve(folder, name), 'utf8');
  const importsOf = (file: string): string[] =>
    [...sourceOf(file).matchAll(/^import (?!type )[^;]*from '(.+)';/gm)].map((match) => match[1]!);

  it('takes a release as it leaves, and no other argument that could hold a number', () => {
    expectTypeOf(drawFigures).parameters.toEqualTypeOf<[OutwardRelease, ((at: number) => string)?]>();
    expectTypeOf(figureSvg).parameters.toEqualTypeOf<[ReleaseCurve, string?]>();
    expectTypeOf(flowSvg).parameters.toEqualTypeOf<[OutwardTable, string?]>();
    expect([drawFigures.length, figureSvg.length, flowSvg.length]).toEqual([2, 1, 1]);
  });

  it('reaches no file, engine, study, run or network', () => {
    const reached = new Set<string>();
    const walk = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      expect(sourceOf(file)).not.toMatch(/\b(fetch|process|globalThis|import)\b ?[(.]/);
      for (const name of importsOf(file)) walk(name.startsWith('.') ? resolve(dirname(file), name) : name);
    };
    walk(resolve(folder, 'figures.ts'));
    expect([...reached].map((file) => relative(resolve(folder, '..'), file)).sort()).toEqual([
      'disclosure/curve-time.ts',
      'disclosure/number-text.ts',
      'report/axis-ticks.ts',
      'report/escape-html.ts',
      'report/figure-layout.ts',
      'report/figure-svg.ts',
      'report/figures.ts',
      'report/flow-svg.ts',
      'report/palette.ts',
    ]);
  });

  it('is the only one that draws for a report or a bundle', () => {
    const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    const drawing = sources.filter((name) => /<svg|figureSvg|flowSvg/.test(sourceOf(name)));
    expect(drawing.sort()).toEqual(['figure-svg.ts', 'figures.ts', 'flow-svg.ts']);
  });
});

const numbersIn = (words: readonly string[]): number[] =>
  words.flatMap((word) => word.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((number) => Number(number.replaceAll(',', '')));
/** Every number that is written in a picture, its axes' ticks aside. */
const writtenIn = (svg: string): number[] =>
  numbersIn([...svg.replace(ticks, '').matchAll(/>([^<>]+)</g)].map((match) => match[1]!));
const ticks = /<text [^>]*text-anchor="(?:end|middle)">[\d.,]+<\/text>(?=<text|<line)/g;

/** What a reader of the tables has: the steps of a curve stand in one of their own. */
const numbersPrinted = ({ tables }: OutwardRelease): number[] =>
  numbersIn(tables.flatMap(({ rows }) => rows.flat().flatMap(({ text }) => text ?? [])));
const exactCounts = ({ tables, curves }: Release): number[] => [
  ...tables.flatMap(({ rows }) => rows.flat().flatMap((cell) => (cell.kind === 'count' ? [cell.n] : []))),
  ...curves.flatMap(({ series }) => series.flatMap(({ points }) => points.flatMap((p) => [p.atRisk, p.events]))),
];

describe.each(
  Object.entries(releasesOf).flatMap(([kind, all]) => all.map(([name, one]) => [kind, name, one] as const)),
)('the %s of a finding: %s', (kind, _, release) => {
  const text = leaves(release);
  const figures = drawn(text).filter((figure) => figure.kind === kind);

  it('is drawn', () => expect(figures.length).toBeGreaterThan(0));

  it('writes printed numbers, and no exact count', () => {
    const allowed = new Set(numbersPrinted(printed(text)));
    const written = figures.flatMap(({ svg }) => writtenIn(svg));
    expect(written.length).toBeGreaterThan(3);
    expect(written.filter((number) => !allowed.has(number))).toEqual([]);
    const secret = exactCounts(release).filter((n) => n > 0 && n % 5 !== 0 && !allowed.has(n));
    expect(secret.length).toBeGreaterThan(2);
    expect(written.filter((number) => secret.includes(number))).toEqual([]);
  });

  it('leaves aside whatever else may lie in what it is given', () => {
    const planted = JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...value, n: 8675309, exact: 8675309, value: 8675309, loss: { persons: 8675309 } }
        : value,
    ) as OutwardRelease;
    expect(drawFigures(planted)).toEqual(drawn(text));
  });
});

describe('a reader with a ruler', () => {
  const numbers = (svg: string, pattern: RegExp): number[][] =>
    [...svg.matchAll(pattern)].map((match) => match.slice(1).map((number) => Number(number.replaceAll(',', ''))));

  /** Value by place along an axis, from its first and last tick. */
  function ruler(svg: string, anchor: 'end' | 'middle', shift: number) {
    const marks = numbers(
      svg,
      new RegExp(`<text x="([\\d.]+)" y="([\\d.]+)"[^>]*text-anchor="${anchor}">([\\d.,]+)</text>`, 'g'),
    );
    const along = marks.map(([x, y, value]) => [anchor === 'end' ? y! - shift : x!, value!] as const);
    const line =
      anchor === 'end'
        ? along
        : along.slice(
            0,
            along.findIndex(([, value], at) => at > 0 && value === 0),
          );
    const [[from, low], [to, high]] = [line[0]!, line.at(-1)!];
    return (at: number) => low + ((at - from) * (high - low)) / (to - from);
  }

  it.each(releasesOf.curve)(
    'reads the published estimates off the curves of a %s, and not the exact ones',
    (_, release) => {
      const text = leaves(release);
      const published = numbersPrinted(printed(text));
      const { svg } = drawn(text)[0]!;
      const read = ruler(svg, 'end', 4);
      const heights = numbers(svg, /<circle cx="[\d.]+" cy="([\d.]+)"/g).map(([y]) => read(y!));
      const isAmong = (values: readonly number[], value: number) => values.some((one) => Math.abs(one - value) < 6e-5);
      expect(heights.length).toBeGreaterThan(10);
      expect(heights.filter((height) => !isAmong(published, height))).toEqual([]);
      const exact = release.curves[0]!.series.flatMap(({ points }) => points.map(({ estimate }) => estimate));
      expect(exact.filter((value) => !isAmong(published, value)).length).toBeGreaterThan(10);
    },
  );

  it('reads printed counts off the bars of a flow, and off a withheld one those of the step above', () => {
    let withheld = 0;
    for (const [, release] of releasesOf.flow) {
      const text = leaves(release);
      const rows = printed(text).tables[0]!.rows.map((row) => row[1]!);
      const counts = rows.map((cell) => (cell.text === null ? null : Number(cell.text.replaceAll(',', ''))));
      const bars = numbers(pictures(release)[0]!, /<rect x="[\d.]+" y="\d+" width="([\d.]+)"/g).map(
        ([width]) => width!,
      );
      const perPixel = Math.max(...counts.map((n) => n ?? 0)) / Math.max(...bars);
      expect(bars).toHaveLength(rows.length);
      for (const [at, count] of counts.entries()) {
        if (count === null) expect(bars[at]).toBe(bars[at - 1]);
        else expect(bars[at]! * perPixel).toBeCloseTo(count, 0);
        withheld += count === null ? 1 : 0;
      }
    }
    expect(withheld).toBeGreaterThan(0);
  });

  it('sees the same picture of other persons of whom the same is printed', () => {
    const losses = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 5 });
    const left = (rest: number, lost: readonly number[]) =>
      lost.map((_, at) => rest + lost.slice(at).reduce((sum, n) => sum + n, 0));
    const words = (release: Release) =>
      JSON.stringify(
        printed(leaves(release)).tables.map(({ rows }) => rows.map((row) => row.map((cell) => cell.text))),
      );
    let alike = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 400 }),
        losses,
        fc.array(fc.integer({ min: -2, max: 2 })),
        (rest, lost, more) => {
          const others = lost.map((n, at) => Math.max(0, n + (more[at] ?? 0)));
          const [one, other] = [attritionOf(...left(rest, lost)), attritionOf(...left(rest, others))];
          if (String(lost) === String(others) || words(one) !== words(other)) return;
          alike++;
          expect(pictures(other)).toEqual(pictures(one));
        },
      ),
    );
    expect(alike).toBeGreaterThan(5);
  });
});
