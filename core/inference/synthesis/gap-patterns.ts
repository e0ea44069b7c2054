import type { ModelColumn } from '../table.ts';

/** Columns whose cells are missing in the very same rows: they were not measured together. */
export interface GapPattern {
  readonly places: readonly number[];
  /** 1 where they are missing, 0 where not; one value a row read. */
  readonly missing: Float64Array;
}

/** The different patterns of missing cells; none of a column without gaps, or without a known cell. */
export function gapPatterns(columns: readonly ModelColumn[]): GapPattern[] {
  const found = new Map<string, { readonly places: number[]; readonly missing: Float64Array }>();
  for (const [place, { values }] of columns.entries()) {
    const missing = values.map((value) => (Number.isFinite(value) ? 0 : 1));
    const gaps = missing.reduce((sum, v) => sum + v, 0);
    if (gaps === 0 || gaps === values.length) continue;
    const key = missing.join('');
    const known = found.get(key);
    if (known) known.places.push(place);
    else found.set(key, { places: [place], missing });
  }
  return [...found.values()];
}
