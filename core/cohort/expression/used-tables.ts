import { type Attribute, cohortDomain, type JoinedTable } from '../criteria/domain.ts';
import { domains } from '../criteria/domains.ts';
import type { ExpressionTree } from './cohort.ts';
import type { CriteriaGroup, Criterion } from './criteria-tree.ts';

/** A place in the definition that looks into a CDM table. */
export interface TableUse {
  readonly table: string;
  readonly path: string;
}

const joinedTables: Readonly<Record<JoinedTable, string>> = {
  person: 'person',
  visit: 'visit_occurrence',
  provider: 'provider',
  careSite: 'care_site',
};

/** Every use of a table with events, in the order of the definition; the vocabulary's own tables are left out. */
export function tableUses(tree: ExpressionTree): readonly TableUse[] {
  const uses: TableUse[] = [];
  const add = (path: string, tables: readonly string[]) => {
    for (const table of tables) uses.push({ table, path });
  };
  const ofCriterion = ({ domain: name, path, attributes, correlated }: Criterion) => {
    const domain = domains[name];
    if (name !== cohortDomain) add(path, [domain.table, ...(domain.alsoReads ?? [])]);
    for (const value of attributes) {
      const attribute = domain.attributes.find((one) => one.name === value.name);
      if (attribute) add(value.path, tablesOf(attribute));
    }
    if (correlated) ofGroup(correlated);
  };
  const ofGroup = ({ criteria, groups }: CriteriaGroup) => {
    for (const { criterion } of criteria) ofCriterion(criterion);
    groups.forEach(ofGroup);
  };
  tree.entry.criteria.forEach(ofCriterion);
  if (tree.additional) ofGroup(tree.additional);
  for (const { group } of tree.rules) ofGroup(group);
  if (tree.end.kind === 'drugEra') add(tree.end.path, ['drug_exposure']);
  tree.censoring.forEach(ofCriterion);
  return uses;
}

function tablesOf(attribute: Attribute): readonly string[] {
  if (attribute.kind === 'conceptSet') return attribute.reads ?? [];
  return 'join' in attribute && attribute.join !== undefined ? [joinedTables[attribute.join]] : [];
}
