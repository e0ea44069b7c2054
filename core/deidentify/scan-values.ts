import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { valuePatterns } from './categories.ts';
import type { ValuePattern } from './category.ts';
import { chanceOf } from './chance.ts';
import { snakeCase } from './column-name.ts';
import { held } from './column-values.ts';
import { policy } from './policy.ts';

export interface ValueFinding {
  readonly letter: string;
  readonly label: string;
  readonly strength: 'strong' | 'weak';
  /** Share of the non-empty values that match, 0-1. */
  readonly rate: number;
}

type Pattern = (typeof valuePatterns)[number];

interface Tally {
  rows: number;
  /** Different values of the form, and how many of them pass its check. */
  tries: number;
  fits: number;
  /** Of those, how many are a run of digits and nothing else. */
  bareTries: number;
  bareFits: number;
  /** Rows in which a telling word stands beside the candidate. */
  explained: number;
}

/** Unions of four: RE2 compiles one of all patterns into an automaton too large for its cache. */
function couldHold(patterns: readonly Pattern[]): string {
  const forms = [...new Set(patterns.map(({ prefilter }) => prefilter))];
  const chunks = Array.from({ length: Math.ceil(forms.length / 4) }, (_, i) => forms.slice(i * 4, i * 4 + 4));
  return chunks
    .map((chunk) => chunk.map((form) => `(?:${form})`).join('|'))
    .map((union) => `regexp_matches(upper(v), ${literal(union)})`)
    .join(' OR ');
}

function candidates(patterns: readonly Pattern[]): string {
  const weak = patterns.filter(({ proof }) => proof === 'weak');
  const others = patterns.filter(({ proof }) => proof !== 'weak');
  const numbers = others.filter(({ fewDigits }) => !fewDigits);
  const words = others.filter(({ fewDigits }) => fewDigits);
  return [
    ...(numbers.length ? [`(numbers AND (${couldHold(numbers)}))`] : []),
    ...(words.length ? [`(tells AND (${couldHold(words)}))`] : []),
    ...(weak.length ? [couldHold(weak)] : []),
  ].join(' OR ');
}

/**
 * Looks for identifiers in the held values of a column: SQL picks the distinct ones that could be one, TypeScript
 * checks form, ranges and check digits. Forms that prove themselves are looked for in many values, numbers that prove
 * by their share in a sample of them. Nothing of a value leaves this function but shares. Where no value's form tells
 * anything (`isTelling` false), only weak forms under a telling name are left to look for.
 */
export async function scanValues(
  column: string,
  isTelling: boolean,
  connection: Connection,
  context: JobContext,
): Promise<ValueFinding[]> {
  const name = snakeCase(column);
  const sought = valuePatterns.filter(({ proof, context: words }) =>
    proof === 'weak' ? words?.test(name) : isTelling,
  );
  const forms = sought.filter(({ proof }) => proof === 'form');
  const shares = sought.filter(({ proof }) => proof !== 'form');
  return [
    ...(await scanFor(forms, policy.candidates.forms, name, connection, context)),
    ...(await scanFor(shares, policy.candidates.shares, name, connection, context)),
  ];
}

async function scanFor(
  patterns: readonly Pattern[],
  limit: number,
  name: string,
  connection: Connection,
  context: JobContext,
): Promise<ValueFinding[]> {
  if (patterns.length === 0) return [];
  const found = `CREATE OR REPLACE TEMP TABLE gate_candidates AS SELECT v, n FROM ${held} WHERE ${candidates(patterns)}`;
  await connection.run(found, [], context);
  const total = await connection.one<{ n: number; candidates: number }>(
    `SELECT (SELECT coalesce(sum(n), 0) FROM ${held})::BIGINT AS n, coalesce(sum(n), 0)::BIGINT AS candidates
     FROM temp.gate_candidates`,
    [],
    context,
  );
  if (total.candidates === 0) return [];
  const tallies = new Map<Pattern, Tally>();
  let examined = 0;
  const looked = connection.stream(
    `SELECT v, n FROM temp.gate_candidates ORDER BY hash(v) LIMIT ${limit}`,
    [],
    context,
  );
  for await (const { rows, columns } of looked) {
    for (let r = 0; r < rows; r++) {
      const n = Number(columns[1]![r]);
      examined += n;
      tallyValue(String(columns[0]![r]), n, patterns, tallies);
    }
  }
  const share = (rows: number) => ((rows / examined) * total.candidates) / total.n;
  return [...tallies].flatMap(([pattern, tally]) => judge(pattern, tally, name, share));
}

function tallyValue(value: string, rows: number, patterns: readonly Pattern[], tallies: Map<Pattern, Tally>): void {
  for (const pattern of patterns) {
    const found = value.match(pattern.find);
    if (!found) continue;
    const tally = tallies.get(pattern) ?? { rows: 0, tries: 0, fits: 0, bareTries: 0, bareFits: 0, explained: 0 };
    tallies.set(pattern, tally);
    tally.tries += 1;
    const isBare = found.every((text) => /^\d+$/.test(text));
    if (isBare) tally.bareTries += 1;
    const hits = found.filter((text) => pattern.isValid(text));
    if (hits.length === 0) continue;
    tally.rows += rows;
    tally.fits += 1;
    if (isBare) tally.bareFits += 1;
    if (pattern.context && hits.some((hit) => isExplained(value, hit, pattern.context!))) tally.explained += rows;
  }
}

/** Every candidate of `pattern` in `value` whose form and check digit hold. */
export function candidatesIn(value: string, pattern: ValuePattern): string[] {
  return (value.match(pattern.find) ?? []).filter((text) => pattern.isValid(text));
}

function isExplained(value: string, hit: string, context: RegExp): boolean {
  return value.trim() !== hit && context.test(snakeCase(value.replace(hit, ' ')));
}

function judge(pattern: Pattern, tally: Tally, name: string, share: (rows: number) => number): ValueFinding[] {
  if (tally.fits === 0) return [];
  const rate = share(tally.rows);
  const { letter, label } = pattern;
  const isNamed = pattern.context?.test(name) === true;
  const found = (strength: 'strong' | 'weak'): ValueFinding[] => [{ letter, label, strength, rate }];
  if (pattern.proof === 'form') return isNoBareChance(tally) ? found('strong') : [];
  if (pattern.proof === 'weak') {
    return (isNamed && rate >= policy.weak.named) || tally.explained > 0 ? found('weak') : [];
  }
  const { checksum } = policy;
  const isRun = rate >= checksum.rate && tally.fits >= checksum.distinct && isNoChance(pattern, tally);
  const isFitting = isNamed && rate >= checksum.named;
  return isRun || isFitting || tally.explained > 0 ? found(pattern.counts ?? 'strong') : [];
}

/** A form that is digits throughout fits a long key by chance now and then; one with separators, or alone, does not. */
const isNoBareChance = ({ fits, bareTries, bareFits }: Tally): boolean =>
  fits > bareFits ||
  (bareFits >= bareTries * policy.checksum.bareRate &&
    chanceOf(bareFits, bareTries, policy.checksum.bare) < policy.checksum.chance);

/** Whether so many numbers of the form would pass its check by chance less often than the policy lets them. */
const isNoChance = ({ chance = 0.1 }: Pattern, { fits, tries }: Tally): boolean =>
  chanceOf(fits, tries, chance) < policy.checksum.chance;
