import type { ReactNode } from 'react';
import { Inspect } from '../../frame/inspector.tsx';
import { Facts, Section, Sentence } from '../../kit/index.ts';
import { askingText } from '../../text/asking.ts';
import { PinButton } from '../findings/pin-button.tsx';
import styles from './answer.module.css';

const t = askingText.answer;

interface AnswerProps {
  /** What it is an answer of, for the inspector. */
  readonly kind: string;
  readonly title: string;
  readonly sentence: string;
  /** What made it, below the sentence. */
  readonly by?: ReactNode;
  /** The run it is kept as, null where the study could not keep it; `inside`: it is kept nowhere and never leaves. */
  readonly kept: string | null | 'inside';
  /** How it is computed. */
  readonly method: string;
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  readonly sql?: readonly string[];
  readonly children: ReactNode;
}

/** An answer: as a sentence on top, the way to the findings, figures and tables, and how it is computed. */
export function Answer({ kind, title, sentence, by, kept, method, facts, sql, children }: AnswerProps) {
  const made = kept && kept !== 'inside' ? [...facts, [t.run, kept] as const] : facts;
  return (
    <article aria-label={title} className={styles.answer}>
      <header className={styles.head}>
        <div>
          <Sentence>{sentence}</Sentence>
          {by ? <p className={styles.by}>{by}</p> : null}
        </div>
        {kept === 'inside' ? null : <PinButton run={kept} />}
      </header>
      {children}
      <Section title={t.method}>
        <p className={styles.method}>{method}</p>
      </Section>
      <Inspect kind={kind} title={title} made={<Facts items={made} />} sql={sql} />
    </article>
  );
}
