import type { OutlineNode } from '../../../contract/outline.ts';
import { capitalised, plainText } from '../outline/build.ts';
import { fullSentence } from '../outline/lines.ts';

/** One sentence about a definition, with the JSON path it speaks of. */
export interface Sentence {
  readonly text: string;
  readonly path: string;
}

export interface Section {
  readonly heading: string;
  readonly sentences: readonly Sentence[];
}

/** A node's sentence with its attributes in it, and after it one numbered sentence for each thing under it. */
export function nodeSentences({ path, parts, children }: OutlineNode, number: string, lead = ''): readonly Sentence[] {
  const attributes = children.filter(({ role }) => role === 'attribute').map((one) => plainText(one.parts));
  const others = children.filter(({ role }) => role !== 'attribute');
  const isSentence = /[.:]$/.test(plainText(parts));
  const more = isSentence ? '' : attributes.map((text) => `, ${text}`).join('');
  const text = fullSentence(parts, more);
  const own = lead === '' ? `${number} ${text}`.trim() : lead + lowered(text);
  return [
    { text: own, path },
    ...(isSentence ? attributes.map((one) => ({ text: `${number} ${capitalised(one)}`.trim(), path })) : []),
    ...others.flatMap((one, i) => nodeSentences(one, `${number}${i + 1}.`)),
  ];
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
