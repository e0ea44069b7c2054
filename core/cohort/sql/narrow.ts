import { type CorrelatedCriterion, type CriteriaGroup, isEmpty } from '../expression/criteria-tree.ts';
import type { Index } from './events.ts';
import { correlatedMatch, groupTest, joinsOf, type Match, type Test } from './group.ts';
import type { Scope } from './scope.ts';
import { oneLine } from './statement.ts';

const columns = [
  'person_id',
  'event_id',
  'start_date',
  'end_date',
  'visit_occurrence_id',
  'sort_date',
  'source_id',
  'source',
  'op_start_date',
  'op_end_date',
];

/**
 * Adds the step of index events for which a group holds. Where all that it asks must hold, each criterion takes away the
 * events that it does not hold for, which needs no keys to join back; only the rest is a condition.
 */
export function addNarrowed(scope: Scope, index: Index, group: CriteriaGroup, note: string): string {
  const { matches, tests } = partsOf(scope, group, index);
  const narrowed = matches.reduce(
    (events, { note: asked, join }) =>
      addStep(scope, `${index.name}_narrowed`, `${note}: ${asked}`, [`FROM ${events} e`, join]),
    index.name,
  );
  const conditions = tests.map(({ condition }) => condition).filter((condition) => condition !== 'TRUE');
  if (conditions.length === 0) return narrowed;
  return addStep(scope, `${index.name}_kept`, note, [
    `FROM ${narrowed} e`,
    ...joinsOf(tests),
    `WHERE ${conditions.length === 1 ? conditions[0] : conditions.map((one) => `(${one})`).join('\n  AND ')}`,
  ]);
}

function addStep(scope: Scope, name: string, note: string, rest: readonly string[]): string {
  return scope.steps.add({
    name,
    note: oneLine(note),
    body: (isRead) => {
      const read = columns.filter((column) => column === 'person_id' || isRead(column)).map((column) => `e.${column}`);
      return [`SELECT ${read.join(', ')}`, ...rest].join('\n');
    },
  });
}

interface Parts {
  readonly matches: readonly Match[];
  readonly tests: readonly Test[];
}

function partsOf(scope: Scope, group: CriteriaGroup, index: Index): Parts {
  if (isEmpty(group)) return { matches: [], tests: [] };
  if (!allMustHold(group)) return { matches: [], tests: [groupTest(scope, group, index)] };
  const demographics = { ...group, criteria: [], groups: [], type: 'all' } as const;
  const parts = [
    ...group.criteria.map((criterion) => partOf(scope, criterion, index)),
    ...(group.demographics.length > 0 ? [{ matches: [], tests: [groupTest(scope, demographics, index)] }] : []),
    ...group.groups.map((inner) => partsOf(scope, inner, index)),
  ];
  return { matches: parts.flatMap(({ matches }) => matches), tests: parts.flatMap(({ tests }) => tests) };
}

function partOf(scope: Scope, criterion: CorrelatedCriterion, index: Index): Parts {
  const match = correlatedMatch(scope, criterion, index);
  if (match === null) {
    const alone = { path: criterion.path, type: 'all', count: 0, demographics: [], groups: [] } as const;
    return { matches: [], tests: [groupTest(scope, { ...alone, criteria: [criterion] }, index)] };
  }
  return { matches: [match], tests: [] };
}

function allMustHold({ type, count, criteria, demographics, groups }: CriteriaGroup): boolean {
  const parts = criteria.length + demographics.length + groups.length;
  return type === 'all' || (type === 'any' && parts === 1) || (type === 'atLeast' && count === parts);
}
