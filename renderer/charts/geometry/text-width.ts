/** Roughly how wide a text is at a font size, without a DOM to measure it: enough for margins. */
export const textWidth = (text: string, size = 13): number => text.length * size * 0.52;

/** Cuts a text to a width, with an ellipsis. */
export function fitText(text: string, width: number, size = 13): string {
  if (textWidth(text, size) <= width) return text;
  const letters = Math.max(1, Math.floor(width / (size * 0.52)) - 1);
  return `${text.slice(0, letters).trimEnd()}…`;
}

/** What all names begin with, up to a gap between words; empty where that is too little to be worth leaving out. */
function sharedStart(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let shared = 0;
  while (shared < first.length && rest.every((name) => name[shared] === first[shared])) shared += 1;
  const start = /^.*[\s_-]/s.exec(first.slice(0, shared))?.[0] ?? '';
  return names.length > 1 && start.length > 3 ? start : '';
}

/** Names cut to a width so that they can still be told apart: what they all begin with is left out first. */
export function fitNames(names: readonly string[], width: number, size = 13): readonly string[] {
  const isFitting = names.every((name) => textWidth(name, size) <= width);
  const start = isFitting ? '' : sharedStart(names);
  return names.map((name) => fitText(start ? `…${name.slice(start.length)}` : name, width, size));
}
