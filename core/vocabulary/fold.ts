/**
 * SQL that brings text to the form that is searched: small letters, accents taken off, everything but letters and digits
 * a single space.
 */
export const folded = (text: string): string =>
  `trim(regexp_replace(lower(strip_accents(${text})), '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g'))`;

/**
 * The same of a text that is here: what is asked for, and what a page of answers shows. Equal to the SQL for every
 * character that both Unicode tables know; letters are made small one by one, as DuckDB does (“Σ” at a word's end too).
 */
export const fold = (text: string): string =>
  Array.from(
    text
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .normalize('NFC'),
    (letter) => letter.toLowerCase(),
  )
    .join('')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
