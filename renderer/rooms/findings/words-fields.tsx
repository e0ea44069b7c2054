import { TextField } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';

interface WordsFieldsProps {
  readonly title: string;
  readonly context: string;
  readonly onTitle: (title: string) => void;
  readonly onContext: (context: string) => void;
}

/** Title and context of a finding: the only words in it that a person writes. */
export function WordsFields({ title, context, onTitle, onContext }: WordsFieldsProps) {
  return (
    <>
      <TextField
        label={t.words.name}
        problem={title.trim() === '' ? t.words.nameEmpty : null}
        value={title}
        onChange={onTitle}
        maxLength={200}
      />
      <TextField
        label={t.words.context}
        help={t.words.contextHelp}
        lines={3}
        value={context}
        onChange={onContext}
        maxLength={2000}
      />
    </>
  );
}
