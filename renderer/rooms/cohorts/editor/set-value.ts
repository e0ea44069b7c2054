import type { Control } from '../../../../contract/outline.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import type { Change } from './editor-context.ts';

/** Puts a value where a word stands; `words`: how it reads. */
export const setValue = ({ path, label }: Control, value: unknown, words: string): Change => ({
  label: t.word.change(label, words),
  edits: [{ op: 'set', path, value }],
  focus: path,
  isStaying: true,
});

/** Puts another word in a choice: by the edits it brings, or by its value. */
export const chooseOption = (control: Control, { label, value, edits }: Control['options'][number]): Change =>
  edits && edits.length > 0 ? { ...setValue(control, value, label), edits } : setValue(control, value, label);

/** Leaves a word out that may be left out. */
export const removeValue = ({ path, label }: Control): Change => ({
  label: t.word.remove(label),
  edits: [{ op: 'remove', path }],
  focus: path,
  isStaying: true,
});
