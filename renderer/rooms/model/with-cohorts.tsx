import type { ReactNode } from 'react';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { useCall } from '../../backend/use-call.ts';
import { FailureNote, Loading } from '../../kit/index.ts';
import { modelText as t } from '../../text/model.ts';

/** What is asked of the model begins with the study's cohorts. */
export function WithCohorts({ children }: { readonly children: (entries: readonly CohortEntry[]) => ReactNode }) {
  const cohorts = useCall('cohort.list', {});
  if (cohorts.kind === 'loading') return <Loading what={t.loading} />;
  if (cohorts.kind === 'failed')
    return <FailureNote failure={cohorts.failure} title={t.failed} onRetry={cohorts.refetch} />;
  return children(cohorts.content);
}
