import type { CohortEntry } from '../../../contract/cohort.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { PlainColumns } from './columns-to-read.tsx';
import { Whole } from './model-form.tsx';
import { SynthesisView } from './synthesis-view.tsx';
import { TaskPage } from './task-page.tsx';
import { rowsSource, useModelQuestion } from './use-model-question.ts';

const t = modelTasksText.synthesise;

/** A table of made rows in the place of real ones. */
export function SynthesisePage({ entries }: { readonly entries: readonly CohortEntry[] }) {
  const question = useModelQuestion(entries, 'rows');
  const { asked, form } = question;
  return (
    <TaskPage
      method="model.synthesise"
      task="synthesise"
      question={question}
      input={{ source: rowsSource(question), rows: asked.madeRows || undefined, seed: asked.seed, model: asked.model }}
      summary={({ title }) => title}
      numbers={
        <Whole
          label={t.rows}
          help={t.rowsHelp}
          min={0}
          max={100_000}
          value={asked.madeRows}
          otherwise={0}
          onChange={(madeRows) => form.set({ madeRows })}
        />
      }
      note={<PlainColumns question={question} />}
    >
      {(made) => <SynthesisView key={made.run} made={made} />}
    </TaskPage>
  );
}
