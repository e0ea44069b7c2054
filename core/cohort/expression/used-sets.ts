import type { AttributeValue } from './attribute-value.ts';
import type { ExpressionTree } from './cohort.ts';
import type { ConceptSetSelection } from './concepts.ts';
import type { CriteriaGroup, Criterion } from './criteria-tree.ts';

/** A place in the definition that names a concept set. */
export interface SetUse {
  readonly setId: number;
  readonly path: string;
}

/** Every use of a concept set, in the order of the definition. */
export function setUses(tree: ExpressionTree): readonly SetUse[] {
  const uses: SetUse[] = [];
  const add = (setId: number | null | undefined, path: string) => {
    if (setId !== null && setId !== undefined) uses.push({ setId, path });
  };
  const ofSelection = (selection: ConceptSetSelection | null, path: string) => add(selection?.setId, path);
  const ofAttribute = (value: AttributeValue) => {
    if (value.kind === 'conceptSet') add(value.setId, value.path);
    if (value.kind === 'concepts') ofSelection(value.choice.set, value.path);
  };
  const ofCriterion = (criterion: Criterion) => {
    add(criterion.setId, `${criterion.path}.CodesetId`);
    add(criterion.sourceSetId, criterion.path);
    criterion.attributes.forEach(ofAttribute);
    if (criterion.correlated) ofGroup(criterion.correlated);
  };
  const ofGroup = (group: CriteriaGroup) => {
    for (const { criterion } of group.criteria) ofCriterion(criterion);
    for (const { path, gender, race, ethnicity } of group.demographics)
      for (const choice of [gender, race, ethnicity]) ofSelection(choice.set, path);
    group.groups.forEach(ofGroup);
  };
  tree.entry.criteria.forEach(ofCriterion);
  if (tree.additional) ofGroup(tree.additional);
  for (const rule of tree.rules) ofGroup(rule.group);
  if (tree.end.kind === 'drugEra') add(tree.end.setId, tree.end.path);
  tree.censoring.forEach(ofCriterion);
  return uses;
}
