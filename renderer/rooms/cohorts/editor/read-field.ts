import type { Control } from '../../../../contract/outline.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';

export type Read =
  | { readonly kind: 'value'; readonly value: unknown; readonly words: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly problem: string };

const problem = (words: string): Read => ({ kind: 'problem', problem: words });

/** What was typed into a word: its value, nothing, or why it cannot stand there. */
export function readField(control: Control, typed: string): Read {
  const text = typed.trim();
  if (text === '') return control.isOptional ? { kind: 'nothing' } : problem(t.word.needed);
  if (control.as === 'number') return readNumber(control, text);
  if (control.as === 'date') return readDate(text);
  return { kind: 'value', value: text, words: `“${text}”` };
}

function readNumber({ min, max, isWhole }: Control, text: string): Read {
  const value = Number(text.replaceAll(',', ''));
  if (!Number.isFinite(value)) return problem(t.word.notNumber);
  if (isWhole && !Number.isInteger(value)) return problem(t.word.notWhole);
  if (min !== undefined && value < min) return problem(t.word.tooSmall(min));
  if (max !== undefined && value > max) return problem(t.word.tooLarge(max));
  return { kind: 'value', value, words: String(value) };
}

function readDate(text: string): Read {
  const at = new Date(`${text}T00:00:00Z`);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime());
  return isDate && at.toISOString().startsWith(text)
    ? { kind: 'value', value: text, words: text }
    : problem(t.word.notDate);
}
