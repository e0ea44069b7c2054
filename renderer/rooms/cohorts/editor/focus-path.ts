import { parentOf } from './json-path.ts';

const marked = (root: ParentNode, mark: 'data-word' | 'data-line', path: string) =>
  root.querySelector<HTMLElement>(`[${mark}=${JSON.stringify(path)}]`);

const handle = (line: HTMLElement | null) => line?.querySelector<HTMLElement>('[data-handle]') ?? null;

/** The words of a line itself, those of the lines under it left out. */
const firstWord = (line: HTMLElement) =>
  [...line.querySelectorAll<HTMLElement>('[data-word]')].find((word) => word.closest('[data-line]') === line);

function place(root: HTMLElement, path: string, at: 'word' | 'handle'): HTMLElement | null {
  const word = marked(root, 'data-word', path);
  if (word) return word;
  const line = marked(root, 'data-line', path);
  if (!line) return null;
  return (at === 'word' ? firstWord(line) : null) ?? handle(line);
}

/** Gives the focus to the word or line at a path, or to the nearest line that holds that place. Says whether it did. */
export function focusPath(root: HTMLElement, path: string, at: 'word' | 'handle' = 'word'): boolean {
  for (let whole: string | null = path; whole !== null; whole = parentOf(whole)) {
    const found = place(root, whole, whole === path ? at : 'handle');
    if (!found) continue;
    found.focus();
    found.scrollIntoView?.({ block: 'nearest' });
    return true;
  }
  return false;
}

/** Every line's handle, in reading order. */
export const handlesIn = (root: HTMLElement): readonly HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[data-handle]'),
];
