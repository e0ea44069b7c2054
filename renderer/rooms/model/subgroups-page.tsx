import { FlaskConicalOff } from 'lucide-react';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { useCall } from '../../backend/use-call.ts';
import { Button, EmptyState, FailureNote, Loading } from '../../kit/index.ts';
import { useModelForm } from '../../state/model-form.ts';
import { modelText } from '../../text/model.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { ColumnsToRead } from './columns-to-read.tsx';
import { Whole } from './model-form.tsx';
import { SimilarPersons } from './similar-persons.tsx';
import { SubgroupsView } from './subgroups-view.tsx';
import { TaskPage } from './task-page.tsx';
import { targetSource, useModelQuestion } from './use-model-question.ts';

const t = modelTasksText.subgroups;

interface SubgroupsPageProps {
  readonly entries: readonly CohortEntry[];
}

/** Who is alike: for models that say where each row lies; others say calmly that they do not. */
export function SubgroupsPage({ entries }: SubgroupsPageProps) {
  const model = useModelForm((s) => s.model);
  const shown = useCall('model.show', { model });
  if (shown.kind === 'loading') return <Loading what={modelText.card.loading} />;
  if (shown.kind === 'failed')
    return <FailureNote failure={shown.failure} title={modelText.card.failed} onRetry={shown.refetch} />;
  return hasEmbedding(shown.content.manifest) ? <Asking entries={entries} /> : <Unsupported />;
}

/** Whether a manifest names the output that places rows; its shape is the model folder's own. */
export const hasEmbedding = (manifest: Readonly<Record<string, unknown>>): boolean =>
  JSON.stringify(manifest).includes('"row_emb"');

function Unsupported() {
  const chooseTab = useModelForm((s) => s.chooseTab);
  return (
    <EmptyState
      icon={FlaskConicalOff}
      title={t.unsupported.title}
      why={t.unsupported.why}
      next={<Button onPress={() => chooseTab('card')}>{t.unsupported.card}</Button>}
    />
  );
}

function Asking({ entries }: SubgroupsPageProps) {
  const question = useModelQuestion(entries, 'target');
  const { asked, form, missing } = question;
  const { seed, model } = asked;
  const source = targetSource(question);
  return (
    <TaskPage
      method="model.subgroups"
      task="subgroups"
      question={question}
      input={{ source, groups: asked.groups > 1 ? asked.groups : undefined, seed, model }}
      summary={({ title }) => title}
      numbers={
        <Whole
          label={t.groups}
          help={t.groupsHelp}
          min={0}
          max={20}
          value={asked.groups}
          otherwise={0}
          onChange={(groups) => form.set({ groups })}
        />
      }
      note={<ColumnsToRead question={question} />}
      below={missing === null ? <SimilarPersons source={source} seed={seed} model={model} /> : null}
    >
      {(found) => <SubgroupsView key={found.run} found={found} />}
    </TaskPage>
  );
}
