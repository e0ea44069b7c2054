/** `moved` taken out of `ids` and put before or after `target`, in the order in which they stood. */
export function reordered(
  ids: readonly string[],
  moved: ReadonlySet<string>,
  target: string,
  position: 'before' | 'after',
): readonly string[] {
  if (moved.has(target)) return ids;
  const rest = ids.filter((id) => !moved.has(id));
  const at = rest.indexOf(target) + (position === 'after' ? 1 : 0);
  return [...rest.slice(0, at), ...ids.filter((id) => moved.has(id)), ...rest.slice(at)];
}

/** One of `ids` a place further up or down; the same list where it cannot go further. */
export function nudged(ids: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const target = ids[ids.indexOf(id) + by];
  return target === undefined ? ids : reordered(ids, new Set([id]), target, by < 0 ? 'before' : 'after');
}
