/** One group of a table's rows: which bits of the masks are set, of what concept and sex, and how many rows. */
export interface Group {
  readonly concept: number | null;
  readonly sex: number | null;
  readonly masks: readonly number[];
  readonly rows: number;
}

/** Bits in one mask: sums of powers of two stay exact in 32 bits. */
export const bitsAMask = 30;

/** A number of rows: none, all of them, so many, or those with a bit set. */
export type Part =
  | { readonly kind: 'all' }
  | { readonly kind: 'known'; readonly rows: number }
  | { readonly kind: 'bit'; readonly at: number };

export const none: Part = { kind: 'known', rows: 0 };

const hasBit = ({ masks }: Group, at: number): boolean =>
  (masks[Math.floor(at / bitsAMask)]! & (1 << (at % bitsAMask))) !== 0;

/** Rows of a part among these groups. Known numbers are of the whole table. */
export function rowsOf(part: Part, groups: readonly Group[]): number {
  if (part.kind === 'known') return part.rows;
  return groups.reduce((sum, group) => (part.kind === 'all' || hasBit(group, part.at) ? sum + group.rows : sum), 0);
}

/** SQL of masks, each a sum of the bits of conditions that hold. */
export function maskSql(conditions: readonly string[]): string[] {
  const masks: string[] = [];
  for (let from = 0; from < conditions.length; from += bitsAMask) {
    const bits = conditions.slice(from, from + bitsAMask);
    masks.push(bits.map((condition, i) => `CASE WHEN ${condition} THEN ${2 ** i} ELSE 0 END`).join('\n    + '));
  }
  return masks;
}
