import { isObject } from '../outline/spot.ts';
import { child } from '../path.ts';

/** A place where two definitions differ, with what each has there as JSON; empty where it has nothing. */
export interface UnsaidChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const mostShown = 50;
const longest = 200;

const textOf = (value: unknown) => {
  const text = value === undefined ? '' : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

/** Where two JSON values differ, whatever the order of their keys; at most the first fifty places. */
export function unsaidChanges(before: unknown, after: unknown): UnsaidChange[] {
  const found: UnsaidChange[] = [];
  const walk = (a: unknown, b: unknown, path: string): void => {
    if (found.length >= mostShown || a === b) return;
    if (Array.isArray(a) && Array.isArray(b)) {
      for (let i = 0; i < Math.max(a.length, b.length); i++) walk(a[i], b[i], child(path, i));
    } else if (isObject(a) && isObject(b)) {
      const own = (value: Readonly<Record<string, unknown>>, key: string) =>
        Object.hasOwn(value, key) ? value[key] : undefined;
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
        walk(own(a, key), own(b, key), child(path, key));
    } else found.push({ path, before: textOf(a), after: textOf(b) });
  };
  walk(before, after, '$');
  return found;
}
