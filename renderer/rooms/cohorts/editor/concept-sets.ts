import type { Control, Edit, Outline } from '../../../../contract/outline.ts';
import type { ConceptSetExpression } from '../../../../contract/vocabulary.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import type { Change } from './editor-context.ts';

export interface NamedSet {
  readonly name: string;
  readonly expression: ConceptSetExpression;
}

/** The least number that no concept set of the definition has. */
export function freeId({ conceptSets }: Outline): number {
  const taken = new Set(conceptSets.map(({ id }) => id));
  let id = 0;
  while (taken.has(id)) id += 1;
  return id;
}

/** A name that no other set of the definition has: “Diabetes”, “Diabetes 2”. */
export function freeName({ conceptSets }: Outline, wanted: string): string {
  const taken = new Set(conceptSets.map(({ name }) => name));
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${wanted} ${n}`)) n += 1;
  return `${wanted} ${n}`;
}

/** Brings a set into the definition and puts it where a word stands, as one edit. */
export function withNewSet(outline: Outline, control: Control, { name, expression }: NamedSet): Change {
  const id = freeId(outline);
  const own = freeName(outline, name);
  const insert: Edit = { op: 'insert', path: '$.ConceptSets', value: { id, name: own, expression } };
  return {
    label: t.sets.labelNew(own),
    edits: [insert, { op: 'set', path: control.path, value: id }],
    focus: control.path,
    isStaying: true,
  };
}

/** Changes a set of the definition, wherever it is used. */
export const editSet = (path: string, { name, expression }: NamedSet): Change => ({
  label: t.sets.labelEdit(name),
  edits: [
    { op: 'set', path: `${path}.name`, value: name },
    { op: 'set', path: `${path}.expression`, value: expression },
  ],
});
