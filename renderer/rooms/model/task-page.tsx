import { FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Input, JobMethod, Output } from '../../../contract/index.ts';
import { useJob } from '../../backend/use-job.ts';
import { useModelForm } from '../../state/model-form.ts';
import { usePlainDataset } from '../../state/plain-dataset.ts';
import { modelText as t } from '../../text/model.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Asked } from '../asking/asked.tsx';
import { NoCohorts } from '../asking/no-cohorts.tsx';
import { ModelForm } from './model-form.tsx';
import styles from './task-page.module.css';
import type { ModelQuestion } from './use-model-question.ts';

export type Task = keyof typeof modelTasksText.leads;

interface TaskPageProps<M extends JobMethod> {
  readonly method: M;
  readonly task: Task;
  readonly question: ModelQuestion;
  readonly input: Input<M>;
  readonly summary: (answer: Output<M>) => ReactNode;
  /** The task's own numbers, beside those of the source. */
  readonly numbers?: ReactNode;
  /** What else can be asked for, above the run. */
  readonly extra?: ReactNode;
  readonly note?: ReactNode;
  /** What else the task offers, below the answer. */
  readonly below?: ReactNode;
  readonly children: (answer: Output<M>) => ReactNode;
}

/** One task of the model: what is asked, what will be read, the job, its answer. */
export function TaskPage<M extends JobMethod>(props: TaskPageProps<M>) {
  const { method, task, question, input, summary, numbers, extra, note, below, children } = props;
  const { asked, generated, missing, needs } = question;
  const job = useJob(method);
  const set = useModelForm((s) => s.set);
  const plain = usePlainDataset();
  const isTooFew = asked.kind === 'cohort' && generated.length < (needs === 'target' ? 2 : 1);
  return (
    <div className={styles.page}>
      <p className={styles.lead}>{modelTasksText.leads[task]}</p>
      <Asked
        id={`model.${task}`}
        group={t.group}
        job={job}
        input={input}
        words={modelTasksText.words[task]}
        missing={missing}
        summary={summary}
        form={<ModelForm question={question} numbers={numbers} extra={extra} />}
        note={note}
        instead={
          isTooFew ? (
            <NoCohorts
              icon={FlaskConical}
              {...(plain !== null ? t.empty.plain(plain) : needs === 'rows' ? t.empty.one : t.empty.two)}
              isOmop={plain === null}
              onTable={() => set({ kind: 'table' })}
            />
          ) : null
        }
      >
        {children}
      </Asked>
      {below}
    </div>
  );
}
