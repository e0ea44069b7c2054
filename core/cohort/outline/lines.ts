import type { OutlineNode, SentencePart } from '../../../contract/outline.ts';
import { capitalised, plainText } from './build.ts';

/** One line of an outline as plain text, with how deep it lies. */
export interface Line {
  readonly path: string;
  readonly text: string;
  readonly depth: number;
}

/** The lines of a node and of all under it. A rule that is off says so. */
export function linesOf({ path, parts, isOff, children }: OutlineNode, depth = 0): readonly Line[] {
  const text = capitalised(plainText(parts));
  const own = { path, text: isOff ? `(off) ${text}` : text, depth };
  return [own, ...children.flatMap((one) => linesOf(one, depth + 1))];
}

/** A sentence with a capital and a full stop, unless it leads to what stands under it. */
export function fullSentence(parts: readonly SentencePart[], more = ''): string {
  const text = capitalised(plainText(parts) + more).trim();
  return /[.:]$/.test(text) ? text : `${text}.`;
}
