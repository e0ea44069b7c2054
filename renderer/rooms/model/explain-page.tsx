import type { CohortEntry } from '../../../contract/cohort.ts';
import { ColumnsToRead } from './columns-to-read.tsx';
import { ExplanationView } from './explanation-view.tsx';
import { Validation } from './model-form.tsx';
import { PersonExplained } from './person-explained.tsx';
import { TaskPage } from './task-page.tsx';
import { targetSource, useModelQuestion } from './use-model-question.ts';

/** What a prediction rests on: in all held-out persons, and in one. */
export function ExplainPage({ entries }: { readonly entries: readonly CohortEntry[] }) {
  const question = useModelQuestion(entries, 'target');
  const { asked, form, missing } = question;
  const { folds, repeats, seed, model } = asked;
  const source = targetSource(question);
  return (
    <TaskPage
      method="model.explain"
      task="explain"
      question={question}
      input={{ source, folds, repeats, seed, model }}
      summary={({ title }) => title}
      numbers={<Validation asked={asked} change={form.set} />}
      note={<ColumnsToRead question={question} />}
      below={missing === null ? <PersonExplained source={source} seed={seed} model={model} /> : null}
    >
      {(told) => <ExplanationView key={told.run} told={told} />}
    </TaskPage>
  );
}
