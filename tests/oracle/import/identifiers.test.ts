import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { valuePatterns } from '../../../core/deidentify/categories.ts';
import { candidatesIn } from '../../../core/deidentify/scan-values.ts';

interface Oracle {
  readonly detect: readonly {
    readonly e: string;
    readonly t: string;
    readonly n: number;
    readonly min_score?: number;
  }[];
}

const path = '../shared/data/safety/identifiers_presidio.json';

/** Presidio's entities with a checksum or a fixed form, and the labels that answer for them. */
const entities: Readonly<Record<string, readonly string[]>> = {
  US_SSN: ['Social Security number'],
  US_ITIN: ['taxpayer number (ITIN)'],
  US_MBI: ['Medicare beneficiary identifier'],
  US_NPI: ['provider number (NPI)'],
  MEDICAL_LICENSE: ['prescriber number (DEA)'],
  CREDIT_CARD: ['payment card number'],
  IBAN_CODE: ['IBAN'],
  EMAIL_ADDRESS: ['e-mail address'],
  URL: ['web address'],
  IP_ADDRESS: ['IP address'],
  MAC_ADDRESS: ['MAC address'],
};

const strong = valuePatterns.filter((pattern) => pattern.proof !== 'weak');

describe.skipIf(!existsSync(path))("Presidio's own examples", () => {
  const oracle = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Oracle) : { detect: [] };
  // Below 0.3 Presidio itself reports nothing without context.
  const cases = oracle.detect.filter(({ e, min_score = 1 }) => e in entities && min_score >= 0.3);

  it.each(Object.entries(entities))('%s: found where it is, and only there', (entity, labels) => {
    const patterns = strong.filter((pattern) => labels.includes(pattern.label));
    const answered = cases
      .filter(({ e }) => e === entity)
      .map(({ t, n }) => ({
        t,
        wanted: n > 0,
        found: patterns.some((pattern) => candidatesIn(t, pattern).length > 0),
      }));
    expect(answered.filter(({ wanted, found }) => wanted !== found)).toEqual([]);
  });
});

type Sentence = readonly [text: string, spans: readonly (readonly [start: number, end: number, entity: string])[]];

const sentencesPath = '../shared/data/safety/pii_sentences_presidio_research.json';

const inSentences: Readonly<Record<string, readonly string[]>> = {
  CREDIT_CARD: ['payment card number'],
  US_SSN: ['Social Security number'],
  EMAIL_ADDRESS: ['e-mail address'],
  IBAN_CODE: ['IBAN'],
  IP_ADDRESS: ['IP address'],
};

describe.skipIf(!existsSync(sentencesPath))("Presidio's sentences with fake identities", () => {
  const { rows = [] } = existsSync(sentencesPath)
    ? (JSON.parse(readFileSync(sentencesPath, 'utf8')) as { rows: readonly Sentence[] })
    : {};

  it.each(Object.entries(inSentences))('%s: none missed, none made up', (entity, labels) => {
    const patterns = strong.filter((pattern) => labels.includes(pattern.label));
    const spans = rows.flatMap(([text, all]) =>
      all.filter(([, , e]) => e === entity).map(([a, b]) => text.slice(a, b)),
    );
    const missed = spans.filter((span) => !patterns.some((pattern) => candidatesIn(span, pattern).length > 0));
    const wrong = rows.flatMap(([text, all]) => {
      const known = all.map(([a, b]) => text.slice(a, b));
      const found = patterns.flatMap((pattern) => candidatesIn(text, pattern));
      return found.filter((candidate) => !known.some((span) => span.includes(candidate) || candidate.includes(span)));
    });
    expect(spans.length).toBeGreaterThan(5);
    expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
  });
});
