import type { Outline, OutlineNode } from '../../../../contract/outline.ts';
import { sectionOf } from './outline-nodes.ts';

function parsed(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    // What is no JSON is refused by the engine, with its reason.
    return {};
  }
}

const isRule = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'expression' in value &&
  typeof value.expression === 'object' &&
  value.expression !== null &&
  !('items' in value.expression);

/** Is this text an inclusion rule, as copied here or cut from a definition? */
export function isRuleText(text: string): boolean {
  const json = parsed(text);
  return isRule('value' in json ? json.value : json);
}

/**
 * Where pasted text goes from a line: a rule beside the rules, anything else into the rule or group itself, or into the
 * list that the line stands in. Null where nothing can be pasted.
 */
export function pastePlace(outline: Outline, lines: readonly OutlineNode[], text: string): string | null {
  const [line] = lines;
  if (!line) return null;
  const section = sectionOf(outline, line.path);
  if (isRuleText(text) && section?.id === 'rules') return section.pasteInto;
  const holder = lines.find(({ role, list }) => role === 'rule' || role === 'group' || list !== null);
  if (holder && (holder.role === 'rule' || holder.role === 'group')) return holder.path;
  return holder?.list?.path ?? section?.pasteInto ?? null;
}
