import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Preparation } from '../../../contract/model.ts';
import type { ModelIdentity } from '../../../contract/model-results.ts';
import { formatDuration } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Answer } from '../asking/answer.tsx';
import styles from './model-result.module.css';

const t = modelTasksText.result;

type Fact = readonly [name: string, value: ReactNode];

interface TaskResultProps {
  readonly title: string;
  readonly sentence: string;
  /** The run it is kept as; `inside`: it is about single persons, and is kept nowhere. */
  readonly kept: string | null | 'inside';
  readonly made: { readonly model: ModelIdentity; readonly elapsedMs: number };
  readonly notices: readonly string[];
  /** Columns that notices may name, with the words a reader knows them by. */
  readonly columns?: Preparation['columns'];
  readonly method: string;
  readonly facts?: readonly Fact[];
  readonly sql?: readonly string[];
  readonly children: ReactNode;
}

/** An answer of the model: in a sentence, by which model, what to know of it, and how it is computed. */
export function TaskResult(props: TaskResultProps) {
  const { title, sentence, kept, made, notices, columns = [], method, facts = [], sql, children } = props;
  const { model, elapsedMs } = made;
  return (
    <Answer
      kind={t.kind}
      title={title}
      sentence={inLabels(sentence, columns)}
      by={t.by(model.name, model.version, formatDuration(elapsedMs))}
      kept={kept}
      method={method}
      facts={[
        ...facts,
        [t.model, `${model.name} ${model.version}`],
        [t.hash, model.hash],
        [t.elapsed, formatDuration(elapsedMs)],
      ]}
      sql={sql}
    >
      {kept === 'inside' ? <Inside /> : null}
      <Notices messages={notices.map((notice) => inLabels(notice, columns))} />
      {children}
    </Answer>
  );
}

/** A notice with columns by their labels: the model knows names alone. */
export const inLabels = (notice: string, columns: Preparation['columns']): string =>
  columns.reduce((text, { name, label }) => text.replaceAll(`“${name}”`, `“${label}”`), notice);

function Inside() {
  return (
    <p className={styles.inside}>
      <Lock aria-hidden size={16} strokeWidth={1.75} />
      {t.inside}
    </p>
  );
}

function Notices({ messages }: { readonly messages: readonly string[] }) {
  const once = [...new Set(messages)];
  if (once.length === 0) return null;
  return (
    <section className={styles.notices}>
      <h2 className={styles.heading}>{t.notices}</h2>
      <ul>
        {once.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </section>
  );
}
