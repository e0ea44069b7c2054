import { useState } from 'react';
import type { CohortDetail } from '../../../contract/cohort.ts';
import { useCall } from '../../backend/use-call.ts';
import { FailureNote, Loading, Tabs } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { CohortActions, readOnlyReason } from './cohort-actions.tsx';
import { CohortAnswer } from './cohort-answer.tsx';
import { CohortInspect } from './cohort-inspect.tsx';
import styles from './cohort-page.module.css';
import { Compare } from './compare/compare.tsx';
import { shownResult } from './counts/shown-result.ts';
import { useLiveCounts } from './counts/use-live-counts.ts';
import { DefinitionTab } from './definition-tab.tsx';
import { useCohortEdit } from './editor/use-cohort-edit.ts';
import { generationOn } from './generation.ts';
import { GenerationNote } from './generation-note.tsx';
import { Revisions } from './revisions/revisions.tsx';
import { useGeneration } from './use-generation.ts';

interface CohortPageProps {
  readonly name: string;
  readonly dataset: string | null;
  /** Every cohort's name, so that none is given twice. */
  readonly names: readonly string[];
}

/** One cohort: its definition as it reads and is edited, what the check says, and who is in it. */
export function CohortPage({ name, dataset, names }: CohortPageProps) {
  const detail = useCall('cohort.get', { name });
  const content = detail.kind === 'loading' ? undefined : detail.content;
  return (
    <article aria-label={name} className={styles.page}>
      {detail.kind === 'loading' ? <Loading what={t.detailLoading} /> : null}
      {detail.kind === 'failed' ? (
        <FailureNote failure={detail.failure} title={t.detailFailed} onRetry={detail.refetch} />
      ) : null}
      {content ? <Page content={content} dataset={dataset} names={names} /> : null}
    </article>
  );
}

interface PageProps {
  readonly content: CohortDetail;
  readonly dataset: string | null;
  readonly names: readonly string[];
}

type Tab = 'definition' | 'revisions' | 'compare';

function Page({ content, dataset, names }: PageProps) {
  const edit = useCohortEdit(content);
  const { detail } = edit;
  const [tab, setTab] = useState<Tab>('definition');
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const made = generationOn(detail, dataset);
  const generation = useGeneration(detail.name, dataset);
  const live = useLiveCounts(detail, dataset);
  const shown = shownResult(made, live);
  const readOnly = readOnlyReason(isReadOnly);
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.name}>{detail.name}</h2>
        <CohortActions detail={detail} made={made} dataset={dataset} names={names} generation={generation} />
      </header>
      <GenerationNote name={detail.name} generation={generation} />
      {shown ? <CohortAnswer shown={shown} dataset={dataset} /> : null}
      <div className={styles.views}>
        <Tabs
          label={t.tabs.label}
          selected={tab}
          onSelect={(id) => setTab(id as Tab)}
          items={[
            {
              id: 'definition',
              label: t.tabs.definition,
              content: (
                <DefinitionTab
                  edit={edit}
                  live={live}
                  shown={shown}
                  dataset={dataset}
                  readOnly={readOnly}
                  made={made}
                />
              ),
            },
            { id: 'revisions', label: t.tabs.revisions, content: <Revisions name={detail.name} readOnly={readOnly} /> },
            {
              id: 'compare',
              label: t.tabs.compare,
              content: <Compare name={detail.name} names={names} dataset={dataset} />,
            },
          ]}
        />
      </div>
      <CohortInspect detail={detail} made={made} />
    </>
  );
}
