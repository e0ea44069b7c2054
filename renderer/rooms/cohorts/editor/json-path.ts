/** `$.InclusionRules[0].name` → `['InclusionRules', 0, 'name']`. */
export const stepsOf = (path: string): readonly (string | number)[] =>
  [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));

/** What stands at a JSON path; undefined where nothing does. */
export function valueAt(root: unknown, path: string): unknown {
  let at: unknown = root;
  for (const step of stepsOf(path)) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

/** Is `path` the part `whole`, or a part of it? */
export const isWithin = (path: string, whole: string): boolean =>
  path === whole || (path.startsWith(whole) && /^[.[]/.test(path.slice(whole.length)));

/** The part that holds this one: `$.A[0].B` → `$.A[0]` → `$.A` → `$`; null above the whole. */
export function parentOf(path: string): string | null {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  return cut <= 0 ? null : path.slice(0, cut);
}
