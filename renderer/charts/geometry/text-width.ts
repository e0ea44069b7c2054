/** Roughly how wide a text is at a font size, without a DOM to measure it: enough for margins. */
export const textWidth = (text: string, size = 13): number => text.length * size * 0.52;

/** Cuts a text to a width, with an ellipsis. */
export function fitText(text: string, width: number, size = 13): string {
  if (textWidth(text, size) <= width) return text;
  const letters = Math.max(1, Math.floor(width / (size * 0.52)) - 1);
  return `${text.slice(0, letters).trimEnd()}…`;
}
