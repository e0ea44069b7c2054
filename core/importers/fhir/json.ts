/** What a parsed resource is until its parts have been looked at. */
export type Json = unknown;
export type JsonObject = Readonly<Record<string, Json>>;

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const split = new Map<string, readonly string[]>();

function stepsOf(path: string): readonly string[] {
  const steps = split.get(path) ?? path.split('.');
  split.set(path, steps);
  return steps;
}

/** Every value at `path` (`performer.actor`): lists on the way are walked through. */
export function all(value: Json, path: string): readonly Json[] {
  let found: Json[] = [value];
  for (const step of stepsOf(path)) {
    const next: Json[] = [];
    for (const one of found) {
      const held = isObject(one) ? one[step] : undefined;
      if (Array.isArray(held)) for (const inner of held) next.push(inner);
      else if (held !== undefined && held !== null) next.push(held);
    }
    if (next.length === 0) return next;
    found = next;
  }
  return found;
}

/** The first value at `path`. */
export const first = (value: Json, path: string): Json => all(value, path)[0];

/** The first text at `path`, trimmed; null where there is none or it is empty. */
export function text(value: Json, path: string): string | null {
  const found = all(value, path).find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof found === 'string' ? found.trim() : null;
}

/** The first finite number at `path`. */
export function number(value: Json, path: string): number | null {
  const found = all(value, path).find((one) => typeof one === 'number' && Number.isFinite(one));
  return typeof found === 'number' ? found : null;
}

/** The first number at `path` if it is whole and small enough for an INTEGER. */
export function whole(value: Json, path: string): number | null {
  const found = number(value, path);
  return found !== null && Number.isInteger(found) && Math.abs(found) < 2 ** 31 ? found : null;
}

/** Every text under a value, in order, with a space between: how a name or an address is shown to the gate. */
export function wording(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(wording).filter(Boolean).join(' ');
  if (isObject(value)) return Object.values(value).map(wording).filter(Boolean).join(' ');
  return '';
}
