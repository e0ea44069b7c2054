/** A parameter as a reader sees it; `text` is null where its `value` is too deep for words. */
export interface ParameterWords {
  readonly name: string;
  readonly text: string | null;
  readonly value: unknown;
}

/** The parameters of a result in words: “Horizon days: 1826”, “Outcome: cohort Death, from day 1, to day 1095”. */
export const parameterWords = (params: Readonly<Record<string, unknown>>): ParameterWords[] =>
  Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ name: capital(spaced(key)), text: wordsOf(value), value }));

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const spaced = (key: string): string => key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

function wordsOf(value: unknown): string | null {
  const plain = plainWords(value);
  if (plain !== null) return plain;
  const parts = Array.isArray(value)
    ? value.map(plainWords)
    : Object.entries(value as object).map(([key, inner]) => {
        const text = plainWords(inner);
        return text === null ? null : `${spaced(key)} ${text}`;
      });
  return parts.includes(null) ? null : parts.join(', ');
}

function plainWords(value: unknown): string | null {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
