import type { HeldTable } from './cdm-dataset.ts';
import { mainConceptOf } from './cdm-facts.ts';
import { conceptNames } from './concept-names.ts';
import type { Desk } from './desk.ts';
import type { Counted } from './result-of.ts';
import type { RowCheck } from './row-check.ts';
import { sexes, sexOfConcepts } from './sex-of-concepts.ts';
import { type Group, type Part, rowsOf } from './tally.ts';
import { limits } from './thresholds.ts';

/** Counts that are known, or bits of the masks, to be added up. */
export interface Plan {
  readonly check: RowCheck;
  readonly failed: readonly Part[];
  readonly of: Part;
}

export interface Tallied {
  readonly table: HeldTable;
  readonly groups: readonly Group[];
  readonly plans: readonly Plan[];
  /** A check's rows for the SQL room, of the concept that a condition names. */
  readonly show: (check: RowCheck, concept?: string) => string;
}

/** The rules of a table for each of its frequent concepts, from the groups that were counted; and the sex that a concept takes for granted. */
export async function conceptChecks(tallied: Tallied, desk: Desk): Promise<Counted[]> {
  const { groups, table } = tallied;
  const frequent = frequentConcepts(groups);
  if (frequent.size === 0) return [];
  const named = await conceptNames(frequent.keys(), desk);
  const sexOf = await sexOfConcepts([...frequent.keys()], desk);
  const column = mainConceptOf(table.spec.name);
  return [...frequent].flatMap(([concept, own]) => {
    const is = `t.${column} = ${concept}`;
    const rules = tallied.plans.filter(({ check }) => check.byConcept);
    return [
      ...rules.flatMap((plan) => ofConcept(plan, own, { concept, name: named(concept), tallied, is })),
      ...ofSex(own, { concept, name: named(concept), sex: sexOf.get(concept), table, column }),
    ];
  });
}

/** Groups of the most frequent concepts, most rows first. Concept 0 says nothing. */
function frequentConcepts(groups: readonly Group[]): Map<number, Group[]> {
  const byConcept = new Map<number, Group[]>();
  for (const group of groups) {
    if (!group.concept) continue;
    const own = byConcept.get(group.concept);
    if (own) own.push(group);
    else byConcept.set(group.concept, [group]);
  }
  const sized = [...byConcept].map(([concept, own]) => ({ concept, own, rows: rowsOf({ kind: 'all' }, own) }));
  const most = sized.filter(({ rows }) => rows >= limits.frequent).sort((a, b) => b.rows - a.rows);
  return new Map(most.slice(0, limits.concepts).map(({ concept, own }) => [concept, own]));
}

interface Named {
  readonly concept: number;
  readonly name: string;
}

function ofConcept(
  { check, failed, of }: Plan,
  own: readonly Group[],
  { concept, name, tallied, is }: Named & { readonly tallied: Tallied; readonly is: string },
): Counted[] {
  const among = rowsOf(of, own);
  if (of.kind === 'known' || among < limits.frequent) return [];
  return [
    {
      check: check.check,
      table: tallied.table.spec.name,
      column: check.column,
      concept,
      rule: `${name}: ${check.rule}`,
      failed: failed.reduce((sum, part) => sum + rowsOf(part, own), 0),
      of: among,
      rows: tallied.show(check, is),
    },
  ];
}

interface Sexed extends Named {
  readonly sex: number | undefined;
  readonly table: HeldTable;
  readonly column: string;
}

function ofSex(own: readonly Group[], { concept, name, sex, table, column }: Sexed): Counted[] {
  if (sex === undefined) return [];
  const known = own.filter((group) => group.sex !== null && group.sex in sexes);
  const rows = (some: readonly Group[]) => rowsOf({ kind: 'all' }, some);
  const from = table.spec.name;
  return [
    {
      check: 'plausibleSex',
      table: from,
      column,
      concept,
      rule: `${name} is recorded of ${sexes[sex]} only`,
      failed: rows(known.filter((group) => group.sex !== sex)),
      of: rows(known),
      rows: `SELECT t.*\nFROM ${from} AS t\nJOIN person AS p ON p.person_id = t.person_id\nWHERE t.${column} = ${concept} AND p.gender_concept_id IN (${Object.keys(sexes).join(', ')})\n  AND p.gender_concept_id <> ${sex}`,
    },
  ];
}
