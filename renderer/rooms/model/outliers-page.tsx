import type { CohortEntry } from '../../../contract/cohort.ts';
import { Checkbox } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { tableName } from '../asking/file-path.ts';
import { PlainColumns } from './columns-to-read.tsx';
import { OutliersView } from './outliers-view.tsx';
import { TaskPage } from './task-page.tsx';
import { rowsSource, useModelQuestion } from './use-model-question.ts';

const t = modelTasksText.outliers;

/** Values that nobody expects, given the rest of their row. */
export function OutliersPage({ entries }: { readonly entries: readonly CohortEntry[] }) {
  const question = useModelQuestion(entries, 'rows');
  const { asked, form } = question;
  const of = asked.kind === 'table' ? tableName(asked.path) : (asked.cohort ?? '');
  return (
    <TaskPage
      method="model.outliers"
      task="outliers"
      question={question}
      input={{ source: rowsSource(question), plant: asked.plant, seed: asked.seed, model: asked.model }}
      summary={() => t.of(of)}
      extra={
        <Checkbox isSelected={asked.plant} onChange={(plant) => form.set({ plant })}>
          {t.plant}
        </Checkbox>
      }
      note={<PlainColumns question={question} />}
    >
      {(found) => <OutliersView found={found} isTable={asked.kind === 'table'} of={of} />}
    </TaskPage>
  );
}
