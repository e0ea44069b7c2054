import type { Edit, Outline, OutlineAction } from '../../../contract/outline.ts';

/**
 * What can be added to the lines of one outline. Many lines offer the same, so each menu is kept once, under a key that
 * follows from what is in it, with `@` where the path of the line stands.
 */
export interface Menus {
  /** The key of a menu; null where nothing can be added. `path` is the line’s own. */
  keyOf(path: string, actions: readonly OutlineAction[]): string | null;
  /** As `keyOf`, for a menu that is made once under a name: its paths begin with `@` already. */
  keyOfShared(name: string, make: () => readonly OutlineAction[]): string | null;
  readonly all: Outline['menus'];
}

/** FNV-1a, 32 bits: short, and the same for the same text. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(36);
}

export function createMenus(): Menus {
  const all: Record<string, OutlineAction[]> = {};
  const texts = new Map<string, string>();
  const shared = new Map<string, string | null>();

  function keep(actions: readonly OutlineAction[]): string | null {
    if (actions.length === 0) return null;
    const text = JSON.stringify(actions);
    let key = hashOf(text);
    while (texts.has(key) && texts.get(key) !== text) key = `${key}+`;
    texts.set(key, text);
    all[key] ??= [...actions];
    return key;
  }

  return {
    all,
    keyOf: (path, actions) => keep(actions.map((action) => within(path, action))),
    keyOfShared(name, make) {
      if (!shared.has(name)) shared.set(name, keep(make()));
      return shared.get(name) ?? null;
    },
  };
}

function within(path: string, { focus, edits, ...action }: OutlineAction): OutlineAction {
  const short = (place: string) => (place.startsWith(path) ? `@${place.slice(path.length)}` : place);
  const moved = edits.map((edit): Edit => ({ ...edit, path: short(edit.path) }));
  return { ...action, edits: moved, ...(focus === undefined ? {} : { focus: short(focus) }) };
}
