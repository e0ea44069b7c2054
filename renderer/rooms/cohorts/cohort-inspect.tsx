import type { CohortDetail } from '../../../contract/cohort.ts';
import { Inspect } from '../../frame/inspector.tsx';
import { Facts, formatDuration, formatMoment, formatNumber } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { isBeginning } from './beginning.ts';
import type { Generation } from './generation.ts';

const w = t.inspector;

/** The cohort in the inspector: what the check says, how it was generated, and its SQL. */
export function CohortInspect({
  detail,
  made,
}: {
  readonly detail: CohortDetail;
  readonly made: Generation | undefined;
}) {
  const rules = detail.expression.InclusionRules;
  return (
    <Inspect
      title={detail.name}
      kind={w.kind}
      definition={
        <Facts
          items={[
            [w.check, isBeginning(detail) ? w.beginning : w.problems(detail.problems.length)],
            [w.rules, formatNumber(Array.isArray(rules) ? rules.length : 0)],
          ]}
        />
      }
      made={made ? <Made made={made} /> : w.never}
      sql={detail.sql}
    />
  );
}

function Made({ made: { dataset, run, at, result } }: { readonly made: Generation }) {
  return (
    <Facts
      items={[
        [w.dataset, dataset],
        [w.generated, `${formatMoment(at)}, ${formatDuration(result.elapsedMs)}`],
        [w.run, run],
        [w.fingerprint, result.fingerprint],
      ]}
    />
  );
}
