const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * `next`, with every part that is equal to the same part of `before` taken from `before`: what did not change keeps its
 * identity, so that only changed lines are drawn again.
 */
export function keepSame<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (!isObject(before) || !isObject(next) || Array.isArray(before) !== Array.isArray(next)) return next;
  const keys = Object.keys(next);
  const kept: Record<string, unknown> = {};
  let isSame = keys.length === Object.keys(before).length;
  for (const key of keys) {
    kept[key] = keepSame(before[key], next[key]);
    if (!Object.is(kept[key], before[key]) || !(key in before)) isSame = false;
  }
  if (isSame) return before as T;
  return (Array.isArray(next) ? Object.values(kept) : kept) as T;
}
