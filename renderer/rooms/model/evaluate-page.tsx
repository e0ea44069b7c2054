import type { CohortEntry } from '../../../contract/cohort.ts';
import { ColumnsToRead } from './columns-to-read.tsx';
import { Validation } from './model-form.tsx';
import { ModelResult } from './model-result.tsx';
import { TaskPage } from './task-page.tsx';
import { targetSource, useModelQuestion } from './use-model-question.ts';

/** How well the outcome is predicted in persons held out. */
export function EvaluatePage({ entries }: { readonly entries: readonly CohortEntry[] }) {
  const question = useModelQuestion(entries, 'target');
  const { asked, form } = question;
  const { folds, repeats, seed } = asked;
  return (
    <TaskPage
      method="model.evaluate"
      task="evaluate"
      question={question}
      input={{ source: targetSource(question), folds, repeats, seed, explain: true }}
      summary={({ title }) => title}
      numbers={<Validation asked={asked} change={form.set} />}
      note={<ColumnsToRead question={question} />}
    >
      {(run) => <ModelResult key={run.run} run={run} />}
    </TaskPage>
  );
}
