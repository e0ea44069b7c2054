import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { valuePatterns } from './categories.ts';
import type { ValuePattern } from './category.ts';
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
  distinct: number;
  /** Rows in which a telling word stands beside the candidate. */
  explained: number;
}

/** Unions of four: RE2 compiles one of all patterns into an automaton too large for its cache. */
function couldHold(patterns: readonly Pattern[]): string {
  const chunks = Array.from({ length: Math.ceil(patterns.length / 4) }, (_, i) => patterns.slice(i * 4, i * 4 + 4));
  return chunks
    .map((chunk) => chunk.map((pattern) => `(?:${pattern.prefilter})`).join('|'))
    .map((union) => `regexp_matches(upper(v), ${literal(union)})`)
    .join(' OR ');
}

/**
 * Looks for identifiers in the held values of a column: SQL picks the distinct ones that could be one, TypeScript
 * checks form, ranges and check digits. Nothing of a value leaves this function but shares.
 */
export async function scanValues(column: string, connection: Connection, context: JobContext): Promise<ValueFinding[]> {
  const name = snakeCase(column);
  const patterns = valuePatterns.filter(({ proof, context: words }) => proof !== 'weak' || words?.test(name));
  const total = await connection.one<{ n: number; candidates: number }>(
    `SELECT coalesce(sum(n), 0)::BIGINT AS n, coalesce(sum(n) FILTER (${couldHold(patterns)}), 0)::BIGINT AS candidates
     FROM ${held}`,
    [],
    context,
  );
  if (total.candidates === 0) return [];
  const tallies = new Map<Pattern, Tally>();
  let examined = 0;
  const candidates = connection.stream(
    `SELECT v, n FROM ${held} WHERE ${couldHold(patterns)} ORDER BY hash(v) LIMIT ${policy.candidates}`,
    [],
    context,
  );
  for await (const { rows, columns } of candidates) {
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
    const hits = candidatesIn(value, pattern);
    if (hits.length === 0) continue;
    const tally = tallies.get(pattern) ?? { rows: 0, distinct: 0, explained: 0 };
    tally.rows += rows;
    tally.distinct += 1;
    if (pattern.context && hits.some((hit) => isExplained(value, hit, pattern.context!))) tally.explained += rows;
    tallies.set(pattern, tally);
  }
}

/** Every candidate of `pattern` in `value` whose form and check digit hold. */
export function candidatesIn(value: string, pattern: ValuePattern): string[] {
  return [...value.matchAll(pattern.find)].map(([text]) => text).filter((text) => pattern.isValid(text));
}

function isExplained(value: string, hit: string, context: RegExp): boolean {
  return value.trim() !== hit && context.test(snakeCase(value.replace(hit, ' ')));
}

function judge(pattern: Pattern, tally: Tally, name: string, share: (rows: number) => number): ValueFinding[] {
  const rate = share(tally.rows);
  const { letter, label } = pattern;
  const isNamed = pattern.context?.test(name) === true;
  const found = (strength: 'strong' | 'weak'): ValueFinding[] => [{ letter, label, strength, rate }];
  if (pattern.proof === 'form') return found('strong');
  if (pattern.proof === 'weak') {
    return (isNamed && rate >= policy.weak.named) || tally.explained > 0 ? found('weak') : [];
  }
  const isRun = rate >= policy.checksum.rate && tally.distinct >= policy.checksum.distinct;
  const isFitting = isNamed && rate >= policy.checksum.named;
  return isRun || isFitting || tally.explained > 0 ? found('strong') : [];
}
