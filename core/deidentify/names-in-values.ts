import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { type HeldShape, held, isWorded } from './column-values.ts';
import { givenNames } from './lists/given-names.ts';
import { places } from './lists/places.ts';
import { surnames } from './lists/surnames.ts';
import { policy } from './policy.ts';
import type { ValueFinding } from './scan-values.ts';

/** In capitals MR is also magnetic resonance and MS a salt of morphine: only with a full stop are they titles. */
const title = /^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|Sra?|Sig)\.?|(?:MR|MS)\.|(?:MRS|DR)\.?) (?=\p{Lu})/u;
const word = "[\\p{Lu}][\\p{L}'’-]+";
const whole = new RegExp(
  `^${word}(?: (?:\\p{Lu}\\.?|${word})){0,2}(?: (?:jr|sr|iii?|iv)\\.?)?$|^${word}(?: ${word})?, ?${word}(?: \\p{Lu}\\.?)?$`,
  'iu',
);

/** A title and a name in the middle of text. Capitals only in front: “MR angiogram” and “MS” are no persons. */
export const titledName = /(?<![\p{L}])(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme)\.? (?:\p{Lu}\.? )?\p{Lu}\p{Ll}{2,}/gu;

type Kind = 'name' | 'given name' | 'surname' | 'place' | 'text';

/** What a whole value is, by the shipped lists: two names together, one alone, a place, text with a titled name. */
export function kindOfValue(value: string): Kind | null {
  const text = value.trim();
  const lower = text.toLowerCase();
  if (places.has(lower)) return 'place';
  const bare = text.replace(title, '');
  if (!whole.test(bare)) return text.match(titledName) ? 'text' : null;
  const parts = bare
    .toLowerCase()
    .split(/[ ,]+/)
    .filter((part) => part.length > 1 && !part.endsWith('.'));
  const given = parts.filter((part) => givenNames.has(part)).length;
  const family = parts.filter((part) => surnames.has(part)).length;
  if (bare !== text && parts.length >= 1) return 'name';
  if (parts.length === 1) return given ? 'given name' : family ? 'surname' : null;
  const both = parts.filter((part) => givenNames.has(part) || surnames.has(part)).length;
  return given > 0 && both >= 2 ? 'name' : given > 0 && text.includes(',') ? 'name' : null;
}

/**
 * Names and places among the held values, by shipped lists and rules: never by one value, always by the share of a
 * column, because clinical terms carry the names of those who described them.
 */
export async function namesInValues(
  { distinct, rows: total, worded: looked }: HeldShape,
  connection: Connection,
  context: JobContext,
): Promise<ValueFinding[]> {
  // Many more than are wanted are thinned by their hash first, which is cheaper than reading them.
  const thinned = Math.max(1, Math.floor((distinct * looked) / total / (8 * policy.names.candidates)));
  const rows = await connection.rows<{ v: string; n: number }>(
    `SELECT v, n::DOUBLE AS n FROM ${held} WHERE hash(v) % ${thinned} = 0 AND ${isWorded} AND length(v) BETWEEN 3 AND 2000
     ORDER BY hash(v) LIMIT ${policy.names.candidates}`,
    [],
    context,
  );
  const examined = rows.reduce((sum, { n }) => sum + n, 0);
  const share = (n: number) => (examined === 0 ? 0 : ((n / examined) * looked) / total);
  const tally = new Map<Kind, { n: number; distinct: number }>();
  for (const { v, n } of rows) {
    const kind = kindOfValue(v);
    if (!kind) continue;
    const known = tally.get(kind) ?? { n: 0, distinct: 0 };
    tally.set(kind, { n: known.n + n, distinct: known.distinct + 1 });
  }
  return [...tally].flatMap(([kind, { n, distinct }]) => judgeKind(kind, share(n), distinct));
}

function judgeKind(kind: Kind, rate: number, distinct: number): ValueFinding[] {
  const rule = policy.names[kind];
  if (rate < rule.rate || distinct < rule.distinct) return [];
  switch (kind) {
    case 'name':
      return [{ letter: 'A', label: 'name of a person', strength: 'strong', rate }];
    case 'given name':
      return [{ letter: 'A', label: 'given name', strength: 'strong', rate }];
    case 'surname':
      return [{ letter: 'A', label: 'surname', strength: 'weak', rate }];
    case 'text':
      return [{ letter: 'A', label: 'name of a person in text', strength: 'weak', rate }];
    case 'place':
      return [{ letter: 'B', label: 'place', strength: 'weak', rate }];
  }
}
