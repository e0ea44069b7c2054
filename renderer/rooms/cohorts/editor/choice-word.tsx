import { useRef, useState } from 'react';
import type { Control } from '../../../../contract/outline.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { useEditor } from './editor-context.ts';
import { type Pick, PickMenu } from './pick-menu.tsx';
import { chooseOption, removeValue } from './set-value.ts';
import { WordButton } from './word-button.tsx';

/** One of a few words: the others hang below it. */
export function ChoiceWord({ control }: { readonly control: Control }) {
  const editor = useEditor();
  const trigger = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const picks = (): readonly Pick[] => [
    ...control.options.map((option, index) => ({
      id: String(index),
      label: option.label,
      isCurrent: option.label === control.text,
      onPick: () => {
        if (option.label !== control.text) editor.change(() => chooseOption(control, option));
      },
    })),
    ...(control.isOptional && control.value !== undefined && control.value !== null
      ? [{ id: 'none', label: t.word.none, onPick: () => editor.change(() => removeValue(control)) }]
      : []),
  ];
  return (
    <>
      <WordButton ref={trigger} control={control} opens="menu" isOpen={isOpen} onOpen={() => setOpen(true)} />
      {isOpen ? (
        <PickMenu
          label={control.label}
          trigger={trigger}
          isOpen
          onClose={() => setOpen(false)}
          sections={[{ picks: picks() }]}
        />
      ) : null}
    </>
  );
}
