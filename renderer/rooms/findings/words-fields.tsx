import { Button, TextField } from '../../kit/index.ts';
import { findingsText } from '../../text/findings.ts';
import { numberInWords } from './number-in-words.ts';
import styles from './words-fields.module.css';

const t = findingsText.words;

interface WordsFieldsProps {
  readonly title: string;
  readonly context: string;
  /** How it was made, in words to begin the context with. */
  readonly outline: string;
  readonly onTitle: (title: string) => void;
  readonly onContext: (context: string) => void;
}

/** Title and context of a finding: the only words in it that a person writes, with what a checker will ask. */
export function WordsFields({ title, context, outline, onTitle, onContext }: WordsFieldsProps) {
  const number = numberInWords(`${title} ${context}`);
  return (
    <>
      <TextField
        label={t.name}
        problem={title.trim() === '' ? t.nameEmpty : null}
        value={title}
        onChange={onTitle}
        maxLength={200}
      />
      <TextField
        label={t.context}
        help={t.contextHelp}
        lines={4}
        value={context}
        onChange={onContext}
        maxLength={2000}
        autoFocus
      />
      <div className={styles.prompt}>
        <p className={styles.ask}>{t.ask}</p>
        <ul className={styles.asks}>
          {t.asks.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
        {context.trim() === '' ? (
          <Button variant="plain" onPress={() => onContext(outline)} className={styles.begin}>
            {t.outline}
          </Button>
        ) : null}
      </div>
      {number ? (
        <p role="status" className={styles.number}>
          {t.hasNumber(number)}
        </p>
      ) : null}
    </>
  );
}
