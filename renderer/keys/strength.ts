import { shortestPassphrase } from '../../contract/study.ts';

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

/** Bits that a word drawn from a list of 7,776 is worth. */
const bitsOfWord = Math.log2(7776);
const fairBits = 45;
const strongBits = 60;

/** What everybody tries first: it counts for nothing. */
const usual = /passwor[dt]|qwert|asdf|letmein|welcome|admin|stillroom|iloveyou|1234|abcd|geheim/gi;

const pools: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/, 33],
];

/** Characters that do not merely repeat or follow the one before. */
function surprises(text: string): number {
  let count = 0;
  let before = Number.NaN;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (!(Math.abs(code - before) <= 1)) count++;
    before = code;
  }
  return count;
}

/**
 * A guess, and no more, at how well a passphrase withstands guessing: the smaller of what its characters and, where it
 * looks like words, its words are worth.
 */
export function strengthOf(passphrase: string): Strength {
  if (passphrase.length < shortestPassphrase) return 'short';
  const pool = pools.reduce((sum, [kind, size]) => sum + (kind.test(passphrase) ? size : 0), 0);
  const words = new Set(
    passphrase
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter(Boolean),
  );
  const isWords = words.size > 0 && /^[\p{L}\s.,\-_]+$/u.test(passphrase);
  const byLetter = surprises(passphrase.replace(usual, '')) * Math.log2(pool);
  const bits = isWords ? Math.min(byLetter, words.size * bitsOfWord) : byLetter;
  return bits < fairBits ? 'weak' : bits < strongBits ? 'fair' : 'strong';
}
