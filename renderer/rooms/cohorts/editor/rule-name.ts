import type { OutlineNode } from '../../../../contract/outline.ts';
import { controlsOf, nameOf } from './outline-nodes.ts';

/** A rule's own name, without what it asks. */
export function ruleName(node: OutlineNode): string {
  const name = controlsOf(node).find(({ as, path }) => as === 'text' && path.endsWith('.name'))?.text;
  return name || nameOf(node);
}
