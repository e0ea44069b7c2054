import { type CheckedExpression, checkReferences, type OtherCohorts } from './check.ts';
import { withCohorts } from './compile.ts';
import { readCohort } from './expression/cohort.ts';
import type { ConceptSet } from './expression/concept-set.ts';
import type { CriteriaGroup, Criterion } from './expression/criteria-tree.ts';
import { isObject } from './outline/spot.ts';
import { arrangedRules, withRules } from './rules-off.ts';
import { addConceptSets } from './sql/concept-sets.ts';
import { eventsQuery } from './sql/criterion.ts';
import { createScope } from './sql/scope.ts';
import { indent } from './sql/statement.ts';

/** How the events of one criterion are counted by itself. */
export interface CriterionCount {
  /** The criterion in the definition, as the outline names it. */
  readonly path: string;
  /** One row of (events, persons), out of the CDM and the table of resolved concept sets. */
  readonly sql: string;
  readonly conceptSets: readonly ConceptSet[];
  readonly tables: readonly string[];
}

interface Names {
  readonly cdm: string;
  /** The table that `resolveSets` fills. */
  readonly conceptSets: string;
}

/**
 * How to count what every criterion of a definition finds before anything is asked around it; rules that are off too. A
 * definition with problems is counted as far as it can be read, without the criteria whose concept set or cohort is
 * missing.
 */
export function compileCounts(
  definition: Readonly<Record<string, unknown>>,
  names: Names,
  others: OtherCohorts,
): CriterionCount[] {
  const rules = arrangedRules(definition);
  const allOn = withRules(
    definition,
    rules.map(({ rule }) => ({ isOff: false, rule })),
  );
  const read = (value: unknown) => readCohort({ value, path: '$', problems: [] });
  const tree = isObject(allOn) ? read(allOn) : null;
  if (tree === null) return [];
  const references = checkReferences(tree, others, []);
  const sets = new Map(tree.conceptSets.map((set) => [set.id, set]));
  const found: { readonly path: string; readonly criterion: Criterion }[] = [];
  const take = (path: string, criterion: Criterion) => {
    found.push({ path, criterion });
    if (criterion.correlated) takeGroup(criterion.correlated);
  };
  const takeGroup = (group: CriteriaGroup): void => {
    for (const { path, criterion } of group.criteria) take(path, criterion);
    group.groups.forEach(takeGroup);
  };
  const takeEvent = (criterion: Criterion) => take(outerPath(criterion), criterion);
  tree.entry.criteria.forEach(takeEvent);
  if (tree.additional) takeGroup(tree.additional);
  for (const { group } of tree.rules) takeGroup(group);
  tree.censoring.forEach(takeEvent);
  const ownPath = (path: string) =>
    path.replace(/^\$\.InclusionRules\[(\d+)\]/, (whole, i) => rules[Number(i)]?.path ?? whole);
  return found.flatMap(({ path, criterion }) => {
    const used = setsOf(criterion).map((id) => sets.get(id));
    const isMissing = criterion.cohort !== undefined && !references.has(criterion.cohort);
    if (isMissing || used.some((set) => set === undefined)) return [];
    return [
      {
        path: ownPath(path),
        ...countOf(criterion, names, references),
        conceptSets: used.filter((set) => set !== undefined),
      },
    ];
  });
}

/** A criterion by itself is named without its domain's key. */
const outerPath = ({ path, domain }: Criterion) => path.slice(0, -(domain.length + 1));

function setsOf({ setId, sourceSetId, attributes }: Criterion): readonly number[] {
  const ids = attributes.map((value) =>
    value.kind === 'conceptSet' ? value.setId : value.kind === 'concepts' ? (value.choice.set?.setId ?? null) : null,
  );
  return [...new Set([setId, sourceSetId, ...ids].filter((id) => id !== null))];
}

function countOf(
  criterion: Criterion,
  { cdm, conceptSets }: Names,
  references: ReadonlyMap<string, CheckedExpression>,
) {
  const tables = new Set<string>();
  const scope = withCohorts(createScope({ cdm, conceptSets, tables }), { references });
  const sql = eventsQuery(scope, criterion, null).sql(() => false);
  const counted = `SELECT count(*) AS events, count(DISTINCT person_id) AS persons\nFROM (\n${indent(sql)}\n) e`;
  return { sql: scope.steps.with(counted), tables: [...tables].sort() };
}

/** The statement that gives (set_id, concept_id) of concept sets. */
export function resolveSets(sets: readonly ConceptSet[], { cdm, conceptSets }: Names): string {
  const scope = createScope({ cdm, conceptSets, tables: new Set() });
  return scope.steps.with(`SELECT * FROM ${addConceptSets(scope, sets)}`);
}
