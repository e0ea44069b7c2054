import type { CohortResult } from '../../contract/cohort.ts';
import type { Release, ReleaseCell, ReleaseTable } from '../../contract/release.ts';

type Counted = Pick<CohortResult, 'name' | 'rows' | 'persons' | 'attrition'>;
type Unit = 'persons' | 'events';

const text = (value: string): ReleaseCell => ({ kind: 'text', text: value });
const count = (unit: Unit, n: number): ReleaseCell => ({ kind: 'count', unit, n });
const none: ReleaseCell = { kind: 'empty' };

/**
 * Circe's inclusion statistics as a table for release. Each rule's count is a subset of the entry's, and the final
 * count a subset of every rule's, so a small step between two of them is a small cell.
 */
function attritionTable({ name, rows, persons, attrition }: Counted): ReleaseTable {
  const { rules } = attrition;
  const entry = [
    text('Entry event'),
    count('persons', attrition.persons.entry),
    none,
    count('events', attrition.events.entry),
    none,
  ];
  const body = rules.map((rule, i) => [
    text(rule.name || `Rule ${i + 1}`),
    count('persons', rule.persons),
    count('persons', rule.personsGain),
    count('events', rule.events),
    count('events', rule.eventsGain),
  ]);
  const final = [
    text('All rules'),
    count('persons', attrition.persons.final),
    none,
    count('events', attrition.events.final),
    none,
  ];
  const cohort = [text('In the cohort'), count('persons', persons), none, count('events', rows), none];
  const last = rules.length + 1;
  const chains = [1, 3].flatMap((column) => [
    ...rules.map((_, i) => ({ kind: 'chain' as const, cells: [at(0, column), at(i + 1, column), at(last, column)] })),
    { kind: 'chain' as const, cells: [at(0, column), at(last, column)] },
  ]);
  return {
    id: 'attrition',
    title: `Attrition of “${name}”`,
    note: 'Each rule is counted on its own, among those with the entry event; “by it alone” is what only this rule excludes.',
    columns: [
      { label: '', align: 'left' },
      { label: 'Persons', align: 'right' },
      { label: 'Excluded by it alone (persons)', align: 'right' },
      { label: 'Events', align: 'right' },
      { label: 'Excluded by it alone (events)', align: 'right' },
    ],
    rows: [entry, ...body, final, cohort],
    relations: chains,
  };
}

const at = (row: number, column: number): [number, number] => [row, column];

export const attritionRelease = (made: Counted): Release => ({ tables: [attritionTable(made)], curves: [] });
