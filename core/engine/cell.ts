/** A value as it crosses into JSON: whole numbers beyond 2^53 become strings, dates `YYYY-MM-DD`. */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell };

interface DuckValue {
  toDouble?(): number;
  readonly items?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
  toString(): string;
}

/** One value as DuckDB's client gives it (number, bigint, date, decimal, list, struct …) as a JSON-safe cell. */
export function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  const held = value as DuckValue;
  if (held.toDouble) return held.toDouble();
  if (held.items) return held.items.map(toCell);
  if (held.entries && !Array.isArray(held.entries)) {
    return Object.fromEntries(Object.entries(held.entries).map(([key, item]) => [key, toCell(item)]));
  }
  return held.toString();
}
