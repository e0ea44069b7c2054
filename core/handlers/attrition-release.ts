import type { CohortResult } from '../../contract/cohort.ts';
import type { Counted, Release, ReleaseCell, ReleaseTable } from '../../contract/release.ts';

type Made = Pick<CohortResult, 'name' | 'rows' | 'persons' | 'attrition' | 'remaining' | 'entry'>;
type Unit = 'persons' | 'events';
type Relations = ReleaseTable['relations'];

/** The inclusion rules of a definition in their order, also those that are switched off. */
export interface RuleInOrder {
  readonly name: string;
  readonly isOff: boolean;
}

const text = (value: string): ReleaseCell => ({ kind: 'text', text: value });
const count = (unit: Unit, n: number, who?: Counted): ReleaseCell => ({ kind: 'count', unit, n, who });
const none: ReleaseCell = { kind: 'empty' };
const at = (row: number, column: number): [number, number] => [row, column];

const beforeEntry: Readonly<Record<CohortResult['entry'][number]['step'], string | null>> = {
  found: 'Found by the entry events',
  observed: 'With enough observation around them',
  limited: 'Within the limit of entry events',
  qualified: null,
};

interface Step {
  readonly label: string;
  /** What is left; null of a rule that is off. */
  readonly left: { readonly persons: number; readonly events: number | null } | null;
  readonly rule?: { readonly persons: number; readonly personsGain: number };
  /** Of the last step: the cohort. */
  readonly who?: Counted;
}

/**
 * From the events found to those that enter; a step that lost nothing is left out, which tells no more than that. Where observation periods overlap an event counts twice, so a step may seem to
 * gain some: then the events of these steps are no chain that the check could protect, and are left out.
 */
function stepsBefore({ entry }: Made): Step[] {
  const isChain = entry.every(({ events }, i) => i === 0 || events <= entry[i - 1]!.events);
  return entry.flatMap(({ step, persons, events }, i): Step[] => {
    const label = beforeEntry[step];
    const above = entry[i - 1];
    const isSame = above?.persons === persons && above.events === events;
    return label === null || isSame ? [] : [{ label, left: { persons, events: isChain ? events : null } }];
  });
}

function ruleSteps({ attrition, remaining }: Made, rules: readonly RuleInOrder[]): Step[] {
  const applied = attrition.rules.map((rule, i): Step => {
    const { persons, events } = remaining[i] ?? { persons: 0, events: 0 };
    return { label: rule.name || `Rule ${i + 1}`, left: { persons, events }, rule };
  });
  if (rules.filter(({ isOff }) => !isOff).length !== applied.length) return applied;
  let next = 0;
  return rules.map(({ name, isOff }, i) =>
    isOff ? { label: `${name || `Rule ${i + 1}`} (off)`, left: null } : applied[next++]!,
  );
}

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
    left && left.events !== null ? count('events', left.events) : none,
    rule ? count('persons', rule.persons) : none,
    rule ? count('persons', rule.personsGain) : none,
  ];
}

/** Attrition as a table for release: what each step leaves, and Circe's inclusion statistics by person. */
function attritionTable(made: Made, rules: readonly RuleInOrder[]): ReleaseTable {
  const { name, rows, persons, attrition } = made;
  const before = stepsBefore(made);
  const entry = { persons: attrition.persons.entry, events: attrition.events.entry };
  const steps: Step[] = [
    ...before,
    { label: 'Entry event', left: entry },
    ...ruleSteps(made, rules),
    { label: 'In the cohort', left: { persons, events: rows }, who: { group: name, where: [] } },
  ];
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
    relations: relations(steps, before.length),
  };
}

export const attritionRelease = (made: Made, rules: readonly RuleInOrder[] = []): Release => ({
  tables: [attritionTable(made, rules)],
  curves: [],
});
