/** Roughly how wide a text is at a font size, without a DOM to measure it: enough for margins. */
export const textWidth = (text: string, size = 13): number => text.length * size * 0.52;

/** Cuts a text to a width, with an ellipsis. */
export function fitText(text: string, width: number, size = 13): string {
  if (textWidth(text, size) <= width) return text;
  const letters = Math.max(1, Math.floor(width / (size * 0.52)) - 1);
  return `${text.slice(0, letters).trimEnd()}…`;
}

/** Breaks a text at spaces into lines of a width; the last of `most` lines is cut with an ellipsis. */
export function wrapText(text: string, width: number, { size = 13, most = 2 } = {}): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > 0 && lines.length < most - 1 && textWidth(rest, size) > width) {
    const letters = Math.max(1, Math.floor(width / (size * 0.52)));
    const space = rest.lastIndexOf(' ', letters);
    const cut = space > 0 ? space : letters;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trim();
  }
  return rest.length > 0 ? [...lines, fitText(rest, width, size)] : lines;
}
