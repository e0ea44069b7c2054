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
        label={t.add.name}
        problem={title.trim() === '' ? t.add.nameEmpty : null}
        value={title}
        onChange={onTitle}
        maxLength={200}
      />
      <TextField
        label={t.add.context}
        help={t.add.contextHelp}
        lines={3}
        value={context}
        onChange={onContext}
        maxLength={2000}
      />
    </>
  );
}
