/** Each series has a colour and a dash of its own, so that nothing rests on colour alone. */
const dashes = ['', '8 3', '3 3', '10 3 2 3', '14 4', '5 2 1 2', '2 2', '12 3 3 3 3 3'] as const;

/** The place of a series among the eight data colours, 1 to 8, and its dash. */
export function seriesStyle(index: number): { readonly colour: number; readonly dash: string | undefined } {
  const place = index % dashes.length;
  return { colour: place + 1, dash: dashes[place] || undefined };
}
