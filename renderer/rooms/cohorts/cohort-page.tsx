import type { CohortDetail } from '../../../contract/cohort.ts';
import { useCall } from '../../backend/use-call.ts';
import { FailureNote, Loading, Section } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { AttritionView } from './attrition-view.tsx';
import { CohortActions } from './cohort-actions.tsx';
import { CohortAnswer } from './cohort-answer.tsx';
import { CohortInspect } from './cohort-inspect.tsx';
import styles from './cohort-page.module.css';
import { Definition } from './definition.tsx';
import { type Generation, generationOn } from './generation.ts';
import { GenerationNote } from './generation-note.tsx';
import { Problems } from './problems.tsx';
import { useGeneration } from './use-generation.ts';

interface CohortPageProps {
  readonly name: string;
  readonly dataset: string | null;
  /** Every cohort's name, so that none is given twice. */
  readonly names: readonly string[];
}

/** One cohort: its definition as prose, what the check says, and who is in it. */
export function CohortPage({ name, dataset, names }: CohortPageProps) {
  const detail = useCall('cohort.get', { name });
  const content = detail.kind === 'loading' ? undefined : detail.content;
  return (
    <article aria-label={name} className={styles.page}>
      {detail.kind === 'loading' ? <Loading what={t.detailLoading} /> : null}
      {detail.kind === 'failed' ? (
        <FailureNote failure={detail.failure} title={t.detailFailed} onRetry={detail.refetch} />
      ) : null}
      {content ? <Page detail={content} dataset={dataset} names={names} /> : null}
    </article>
  );
}

interface PageProps {
  readonly detail: CohortDetail;
  readonly dataset: string | null;
  readonly names: readonly string[];
}

function Page({ detail, dataset, names }: PageProps) {
  const made = generationOn(detail, dataset);
  const generation = useGeneration(detail.name, dataset);
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.name}>{detail.name}</h2>
        <CohortActions detail={detail} made={made} dataset={dataset} names={names} generation={generation} />
      </header>
      <GenerationNote name={detail.name} generation={generation} />
      {detail.problems.length > 0 ? <Problems problems={detail.problems} /> : null}
      {made ? <CohortAnswer made={made} /> : null}
      <Body detail={detail} made={made} />
      <CohortInspect detail={detail} made={made} />
    </>
  );
}

function Body({ detail, made }: { readonly detail: CohortDetail; readonly made: Generation | undefined }) {
  return (
    <div className={made ? styles.body : undefined}>
      <div className={styles.definition}>
        <Section title={t.definition.heading}>
          {detail.explanation ? (
            <Definition explanation={detail.explanation} attrition={made?.result.attrition} />
          ) : (
            <p className={styles.none}>{t.definition.none}</p>
          )}
        </Section>
      </div>
      {made ? <AttritionView result={made.result} /> : null}
    </div>
  );
}
