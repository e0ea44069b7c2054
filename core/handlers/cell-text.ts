import type { ModelColumn } from '../inference/table.ts';

/** A cell as a person reads it; null where it is missing. */
export function cellText({ categories }: Pick<ModelColumn, 'categories'>, value: number | null): string | null {
  if (value === null || Number.isNaN(value)) return null;
  if (categories) return categories[value] ?? null;
  return String(Number(value.toPrecision(7)));
}
