import type { Correlated, Criterion, Demographic, Group } from './circe.ts';
import { inList, inRange, isSelected } from './comparison.ts';
import { countedOf } from './counted.ts';
import { dayOf, yearOf } from './days.ts';
import { type Event, ownEvents } from './events.ts';
import { observationPeriods } from './observation.ts';
import { numberIn, type PersonWorld, personRow } from './population.ts';
import { type IndexEvent, isAround } from './window.ts';

/** The person's events of a criterion, with everything that it asks of them and around them. */
export function eventsOf(world: PersonWorld, criterion: Criterion): readonly Event[] {
  const events = ownEvents(world, criterion);
  const group = Object.values(criterion)[0]?.CorrelatedCriteria;
  if (group === undefined || isEmpty(group)) return events;
  // Where something is looked for around an event, it must lie in an observation period.
  const index = events.flatMap((event) =>
    observationPeriods(world)
      .filter(({ from, to }) => from <= event.start && event.start <= to)
      .map(({ from, to }) => ({ ...event, observedFrom: from, observedTo: to })),
  );
  const kept = keptIds(world, group, index);
  return events.filter(({ id }) => kept.has(id));
}

/**
 * The ids of index events that a group holds for. Circe counts rows: an index event that lies in two observation
 * periods is two rows with one id, and where Circe's join gives a row for each, it counts as often.
 */
export function keptIds(world: PersonWorld, group: Group, index: readonly IndexEvent[]): ReadonlySet<number> {
  const { CriteriaList = [], DemographicCriteriaList = [], Groups = [] } = group;
  if (isEmpty(group)) return new Set(ids(index));
  const found = [
    ...CriteriaList.map((correlated) => [...idsWithEvents(world, correlated, index)]),
    ...DemographicCriteriaList.map((asked) => [
      ...new Set(ids(index.filter((event) => isSuchPerson(world, event, asked)))),
    ]),
    // An empty group inside a group gives every row, not every id.
    ...Groups.map((inner) => (isEmpty(inner) ? ids(index) : [...keptIds(world, inner, index)])),
  ];
  const kept = [...new Set(ids(index))].filter((id) => {
    const held = copies(index, id) * found.flat().filter((other) => other === id).length;
    return isEnough(group, held, found.length);
  });
  return new Set(kept);
}

export function isEmpty({ CriteriaList = [], DemographicCriteriaList = [], Groups = [] }: Group): boolean {
  return CriteriaList.length + DemographicCriteriaList.length + Groups.length === 0;
}

const ids = (index: readonly IndexEvent[]) => index.map(({ id }) => id);
const copies = (index: readonly IndexEvent[], id: number) => index.filter((event) => event.id === id).length;

function isEnough({ Type = 'ALL', Count = 0 }: Group, held: number, members: number): boolean {
  switch (Type.toUpperCase()) {
    case 'ALL':
      return held === members;
    case 'ANY':
      return held > 0;
    case 'AT_LEAST':
      // Where nothing at all holds there is no row to count, unless none is asked for.
      return Count === 0 || (held > 0 && held >= Count);
    default:
      return held <= Count;
  }
}

/** The ids of index events that have as many events around them as asked. */
function idsWithEvents(world: PersonWorld, correlated: Correlated, index: readonly IndexEvent[]): ReadonlySet<number> {
  const { Type, Count } = correlated.Occurrence;
  const events = eventsOf(world, correlated.Criteria);
  const pairs = index.flatMap(({ id, ...rest }) =>
    events.filter((event) => isAround({ id, ...rest }, event, correlated)).map((event) => ({ id, event })),
  );
  // Where none may be enough, Circe starts from the index events, and counts the pairs once for each copy.
  const mayBeNone = Type === 1 || Count === 0;
  const candidates = new Set(mayBeNone ? ids(index) : pairs.map(({ id }) => id));
  const kept = [...candidates].filter((id) => {
    const around = pairs.filter((pair) => pair.id === id).map(({ event }) => event);
    const number = countOf(correlated, around, mayBeNone ? copies(index, id) : 1);
    return Type === 0 ? number === Count : Type === 1 ? number <= Count : number >= Count;
  });
  return new Set(kept);
}

function countOf({ Criteria, Occurrence }: Correlated, events: readonly Event[], times: number): number {
  const { IsDistinct = false, CountColumn = 'DOMAIN_CONCEPT' } = Occurrence;
  if (!IsDistinct) return events.length * times;
  const values = events.map((event) => countedOf(Criteria, CountColumn, event)).filter((value) => value !== null);
  return new Set(values).size;
}

function isSuchPerson(world: PersonWorld, index: IndexEvent, asked: Demographic): boolean {
  const person = personRow(world);
  if (person === undefined) return false;
  const born = numberIn(person, 'year_of_birth');
  const age = born === null ? null : yearOf(index.start) - born;
  const choices = [
    { concept: numberIn(person, 'gender_concept_id'), list: asked.Gender, set: asked.GenderCS },
    { concept: numberIn(person, 'race_concept_id'), list: asked.Race, set: asked.RaceCS },
    { concept: numberIn(person, 'ethnicity_concept_id'), list: asked.Ethnicity, set: asked.EthnicityCS },
  ];
  return (
    (asked.Age === undefined || inRange(age, asked.Age, Math.trunc)) &&
    (asked.OccurrenceStartDate === undefined || inRange(index.start, asked.OccurrenceStartDate, dayOf)) &&
    (asked.OccurrenceEndDate === undefined || inRange(index.end, asked.OccurrenceEndDate, dayOf)) &&
    choices.every(
      ({ concept, list = [], set }) =>
        (list.length === 0 || inList(concept, list, false)) &&
        (set === undefined || isSelected(concept, set, world.conceptSets)),
    )
  );
}
