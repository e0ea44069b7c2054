/**
 * SQL that brings text to the form that is searched: small letters, accents taken off, everything but letters and digits
 * a single space. What is kept and what is asked for go through the same expression.
 */
export const folded = (text: string): string =>
  `trim(regexp_replace(lower(strip_accents(${text})), '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g'))`;
