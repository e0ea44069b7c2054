import type { CohortResult } from '../../contract/cohort.ts';
import type { Release, ReleaseCell, ReleaseTable } from '../../contract/release.ts';

type Counted = Pick<CohortResult, 'name' | 'rows' | 'persons' | 'attrition' | 'remaining'>;
type Unit = 'persons' | 'events';

const text = (value: string): ReleaseCell => ({ kind: 'text', text: value });
const count = (unit: Unit, n: number): ReleaseCell => ({ kind: 'count', unit, n });
const none: ReleaseCell = { kind: 'empty' };
const at = (row: number, column: number): [number, number] => [row, column];

/** What is left rule by rule is a chain; what a rule alone holds for lies between the entry and the end. */
function relations(rules: number): ReleaseTable['relations'] {
  const last = rules + 1;
  const down = (column: number) => Array.from({ length: rules + 2 }, (_, row) => at(row, column));
  return [
    { kind: 'chain', cells: down(1) },
    { kind: 'chain', cells: down(2) },
    ...Array.from({ length: rules }, (_, i) => ({
      kind: 'chain' as const,
      cells: [at(0, 1), at(i + 1, 3), at(last, 1)],
    })),
  ];
}

/** Attrition as a table for release: what each rule leaves, and Circe's inclusion statistics by person. */
function attritionTable({ name, rows, persons, attrition, remaining }: Counted): ReleaseTable {
  const { rules } = attrition;
  const entry = [
    text('Entry event'),
    count('persons', attrition.persons.entry),
    count('events', attrition.events.entry),
    none,
    none,
  ];
  const body = rules.map((rule, i) => [
    text(rule.name || `Rule ${i + 1}`),
    count('persons', remaining[i]?.persons ?? 0),
    count('events', remaining[i]?.events ?? 0),
    count('persons', rule.persons),
    count('persons', rule.personsGain),
  ]);
  const cohort = [text('In the cohort'), count('persons', persons), count('events', rows), none, none];
  return {
    id: 'attrition',
    title: `Attrition of “${name}”`,
    note: 'Left: after this rule and all above it. Meet it: each rule on its own, among those with the entry event.',
    columns: [
      { label: '', align: 'left' },
      { label: 'Persons left', align: 'right' },
      { label: 'Events left', align: 'right' },
      { label: 'Persons who meet it', align: 'right' },
      { label: 'Excluded by it alone', align: 'right' },
    ],
    rows: [entry, ...body, cohort],
    relations: relations(rules.length),
  };
}

export const attritionRelease = (made: Counted): Release => ({ tables: [attritionTable(made)], curves: [] });
