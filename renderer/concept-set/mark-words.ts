export interface MarkedPart {
  readonly text: string;
  readonly isMatch: boolean;
}

const special = /[.*+?^${}()|[\]\\]/g;

/** Splits a text where words of a search stand in it, longest words first: `Acute sinusitis`, `sin ac` → `Ac`ute `sin`usitis. */
export function markWords(text: string, search: string): readonly MarkedPart[] {
  const words = search
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(special, '\\$&'));
  if (words.length === 0) return [{ text, isMatch: false }];
  const found = new RegExp(`(${words.join('|')})`, 'giu');
  return text
    .split(found)
    .map((part, index) => ({ text: part, isMatch: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
