import type { CohortDetail, CohortProblem } from '../../../contract/cohort.ts';

const entryEvents = '$.PrimaryCriteria.CriteriaList';

const isBlocking = ({ severity }: CohortProblem): boolean => severity !== 'warning';

/** True where all that a definition lacks is its first entry event: it was only begun, and nothing in it is wrong. */
export function isBeginning({ outline, problems }: Pick<CohortDetail, 'outline' | 'problems'>): boolean {
  const blocking = problems.filter(isBlocking);
  const entry = outline?.sections.find(({ id }) => id === 'entry');
  if (!entry || blocking.length === 0 || entry.nodes.some(({ role }) => role !== 'line')) return false;
  return blocking.every(({ path }) => path === entryEvents);
}

/** What the check says but for what a beginning says by itself. */
export const problemsToShow = (detail: Pick<CohortDetail, 'outline' | 'problems'>): readonly CohortProblem[] =>
  isBeginning(detail) ? detail.problems.filter((problem) => !isBlocking(problem)) : detail.problems;
