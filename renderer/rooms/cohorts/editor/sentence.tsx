import { memo } from 'react';
import { assertNever } from '../../../../contract/failure.ts';
import type { Control, SentencePart } from '../../../../contract/outline.ts';
import { ChoiceWord } from './choice-word.tsx';
import { ConceptsWord } from './concepts-word.tsx';
import { useEditor } from './editor-context.ts';
import { FieldWord } from './field-word.tsx';
import { SetWord } from './set-word.tsx';
import styles from './word.module.css';

/** One sentence of a definition; its underlined words are the controls. */
export const Sentence = memo(function Sentence({ parts }: { readonly parts: readonly SentencePart[] }) {
  return parts.map((part, index) =>
    part.kind === 'text' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: plain words have no name of their own
      <span key={`text ${index}`}>{part.text}</span>
    ) : (
      <Word key={part.path} control={part} />
    ),
  );
});

const Word = memo(function Word({ control }: { readonly control: Control }) {
  const { readOnly } = useEditor();
  if (readOnly) return <span className={styles.fixed}>{control.text}</span>;
  switch (control.as) {
    case 'choice':
      return <ChoiceWord control={control} />;
    case 'number':
    case 'date':
    case 'text':
      return <FieldWord control={control} />;
    case 'conceptSet':
      return <SetWord control={control} />;
    case 'concepts':
      return <ConceptsWord control={control} />;
    default:
      return assertNever(control.as, 'sort of control');
  }
});
