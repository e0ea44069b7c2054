import { valuePatterns } from '../categories.ts';
import { knownNames } from './known-names.ts';
import type { LabelledText } from './labelled-set.ts';

/** How the gate's value patterns answer a labelled set, for one identifier. */
export interface IdentifierScore {
  readonly identifier: string;
  /** Safe Harbor letters of the patterns that answer. */
  readonly category: string;
  /** True where a check digit or a fixed form tells it: the strong evidence. */
  readonly isFixed: boolean;
  readonly found: number;
  readonly missed: number;
  readonly wrong: number;
  /** Null where nothing was to be found, or nothing was. */
  readonly recall: number | null;
  readonly precision: number | null;
}

export interface Scores {
  readonly identifiers: readonly IdentifierScore[];
  /** Over all identifiers with a check digit or a fixed form. */
  readonly fixed: Omit<IdentifierScore, 'identifier' | 'category' | 'isFixed'>;
  /** Names in the set that no pattern answers for. */
  readonly unknown: readonly string[];
}

type Pattern = (typeof valuePatterns)[number];
type Span = readonly [start: number, end: number];

function patternsFor(identifier: string): { patterns: readonly Pattern[]; isFixed: boolean } {
  const known = knownNames[identifier] ?? { labels: [identifier], isFixed: true };
  const patterns = valuePatterns.filter(({ label }) => known.labels.includes(label));
  return {
    patterns: known.isFixed ? patterns.filter(({ proof }) => proof !== 'weak') : patterns,
    isFixed: known.isFixed,
  };
}

function hitsIn(text: string, patterns: readonly Pattern[]): Span[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern.find)]
      .filter(([candidate]) => pattern.isValid(candidate))
      .map((match): Span => [match.index, match.index + match[0].length]),
  );
}

const overlap = ([a, b]: Span, { start, end }: { start: number; end: number }): boolean => a < end && start < b;

/**
 * Recall and precision of form and check digit alone: of the texts (or marked spans) that hold the identifier, how many
 * are found; of what is found, how much is it. In a set of examples each text speaks for its own identifier; in
 * sentences every hit outside the identifier's own spans is wrong.
 */
export function scoreLabelled(texts: readonly LabelledText[]): Scores {
  const names = new Set(
    texts.flatMap(({ holds, spans }) => (holds ? [holds.identifier] : (spans ?? []).map((s) => s.identifier))),
  );
  const unknown: string[] = [];
  const identifiers: IdentifierScore[] = [];
  for (const identifier of [...names].sort()) {
    const { patterns, isFixed } = patternsFor(identifier);
    if (patterns.length === 0) unknown.push(identifier);
    else identifiers.push({ ...scoreOne(identifier, patterns, texts), isFixed });
  }
  const total = (key: 'found' | 'missed' | 'wrong') =>
    identifiers.filter(({ isFixed }) => isFixed).reduce((sum, score) => sum + score[key], 0);
  return { identifiers, fixed: rates(total('found'), total('missed'), total('wrong')), unknown };
}

function scoreOne(identifier: string, patterns: readonly Pattern[], texts: readonly LabelledText[]) {
  let [found, missed, wrong] = [0, 0, 0];
  for (const { text, spans, holds } of texts) {
    if (holds) {
      if (holds.identifier !== identifier) continue;
      const isHit = hitsIn(text, patterns).length > 0;
      if (holds.expected) isHit ? found++ : missed++;
      else if (isHit) wrong++;
      continue;
    }
    const own = (spans ?? []).filter((span) => span.identifier === identifier);
    const hits = hitsIn(text, patterns);
    const reached = own.filter((span) => hits.some((hit) => overlap(hit, span))).length;
    found += reached;
    missed += own.length - reached;
    wrong += hits.filter((hit) => !own.some((span) => overlap(hit, span))).length;
  }
  const category = [...new Set(patterns.map(({ letter }) => letter))].sort().join('');
  return { identifier, category, ...rates(found, missed, wrong) };
}

const rates = (found: number, missed: number, wrong: number) => ({
  found,
  missed,
  wrong,
  recall: found + missed > 0 ? found / (found + missed) : null,
  precision: found + wrong > 0 ? found / (found + wrong) : null,
});
