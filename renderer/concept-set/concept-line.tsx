import type { ConceptSummary, FoundConcept } from '../../contract/vocabulary.ts';
import { classNames } from '../kit/index.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import styles from './concept-line.module.css';
import { markWords } from './mark-words.ts';

interface MarkedProps {
  readonly text: string;
  readonly search: string;
}

/** A text with what was searched for marked in it. */
export function Marked({ text, search }: MarkedProps) {
  let at = 0;
  return markWords(text, search).map((part) => {
    const key = at;
    at += part.text.length;
    return part.isMatch ? (
      <mark key={key} className={styles.mark}>
        {part.text}
      </mark>
    ) : (
      <span key={key}>{part.text}</span>
    );
  });
}

interface ConceptLineProps {
  readonly concept: ConceptSummary | FoundConcept;
  /** What was searched for. */
  readonly search?: string;
}

/** A concept's name, and under it id, code, vocabulary, domain and standing, in words. */
export function ConceptLine({ concept, search = '' }: ConceptLineProps) {
  const matched = 'matched' in concept && concept.matched !== concept.code ? concept.matched : null;
  return (
    <span className={styles.concept}>
      <span className={styles.name}>
        <Marked text={concept.name} search={search} />
        {matched ? (
          <span className={styles.matched}>
            {' '}
            <Marked text={t.search.synonym(matched)} search={search} />
          </span>
        ) : null}
      </span>
      <ConceptMeta concept={concept} search={search} />
    </span>
  );
}

/** Id, code, vocabulary, domain, standing: one soft line. */
export function ConceptMeta({ concept, search = '' }: ConceptLineProps) {
  const { id, code, vocabulary, domain, standard, invalid } = concept;
  return (
    <span className={styles.meta}>
      <span className={styles.code}>
        <Marked text={String(id)} search={search} />
      </span>
      {code && code !== String(id) ? (
        <span className={styles.code}>
          <Marked text={code} search={search} />
        </span>
      ) : null}
      <span>{vocabulary}</span>
      <span>{domain}</span>
      <span className={classNames(standard === 'S' && styles.standard)}>{t.standard[standard ?? 'none']}</span>
      {invalid ? <span className={styles.invalid}>{t.invalid[invalid]}</span> : null}
    </span>
  );
}
