/** Columns, rows and cells of a released table have no names and never move: their place is their key. */
export const placed = <T>(
  items: readonly T[],
): readonly { readonly key: string; readonly item: T; readonly at: number }[] =>
  items.map((item, at) => ({ key: String(at), item, at }));

/** What a cell holds as it is printed: its minus sign is one. */
export const printedText = (text: string): string => text.trim().replace(/^-(?=\d)/, '−');
