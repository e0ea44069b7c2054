import type { Control, Outline, OutlineNode } from '../../../../contract/outline.ts';
import { isWithin } from './json-path.ts';

/** Every line under these, in reading order. */
export const linesOf = (nodes: readonly OutlineNode[]): readonly OutlineNode[] =>
  nodes.flatMap((node) => [node, ...linesOf(node.children)]);

const known = new WeakMap<Outline, readonly OutlineNode[]>();

/** Worked out once for an outline: the problems, the numbers and the keys all ask for it. */
export function allLines(outline: Outline): readonly OutlineNode[] {
  const lines = known.get(outline) ?? outline.sections.flatMap(({ nodes }) => linesOf(nodes));
  known.set(outline, lines);
  return lines;
}

/** The line itself as one reads it: “Aged 18 or over”. */
export const wordsOf = (node: OutlineNode): string =>
  node.parts
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/** A line's name in labels: a rule's own, else its first words. */
export function nameOf(node: OutlineNode): string {
  const words = ruleName(node) ?? wordsOf(node);
  return words.length > 80 ? `${words.slice(0, 79).trimEnd()}…` : words;
}

/** A rule's own name, without what it asks; undefined for other lines. */
const ruleName = (node: OutlineNode): string | undefined =>
  node.role === 'rule' ? controlsOf(node).find(({ path }) => path.endsWith('.name'))?.text : undefined;

/** The line that speaks of a place: the one with the longest path that holds it; undefined where none does. */
export function lineAt(outline: Outline, path: string): OutlineNode | undefined {
  let found: OutlineNode | undefined;
  for (const node of allLines(outline)) {
    const isHere = isWithin(path, node.path) || controlsOf(node).some((control) => isWithin(path, control.path));
    if (isHere && node.path.length >= (found?.path.length ?? 0)) found = node;
  }
  return found;
}

export const controlsOf = (node: OutlineNode): readonly Control[] =>
  node.parts.filter((part): part is Control => part.kind === 'control');

/** The section a line stands in. */
export const sectionOf = (outline: Outline, path: string): Outline['sections'][number] | undefined =>
  outline.sections.find(({ nodes }) => linesOf(nodes).some((node) => node.path === path));

/** A line that is a part by itself: a criterion, a group, a rule; not one of their attributes. */
export const canCopy = ({ role }: OutlineNode): boolean => role !== 'attribute' && role !== 'line';
