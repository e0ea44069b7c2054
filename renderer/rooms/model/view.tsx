import { useMemo } from 'react';
import { type Command, useCommands } from '../../commands/registry.ts';
import { RoomPage, Tabs } from '../../kit/index.ts';
import { useModelForm } from '../../state/model-form.ts';
import { modelText as t } from '../../text/model.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Banner } from './banner.tsx';
import { ComparePage } from './compare-page.tsx';
import { EvaluatePage } from './evaluate-page.tsx';
import { ExplainPage } from './explain-page.tsx';
import { ImputePage } from './impute-page.tsx';
import { ModelCard } from './model-card.tsx';
import { OutliersPage } from './outliers-page.tsx';
import { SubgroupsPage } from './subgroups-page.tsx';
import { SynthesisePage } from './synthesise-page.tsx';
import { WithCohorts } from './with-cohorts.tsx';

const words = modelTasksText.tabs;

const items = [
  { id: 'evaluate', content: <WithCohorts>{(entries) => <EvaluatePage entries={entries} />}</WithCohorts> },
  { id: 'explain', content: <WithCohorts>{(entries) => <ExplainPage entries={entries} />}</WithCohorts> },
  { id: 'impute', content: <WithCohorts>{(entries) => <ImputePage entries={entries} />}</WithCohorts> },
  { id: 'outliers', content: <WithCohorts>{(entries) => <OutliersPage entries={entries} />}</WithCohorts> },
  { id: 'synthesise', content: <WithCohorts>{(entries) => <SynthesisePage entries={entries} />}</WithCohorts> },
  { id: 'subgroups', content: <WithCohorts>{(entries) => <SubgroupsPage entries={entries} />}</WithCohorts> },
  { id: 'compare', content: <ComparePage /> },
  { id: 'card', content: <ModelCard /> },
] as const;

const tabs = items.map(({ id, content }) => ({ id, label: words[id], content }));

/** The on-device model, labelled for what it is: what goes in, what comes out, how good, how sure. */
export default function ModelRoom() {
  const tab = useModelForm((s) => s.tab);
  const chooseTab = useModelForm((s) => s.chooseTab);
  useTasks(chooseTab);
  return (
    <RoomPage title={t.title} lead={t.lead}>
      <Banner />
      <Tabs label={modelTasksText.tabsLabel} items={tabs} selected={tab} onSelect={chooseTab} scroll="page" />
    </RoomPage>
  );
}

/** Each task by its name, in the palette. */
function useTasks(chooseTab: (tab: string) => void): void {
  const commands = useMemo(
    (): readonly Command[] =>
      items.map(({ id }) => ({
        id: `model.tab.${id}`,
        title: modelTasksText.goTo(words[id]),
        group: t.group,
        run: () => chooseTab(id),
      })),
    [chooseTab],
  );
  useCommands('model', commands);
}
