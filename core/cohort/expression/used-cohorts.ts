import type { ExpressionTree } from './cohort.ts';
import type { CriteriaGroup, Criterion } from './criteria-tree.ts';

/** A place in the definition that names another cohort. */
export interface CohortUse {
  readonly name: string;
  readonly path: string;
}

/** Every stay in another cohort, in the order of the definition. */
export function cohortUses(tree: ExpressionTree): readonly CohortUse[] {
  const uses: CohortUse[] = [];
  const ofCriterion = ({ cohort, path, correlated }: Criterion) => {
    if (cohort !== undefined) uses.push({ name: cohort, path });
    if (correlated) ofGroup(correlated);
  };
  const ofGroup = ({ criteria, groups }: CriteriaGroup): void => {
    for (const { criterion } of criteria) ofCriterion(criterion);
    groups.forEach(ofGroup);
  };
  tree.entry.criteria.forEach(ofCriterion);
  if (tree.additional) ofGroup(tree.additional);
  for (const { group } of tree.rules) ofGroup(group);
  tree.censoring.forEach(ofCriterion);
  return uses;
}
