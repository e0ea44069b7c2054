import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { oneIn } from '../extent.ts';
import { hasShared, openOmop, shared } from '../oracle/cohort/omop-folder.ts';
import type { Definition } from './circe.ts';
import { type Answer, evaluate } from './evaluate.ts';
import { fingerprintOf } from './fingerprint.ts';
import { byPerson, type Population, type Row } from './population.ts';
import { tables } from './schema.ts';

/** What OHDSI's own SQL gave, as `tests/oracle/cohort` reads it too. */
interface Expected {
  readonly rows: number;
  readonly fingerprint: string;
  readonly orderDependent?: boolean;
  readonly dataset?: string;
  readonly attrition?: {
    readonly events: { readonly entry: number; readonly final: number };
    readonly persons: { readonly entry: number; readonly final: number };
    readonly rules: readonly Readonly<Record<string, number>>[];
  };
}

/** Definitions as they are published spell what they leave out as null. */
const readDefinition = (...path: string[]): Definition =>
  JSON.parse(readFileSync(join(shared, 'cohorts', ...path), 'utf8'), (_, value) => value ?? undefined);

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(shared, 'cohorts', ...path), 'utf8'));

async function readPopulation(folder: string): Promise<Population> {
  const { connection, close } = await openOmop(folder);
  const population: Record<string, readonly Row[]> = {};
  const there = await connection.rows<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'cdm'",
  );
  for (const { name } of there)
    if (name in tables) population[name] = (await connection.rows(`SELECT * FROM cdm.${name}`)) as readonly Row[];
  close();
  return population;
}

function differs(answer: Answer, { rows, fingerprint, orderDependent, attrition }: Expected): boolean {
  if (answer.rows.length !== rows) return true;
  if (orderDependent) return false;
  return fingerprintOf(answer.rows) !== fingerprint || (attrition !== undefined && !isSame(answer, attrition));
}

function isSame({ events, persons }: Answer, expected: NonNullable<Expected['attrition']>): boolean {
  return (
    events.entry === expected.events.entry &&
    events.final === expected.events.final &&
    persons.entry === expected.persons.entry &&
    persons.final === expected.persons.final &&
    expected.rules.every(
      (rule, i) =>
        rule.events === events.rules[i]?.holds &&
        rule.eventsGain === events.rules[i]?.gain &&
        rule.persons === persons.rules[i]?.holds &&
        rule.personsGain === persons.rules[i]?.gain,
    )
  );
}

describe.skipIf(!hasShared)('the naive evaluator gives the answers of OHDSI’s own SQL', () => {
  test.each(['targeted', 'random'])(
    'edge_cases: definitions of the set %s',
    async (set) => {
      const population = await readPopulation(join(shared, 'omop', 'edge_cases'));
      const persons = byPerson(population);
      const expected: Record<string, Expected> = readJson('expected', 'edge_cases', `${set}.json`);
      // Plain loops over twelve thousand persons are slow.
      const chosen = Object.entries(expected).filter(oneIn(14));
      const wrong = chosen.filter(([name, answer]) =>
        differs(evaluate(population, readDefinition(set, `${name}.json`), persons), answer),
      );
      expect(chosen.length).toBeGreaterThan(10);
      expect(wrong.map(([name]) => name)).toEqual([]);
    },
    600_000,
  );

  test('circe_be: every definition on its own database', async () => {
    const expected: Record<string, Expected> = readJson('expected', 'circe_be', 'circe_be.json');
    const wrong: string[] = [];
    for (const [name, answer] of Object.entries(expected)) {
      const population = await readPopulation(join(shared, 'omop', 'circe_be', answer.dataset ?? ''));
      const given = evaluate(population, readDefinition('circe_be', `${name}.json`));
      if (fingerprintOf(given.rows) !== answer.fingerprint) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  }, 600_000);
});
