import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Control } from '../../../../contract/outline.ts';
import { keptNowhere } from '../../../kit/kept-nowhere.ts';
import { useEditor } from './editor-context.ts';
import { readField } from './read-field.ts';
import { removeValue, setValue } from './set-value.ts';
import styles from './word.module.css';
import { WordButton } from './word-button.tsx';

const written = ({ value }: Control): string => (value === undefined || value === null ? '' : String(value));

/** Keys that begin to write in place of what stands there, without Enter first. Control characters have longer names. */
const beginsWith: Partial<Record<Control['as'], RegExp>> = { number: /^[\d-]$/, date: /^\d$/, text: /^\S$/u };

/** A number, a date or a text in the sentence: Enter or typing opens it, Enter keeps it, Escape takes back, leaving keeps. */
export function FieldWord({ control }: { readonly control: Control }) {
  const editor = useEditor();
  const trigger = useRef<HTMLSpanElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const comesBack = useRef(false);
  useEffect(() => {
    if (typed !== null || !comesBack.current) return;
    comesBack.current = false;
    trigger.current?.focus();
  }, [typed]);

  const close = (isBack: boolean) => {
    comesBack.current = isBack;
    setProblem(null);
    setTyped(null);
  };
  const keep = (text: string, isBack: boolean) => {
    if (text.trim() === written(control)) return close(isBack);
    const read = readField(control, text);
    if (read.kind === 'problem') return setProblem(read.problem);
    const change = read.kind === 'nothing' ? removeValue(control) : setValue(control, read.value, read.words);
    editor.change(() => (isBack ? change : { ...change, focus: undefined }));
    close(isBack);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isTyping = beginsWith[control.as]?.test(event.key) && !event.ctrlKey && !event.metaKey;
    if (!isTyping || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    setTyped(event.key);
  };

  if (typed === null) {
    return (
      <WordButton
        ref={trigger}
        control={control}
        opens="field"
        isOpen={false}
        onOpen={() => setTyped(written(control))}
        onKeyDown={onKeyDown}
      />
    );
  }
  return (
    <Field
      control={control}
      typed={typed}
      problem={problem}
      onType={setTyped}
      onKeep={keep}
      onBack={() => close(true)}
    />
  );
}

interface FieldProps {
  readonly control: Control;
  readonly typed: string;
  readonly problem: string | null;
  readonly onType: (text: string) => void;
  readonly onKeep: (text: string, isBack: boolean) => void;
  readonly onBack: () => void;
}

function Field({ control, typed, problem, onType, onKeep, onBack }: FieldProps) {
  const problemId = useId();
  const own = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    const field = own.current;
    if (!field) return;
    field.focus();
    if (field.value === written(control)) field.select();
    else field.setSelectionRange(field.value.length, field.value.length);
  }, [control]);
  const isText = control.as === 'text';
  const Tag = isText ? 'textarea' : 'input';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onBack();
    else if (event.key === 'Enter' && !event.shiftKey) onKeep(typed, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <Tag
        ref={own}
        rows={isText ? 1 : undefined}
        inputMode={control.as === 'number' ? 'decimal' : undefined}
        data-word={control.path}
        aria-label={control.label}
        aria-invalid={problem !== null}
        aria-describedby={problem ? problemId : undefined}
        {...keptNowhere}
        value={typed}
        className={styles.field}
        onChange={(event: { readonly target: { readonly value: string } }) => onType(event.target.value)}
        onBlur={() => onKeep(typed, false)}
        onKeyDown={onKeyDown}
      />
      {problem ? (
        <span id={problemId} role="alert" className={styles.problem}>
          {problem}
        </span>
      ) : null}
    </>
  );
}
