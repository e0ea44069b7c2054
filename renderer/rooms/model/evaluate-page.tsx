import type { CohortEntry } from '../../../contract/cohort.ts';
import { ColumnsToRead } from './columns-to-read.tsx';
import { Validation } from './model-form.tsx';
import { ModelResult } from './model-result.tsx';
import { RestPredicted } from './rest-predicted.tsx';
import { TaskPage } from './task-page.tsx';
import { targetSource, useModelQuestion } from './use-model-question.ts';

/** How well the outcome is predicted in persons held out. */
export function EvaluatePage({ entries }: { readonly entries: readonly CohortEntry[] }) {
  const question = useModelQuestion(entries, 'target');
  const { asked, form, missing } = question;
  const { folds, repeats, seed, model } = asked;
  const source = targetSource(question);
  return (
    <TaskPage
      method="model.evaluate"
      task="evaluate"
      question={question}
      input={{ source, folds, repeats, seed, explain: true, model }}
      summary={({ title }) => title}
      numbers={<Validation asked={asked} change={form.set} />}
      note={<ColumnsToRead question={question} />}
      below={asked.kind === 'table' && missing === null ? <RestPredicted source={source} model={model} /> : null}
    >
      {(run) => <ModelResult key={run.run} run={run} />}
    </TaskPage>
  );
}
