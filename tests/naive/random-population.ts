import fc from 'fast-check';
import { dateOf, dayOf } from './days.ts';
import type { Population, Row } from './population.ts';
import { manyFrom, randomValue } from './random-value.ts';
import { eventTables } from './schema.ts';

/** Rows before they have their ids: dates are offsets, ends are lengths, visits are told by number. */
type Drawn = Readonly<Record<string, string | number | null>>;

const someRows = (table: string, maxLength: number) =>
  fc.array(
    fc.record(
      Object.fromEntries(
        Object.entries(eventTables[table]!)
          .filter(([, kind]) => kind !== 'id' && kind !== 'person')
          .map(([column, kind]) => [column, randomValue(kind)]),
      ),
    ) as fc.Arbitrary<Drawn>,
    { maxLength, size: 'max' },
  );

const events = fc.record(
  Object.fromEntries(Object.keys(eventTables).map((table) => [table, someRows(table, table === 'death' ? 2 : 6)])),
) as fc.Arbitrary<Readonly<Record<string, readonly Drawn[]>>>;

const concept = randomValue('concept');
const known = fc.integer({ min: 0, max: 8 });

/** Periods as [days from the day that all lies around, length]: one long, some that follow each other, or any. */
const periods = fc.oneof(
  fc.constant([[-12, 60]]),
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 25 })), { minLength: 1, maxLength: 3 })
    .map((parts) => {
      let day = -12;
      return parts.map(([gap, length]) => {
        const start = day + gap;
        day = start + length;
        return [start, length];
      });
    }),
  fc.array(fc.tuple(fc.integer({ min: -12, max: 25 }), fc.integer({ min: 0, max: 30 })), {
    minLength: 1,
    maxLength: 3,
  }),
);

const person = fc.record({
  person: fc.option(
    fc.record({
      year_of_birth: fc.option(fc.integer({ min: 1960, max: 1964 }), { freq: 12 }),
      gender_concept_id: concept,
      race_concept_id: concept,
      ethnicity_concept_id: concept,
    }),
    { freq: 20 },
  ),
  periods,
  periodType: concept,
  events,
  stays: fc.array(
    fc.record({
      location_id: randomValue('location'),
      domain_id: fc.constantFrom('PERSON', 'PERSON', 'PERSON', 'CARE_SITE'),
      start_date: randomValue('start'),
      end_date: randomValue('open end'),
    }),
    { maxLength: 2 },
  ) as fc.Arbitrary<readonly Drawn[]>,
});

/** Descendants of concept 8, so many that a set of them is too long to be listed. */
const crowd = Array.from({ length: 60 }, (_, i) => manyFrom + i);

const vocabulary = fc.record({
  concept: fc.tuple(
    fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 5 }),
    fc.array(fc.constantFrom(null, null, null, 'D'), { minLength: 9, maxLength: 9 }),
  ),
  hasCrowd: fc.constantFrom(false, false, true),
  concept_ancestor: fc.array(fc.record({ ancestor_concept_id: known, descendant_concept_id: known }), {
    maxLength: 12,
    size: 'max',
  }),
  concept_relationship: fc.array(
    fc.record({
      concept_id_1: known,
      concept_id_2: known,
      relationship_id: fc.constantFrom('Maps to', 'Maps to', 'Is a'),
      invalid_reason: fc.constantFrom(null, null, null, 'D'),
    }),
    { maxLength: 16, size: 'max' },
  ),
  location: fc.array(fc.record({ region_concept_id: concept }), { maxLength: 3 }),
  provider: fc.array(fc.record({ specialty_concept_id: concept }), { maxLength: 3 }),
  care_site: fc.array(fc.record({ place_of_service_concept_id: concept }), { maxLength: 3 }),
});

/** Up to thirty persons, crowded into two months around a new year so that dates meet, and a small vocabulary. */
export const randomPopulation: fc.Arbitrary<Population> = fc
  .record({ vocabulary, persons: fc.array(person, { minLength: 1, maxLength: 30, size: 'max' }) })
  .map(
    ({
      vocabulary: {
        concept: [ids, reasons],
        hasCrowd,
        concept_ancestor,
        location,
        provider,
        care_site,
        ...rest
      },
      persons,
    }) => {
      const world: Record<string, Row[]> = {
        ...rest,
        concept: [
          ...ids.map((concept_id, i) => ({ concept_id, invalid_reason: reasons[i] ?? null })),
          ...(hasCrowd ? crowd.map((concept_id) => ({ concept_id, invalid_reason: null })) : []),
        ],
        concept_ancestor: [
          ...concept_ancestor,
          ...(hasCrowd ? crowd.map((id) => ({ ancestor_concept_id: 8, descendant_concept_id: id })) : []),
        ],
        location: location.map((row, i) => ({ location_id: i + 1, ...row })),
        provider: provider.map((row, i) => ({ provider_id: i + 1, ...row })),
        care_site: care_site.map((row, i) => ({ care_site_id: i + 1, ...row })),
        person: [],
        observation_period: [],
        location_history: [],
        ...Object.fromEntries(Object.keys(eventTables).map((table) => [table, []])),
      };
      persons.forEach((drawn, i) => {
        settle(world, i + 1, drawn);
      });
      return world;
    },
  );

type DrawnPerson = typeof person extends fc.Arbitrary<infer P> ? P : never;

function settle(world: Record<string, Row[]>, personId: number, drawn: DrawnPerson): void {
  const next = (table: string) => (world[table]?.length ?? 0) + 1;
  if (drawn.person !== null) world.person?.push({ person_id: personId, ...drawn.person });
  for (const [start = 0, length = 0] of drawn.periods)
    world.observation_period?.push({
      observation_period_id: next('observation_period'),
      person_id: personId,
      observation_period_start_date: onDay(start),
      observation_period_end_date: onDay(start + length),
      period_type_concept_id: drawn.periodType,
    });
  for (const stay of drawn.stays)
    world.location_history?.push({
      location_history_id: next('location_history'),
      // The stays of a few care sites are among those of persons.
      entity_id: stay.domain_id === 'PERSON' ? personId : (personId % 4) + 1,
      ...dated(stay, { start_date: 'start', end_date: 'open end' }),
    });
  const ownVisits = (drawn.events.visit_occurrence ?? []).map((_, i) => next('visit_occurrence') + i);
  for (const [table, rows] of Object.entries(drawn.events))
    for (const row of rows) {
      const id = table === 'death' ? {} : { [`${table}_id`]: next(table) };
      const visit = visitOf(row, ownVisits);
      world[table]?.push({ ...id, person_id: personId, ...dated(row, eventTables[table]!), ...visit });
    }
}

/** Mostly one of the person's own visits, else any number, which may be another person's visit or none. */
function visitOf(row: Drawn, ownVisits: readonly number[]): Row {
  const number = row.visit_occurrence_id;
  if (typeof number !== 'number') return {};
  return { visit_occurrence_id: ownVisits[number] ?? number + 1 };
}

const newYear = dayOf('2000-01-01');
const onDay = (offset: number) => dateOf(newYear - 10 + offset);

function dated(row: Drawn, kinds: Readonly<Record<string, string>>): Row {
  const start = Number(row[Object.keys(kinds).find((column) => kinds[column] === 'start') ?? '']);
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const kind = kinds[column];
      if (typeof value !== 'number') return [column, value];
      if (kind === 'start') return [column, onDay(value)];
      return [column, kind === 'end' || kind === 'open end' ? onDay(start + value) : value];
    }),
  );
}
