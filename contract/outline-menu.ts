import type { Outline, OutlineAction, OutlineNode } from './outline.ts';

/**
 * What can be added to a line of an outline, with the paths of its place.
 *
 * @example addable(outline, node).find(({ label }) => label === 'drug exposure')?.edits
 */
export function addable({ menus }: Pick<Outline, 'menus'>, node: OutlineNode): readonly OutlineAction[] {
  const menu = node.add === null ? undefined : menus[node.add];
  return (menu ?? []).map(({ focus, edits, ...action }) => ({
    ...action,
    edits: edits.map((edit) => ({ ...edit, path: placed(edit.path, node) })),
    ...(focus === undefined ? {} : { focus: placed(focus, node) }),
  }));
}

/** `@` is the line itself, `[+]` the place after the last member of a list whose members are lines under it. */
function placed(path: string, node: OutlineNode): string {
  const whole = path.startsWith('@') ? `${node.path}${path.slice(1)}` : path;
  if (!whole.endsWith('[+]')) return whole;
  const list = whole.slice(0, -'[+]'.length);
  const members = node.children.filter((child) => child.list?.path === list).length;
  return `${list}[${members}]`;
}
