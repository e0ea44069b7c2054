import { bestEvent, holdsThrough, type RuledEvent, type Tally, tallyOf } from './attrition.ts';
import type { Definition } from './circe.ts';
import { resolveSets } from './concept-sets.ts';
import { dateOf } from './days.ts';
import { limited, qualifiedEvents } from './entry.ts';
import { cohortRows } from './exit.ts';
import { keptIds } from './group.ts';
import { byPerson, type PersonWorld, type Population } from './population.ts';

/** What a definition gives on a population. */
export interface Answer {
  /** `subject start end`, in order of the text. */
  readonly rows: readonly string[];
  readonly events: Tally;
  readonly persons: Tally;
  /** Events and persons that each rule and all before it leave. */
  readonly remaining: readonly { readonly events: number; readonly persons: number }[];
}

/**
 * Evaluates a Circe definition person by person with plain loops, slowly. It follows what OHDSI's generator means
 * (circe-be, its SQL templates), and knows nothing of the compiler that it is compared with.
 */
export function evaluate(population: Population, definition: Definition, persons = byPerson(population)): Answer {
  const conceptSets = resolveSets(definition.ConceptSets ?? [], population);
  const each = [...persons].map(([personId, own]) =>
    evaluatePerson({ personId, own, population, conceptSets }, definition),
  );
  const ruleCount = definition.InclusionRules?.length ?? 0;
  return {
    rows: each.flatMap(({ rows }) => rows).toSorted(),
    events: tallyOf(
      each.flatMap(({ ruled }) => ruled),
      ruleCount,
    ),
    persons: tallyOf(
      each.flatMap(({ ruled }) => bestEvent(ruled)),
      ruleCount,
    ),
    remaining: Array.from({ length: ruleCount }, (_, i) => {
      const left = each.map(({ ruled }) => ruled.filter((event) => holdsThrough(event, i)).length);
      return { events: left.reduce((sum, n) => sum + n, 0), persons: left.filter((n) => n > 0).length };
    }),
  };
}

function evaluatePerson(world: PersonWorld, definition: Definition) {
  const { InclusionRules = [], ExpressionLimit } = definition;
  const qualified = qualifiedEvents(world, definition);
  const kept = InclusionRules.map(({ expression }) => keptIds(world, expression, qualified));
  const ruled: readonly RuledEvent[] = qualified.map((event) => ({
    event,
    rules: kept.map((ids) => ids.has(event.id)),
  }));
  const passed = ruled.filter(({ rules }) => rules.every(Boolean)).map(({ event }) => event);
  const rows = cohortRows(world, limited(passed, ExpressionLimit), definition);
  return {
    ruled,
    rows: rows.map(({ start, end }) => `${world.personId} ${dateOf(start)} ${dateOf(end)}`),
  };
}
