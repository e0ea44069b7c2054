/** The first number in words that is neither a year nor short enough to be an age or a step; null where there is none. */
export function numberInWords(words: string): string | null {
  const numbers = words.match(/\d[\d.,\u202f\u00a0]*(?:\s?%)?/g) ?? [];
  const isHarmless = (number: string) => /^(1[89]|20)\d\d$/.test(number) || /^\d{1,2}$/.test(number);
  return numbers.map((number) => number.replace(/[.,]$/, '')).find((number) => !isHarmless(number)) ?? null;
}
