import type { Counted, Release, ReleaseCell, ReleaseTable } from '../../contract/release.ts';
import { type Made, ruleSteps, type Step, stepsBefore } from './attrition-steps.ts';
import type { DefinitionParts } from './definition-parts.ts';

type Unit = 'persons' | 'events';
type Relations = ReleaseTable['relations'];

const text = (value: string): ReleaseCell => ({ kind: 'text', text: value });
const count = (unit: Unit, n: number, who?: Counted): ReleaseCell => ({ kind: 'count', unit, n, who });
const none: ReleaseCell = { kind: 'empty' };
const at = (row: number, column: number): [number, number] => [row, column];

/**
 * What is left step by step is a chain, which the entry event and the cohort head in what is wanted of it; what a rule
 * alone holds for lies between these two.
 */
function relations(steps: readonly Step[], entryRow: number): Relations {
  const last = steps.length - 1;
  const rows = [...steps.keys()];
  const chain = (column: number, counted: readonly number[]) => ({
    kind: 'chain' as const,
    cells: counted.map((row) => at(row, column)),
    wanted: [counted.indexOf(entryRow), counted.indexOf(last)],
  });
  return [
    chain(
      1,
      rows.filter((row) => steps[row]!.left),
    ),
    chain(
      2,
      rows.filter((row) => (steps[row]!.left?.events ?? null) !== null),
    ),
    ...rows.flatMap(
      (row): Relations =>
        steps[row]!.rule ? [{ kind: 'chain', cells: [at(entryRow, 1), at(row, 3), at(last, 1)] }] : [],
    ),
  ];
}

function rowOf({ label, left, rule, who }: Step): ReleaseCell[] {
  return [
    text(label),
    left ? count('persons', left.persons, who) : none,
    left && left.events !== null ? count('events', left.events, who) : none,
    rule ? count('persons', rule.persons, rule.met) : none,
    rule ? count('persons', rule.personsGain, rule.alone) : none,
  ];
}

/** Attrition as a table for release: what each step leaves, and Circe's inclusion statistics by person. */
function attritionTable(made: Made, definition: DefinitionParts | null): ReleaseTable {
  const { name, rows, persons } = made;
  const before = stepsBefore(made, definition);
  const cohort = { label: 'In the cohort', left: { persons, events: rows }, who: { group: name, where: [] } };
  const steps: Step[] = [...before, ...ruleSteps(made, definition), cohort];
  return {
    id: 'attrition',
    title: `Attrition of “${name}”`,
    note: 'Left: after this step and all above it. Meet it: each rule on its own, among those with the entry event. Off: not applied.',
    columns: [
      { label: '', align: 'left' },
      { label: 'Persons left', align: 'right' },
      { label: 'Events left', align: 'right' },
      { label: 'Persons who meet it', align: 'right' },
      { label: 'Excluded by it alone', align: 'right' },
    ],
    rows: steps.map(rowOf),
    relations: relations(steps, before.length - 1),
  };
}

/** What of a cohort's attrition may leave; with the parts of its definition it is known whom each step counts. */
export const attritionRelease = (made: Made, definition: DefinitionParts | null = null): Release => ({
  tables: [attritionTable(made, definition)],
  curves: [],
});
