import { useMemo } from 'react';
import type { AnalysisSummary } from '../../../contract/analysis.ts';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { useCall } from '../../backend/use-call.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { FailureNote, Loading, RoomPage } from '../../kit/index.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { usePlainDataset } from '../../state/plain-dataset.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { AnalysisPage } from './analysis-page.tsx';

/** Ask a question of cohorts or of a table; the answer is a sentence first. */
export default function AnalysesRoom() {
  const analyses = useCall('analysis.list', {});
  const cohorts = useCall('cohort.list', {});
  const failed = [analyses, cohorts].find(({ kind }) => kind === 'failed');
  const isLoading = analyses.kind === 'loading' || cohorts.kind === 'loading';
  return (
    <RoomPage title={t.title} lead={t.lead}>
      {failed?.kind === 'failed' ? (
        <FailureNote failure={failed.failure} title={t.failed} onRetry={failed.refetch} />
      ) : null}
      {!failed && isLoading ? <Loading what={t.loading} /> : null}
      {analyses.kind === 'full' && cohorts.kind === 'full' ? (
        <Chosen analyses={analyses.content} entries={cohorts.content} />
      ) : null}
    </RoomPage>
  );
}

interface ChosenProps {
  readonly analyses: readonly AnalysisSummary[];
  readonly entries: readonly CohortEntry[];
}

function Chosen({ analyses, entries }: ChosenProps) {
  const wanted = useAnalysisForm((s) => s.analysis);
  useChoosing(analyses);
  const plain = usePlainDataset();
  const first = plain === null ? undefined : analyses.find(({ sources }) => sources.includes('table'));
  const analysis = analyses.find(({ name }) => name === wanted) ?? first ?? analyses[0];
  return analysis ? (
    <AnalysisPage key={analysis.name} analyses={analyses} analysis={analysis} entries={entries} />
  ) : null;
}

/** Each analysis by its name, in the palette. */
function useChoosing(analyses: readonly AnalysisSummary[]): void {
  const commands = useMemo(
    (): readonly Command[] =>
      analyses.map(({ name, title }) => ({
        id: `analyses.choose.${name}`,
        title: t.command(title),
        group: t.group,
        run: () => useAnalysisForm.getState().chooseAnalysis(name),
      })),
    [analyses],
  );
  useCommands('analyses', commands);
}
