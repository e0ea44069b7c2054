import type {
  Control,
  ControlOption,
  Edit,
  OutlineAction,
  OutlineNode,
  SentencePart,
} from '../../../contract/outline.ts';
import type { Menus } from './menus.ts';
import { at, isThere, type Spot } from './spot.ts';

/** What every line is written with: the names of the definition's concept sets. */
export interface Writing {
  readonly setName: (id: number) => string | null;
  /** The study’s other cohorts, which criteria can be stays in. */
  readonly cohorts: readonly string[];
  /** Leaves out what can be added to each line. */
  readonly isBrief: boolean;
  readonly menus: Menus;
}

const noControl = { options: [], isWhole: false, isOptional: false };

export type Words = readonly (string | Control)[];

/** A sentence out of texts and controls, as they stand one after the other. */
export function sentence(...words: readonly (string | Control | Words)[]): SentencePart[] {
  const parts: SentencePart[] = [];
  for (const word of words.flat() as Words) {
    const last = parts.at(-1);
    if (typeof word !== 'string') parts.push(word);
    else if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + word };
    else if (word !== '') parts.push({ kind: 'text', text: word });
  }
  return parts;
}

export const plainText = (parts: readonly SentencePart[]): string => parts.map(({ text }) => text).join('');

/** A choice of words; `text` is the word in force, one of the options’ labels or what stands there instead. */
export function choice(spot: Spot, label: string, text: string, options: readonly ControlOption[]): Control {
  return {
    ...noControl,
    kind: 'control',
    path: spot.path,
    as: 'choice',
    label,
    text,
    value: spot.value,
    options: [...options],
  };
}

/** A choice between two words for false and true; `otherwise` is what an absent key means. */
export function either(spot: Spot, label: string, [no, yes]: readonly [string, string], otherwise = false): Control {
  const isYes = typeof spot.value === 'boolean' ? spot.value : otherwise;
  return choice(spot, label, isYes ? yes : no, [
    { label: no, value: false },
    { label: yes, value: true },
  ]);
}

interface NumberSpec {
  readonly text?: string;
  readonly min?: number;
  readonly isWhole?: boolean;
  readonly isOptional?: boolean;
}

export function number(spot: Spot, label: string, { text, min, isWhole = true, isOptional = false }: NumberSpec = {}) {
  const shown = text ?? (isThere(spot) ? shownValue(spot.value) : '…');
  const control: Control = {
    ...noControl,
    kind: 'control',
    path: spot.path,
    as: 'number',
    label,
    text: shown,
    value: spot.value,
    isWhole,
    isOptional,
  };
  return min === undefined ? control : { ...control, min };
}

const shownValue = (value: unknown): string =>
  typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 10 }) : String(value).slice(0, 80);

export function date(spot: Spot, label: string, empty: string | null = null): Control {
  const text = isThere(spot) ? String(spot.value).slice(0, 40) : (empty ?? '…');
  const isOptional = empty !== null;
  return { ...noControl, kind: 'control', path: spot.path, as: 'date', label, text, value: spot.value, isOptional };
}

export function freeText(spot: Spot, label: string, empty = '…'): Control {
  const text = typeof spot.value === 'string' && spot.value !== '' ? spot.value : empty;
  return { ...noControl, kind: 'control', path: spot.path, as: 'text', label, text, value: spot.value };
}

/** The concept set that stands at `spot`; `empty` is what no set means. */
export function conceptSet(writing: Writing, spot: Spot, label: string, empty: string): Control {
  const { value } = spot;
  const text = typeof value === 'number' ? `“${writing.setName(value) ?? `concept set ${value}`}”` : empty;
  return { ...noControl, kind: 'control', path: spot.path, as: 'conceptSet', label, text, value, isOptional: true };
}

/** A list of concepts; `domain` is where in the vocabulary they are searched. */
export function concepts(spot: Spot, label: string, empty: string, domain?: string): Control {
  const names = (Array.isArray(spot.value) ? spot.value : []).map((_, i) => conceptName(at(spot, i)));
  const control: Control = {
    ...noControl,
    kind: 'control',
    path: spot.path,
    as: 'concepts',
    label,
    text: names.length > 0 ? listed(names, 'or') : empty,
    value: spot.value,
    isOptional: true,
  };
  return domain === undefined ? control : { ...control, domain };
}

function conceptName(concept: Spot): string {
  const name = at(concept, 'CONCEPT_NAME').value;
  const id = at(concept, 'CONCEPT_ID').value;
  return typeof name === 'string' && name !== '' ? name : `concept ${String(id)}`;
}

/** “a”, “a or b”, “a, b or c”. */
export function listed(words: readonly string[], last: 'or' | 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export const set = (path: string, value: unknown): Edit => ({ op: 'set', path, value });
export const remove = (path: string): Edit => ({ op: 'remove', path });

export function action(label: string, edits: readonly Edit[], more: Partial<OutlineAction> = {}): OutlineAction {
  return { label, edits: [...edits], ...more };
}

export const removal = (label: string, ...paths: readonly string[]): OutlineAction => action(label, paths.map(remove));

/** Puts a value at the end of a list and goes to it. */
export function addition(list: Spot, label: string, value: unknown, section: string): OutlineAction {
  const length = Array.isArray(list.value) ? list.value.length : 0;
  return action(label, [{ op: 'insert', path: list.path, value }], { section, focus: `${list.path}[${length}]` });
}

type NodeSpec = Pick<OutlineNode, 'path' | 'role' | 'parts'> & Partial<OutlineNode>;

export function node(spec: NodeSpec): OutlineNode {
  return {
    isOff: false,
    isCounted: false,
    add: null,
    remove: null,
    toggle: null,
    duplicate: null,
    list: null,
    children: [],
    ...spec,
  };
}

/** What a member of a list can do besides: be removed, doubled and moved. */
export function memberActions(list: Spot, index: number, path: string) {
  const length = Array.isArray(list.value) ? list.value.length : 0;
  return {
    remove: removal('Remove', path),
    duplicate: action('Duplicate', [{ op: 'duplicate', path }], { focus: `${list.path}[${index + 1}]` }),
    list: { path: list.path, index, length },
  };
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
