import type { Definition, Limit } from './circe.ts';
import type { Day } from './days.ts';
import { eventsOf, keptIds } from './group.ts';
import { observationPeriods } from './observation.ts';
import type { PersonWorld } from './population.ts';
import type { IndexEvent } from './window.ts';

/** An event that may start a cohort entry. Its `id` tells the person's entry events apart. */
export interface EntryEvent extends IndexEvent {
  readonly sort: Day;
  /** The event's id in its own table, and the place of its criterion in the definition. */
  readonly sourceId: number;
  readonly source: number;
}

/** The person's entry events that keep the additional criteria, within both limits. */
export function qualifiedEvents(world: PersonWorld, definition: Definition): readonly EntryEvent[] {
  const entry = entryEvents(world, definition);
  const { AdditionalCriteria, QualifiedLimit } = definition;
  if (AdditionalCriteria === undefined) return entry;
  const kept = keptIds(world, AdditionalCriteria, entry);
  return limited(
    entry.filter(({ id }) => kept.has(id)),
    QualifiedLimit,
  );
}

/** Each event with every observation period that it lies in and that is long enough around it. */
function entryEvents(world: PersonWorld, { PrimaryCriteria }: Definition): readonly EntryEvent[] {
  const { CriteriaList, ObservationWindow, PrimaryCriteriaLimit } = PrimaryCriteria;
  const { PriorDays = 0, PostDays = 0 } = ObservationWindow;
  const events = CriteriaList.flatMap((criterion, source) =>
    eventsOf(world, criterion).flatMap((event) =>
      observationPeriods(world)
        .filter(({ from, to }) => from <= event.start && event.start <= to)
        .filter(({ from, to }) => from + PriorDays <= event.start && event.start + PostDays <= to)
        .map(({ from, to }) => ({ ...event, sourceId: event.id, source, observedFrom: from, observedTo: to })),
    ),
  );
  const numbered = events.map((event, i) => ({ ...event, id: i }));
  return limited(numbered, PrimaryCriteriaLimit, ({ sort }) => sort);
}

/** All events, or the first or last one; on the same day the one that `tieOrder` puts first. */
export function limited(
  events: readonly EntryEvent[],
  limit: Limit | undefined,
  dateOf: (event: EntryEvent) => Day = ({ start }) => start,
): readonly EntryEvent[] {
  const type = limit?.Type === null ? 'all' : (limit?.Type?.toLowerCase() ?? 'first');
  if (type === 'all') return events;
  const sign = type === 'last' ? -1 : 1;
  return events
    .toSorted((a, b) => sign * (dateOf(a) - dateOf(b)) || tieOrder(a, b) || a.observedFrom - b.observedFrom)
    .slice(0, 1);
}

/** The smaller event id in its own table, then the earlier criterion, then the observation period that ends first. */
export function tieOrder(a: EntryEvent, b: EntryEvent): number {
  return a.sourceId - b.sourceId || a.source - b.source || a.observedTo - b.observedTo;
}
