import type { Definition, EndStrategy } from './circe.ts';
import { type Day, dayIn, dayOf } from './days.ts';
import type { EntryEvent } from './entry.ts';
import { eventsOf } from './group.ts';
import { joined, type Span } from './joined.ts';
import { numberIn, type PersonWorld, type Row, rowsOf } from './population.ts';

/** The person's cohort rows: events with their ends, joined, within the censor window. */
export function cohortRows(world: PersonWorld, events: readonly EntryEvent[], definition: Definition): readonly Span[] {
  const censoring = (definition.CensoringCriteria ?? []).flatMap((criterion) => eventsOf(world, criterion));
  const rows = events.flatMap((event) => {
    const ends = strategyEnds(world, event, definition.EndStrategy);
    const censored = censoring.map(({ start }) => start).filter((day) => day <= event.observedTo);
    const possible = [...ends, ...censored].filter((day) => day >= event.start);
    return possible.length === 0 ? [] : [{ start: event.start, end: Math.min(...possible) }];
  });
  return withinCensorWindow(joined(rows, definition.CollapseSettings?.EraPad ?? 0), definition);
}

/** A date offset takes the place of the end of observation; a drug era ends beside it. */
function strategyEnds(
  world: PersonWorld,
  event: EntryEvent,
  { DateOffset, CustomEra }: EndStrategy = {},
): readonly Day[] {
  if (DateOffset !== undefined) {
    const date = DateOffset.DateField === 'EndDate' ? event.end : event.start;
    return date === null ? [] : [Math.min(date + (DateOffset.Offset ?? 0), event.observedTo)];
  }
  if (CustomEra === undefined) return [event.observedTo];
  const eras = drugEras(world, CustomEra).filter(({ start, end }) => start <= event.start && event.start <= end);
  return [event.observedTo, ...eras.map(({ end }) => end)];
}

function drugEras(world: PersonWorld, era: NonNullable<EndStrategy['CustomEra']>): readonly Span[] {
  const { DrugCodesetId, GapDays = 0, Offset = 0 } = era;
  const drugs = world.conceptSets.get(DrugCodesetId)!;
  const isOne = (row: Row) =>
    ['drug_concept_id', 'drug_source_concept_id'].some((column) => drugs.has(numberIn(row, column) ?? Number.NaN));
  const exposures = rowsOf(world, 'drug_exposure')
    .filter(isOne)
    .map((row) => {
      const start = dayIn(row, 'drug_exposure_start_date')!;
      return { start, end: exposureEnd(row, start, era.DaysSupplyOverride) + Offset };
    });
  return joined(exposures, GapDays);
}

function exposureEnd(row: Row, start: Day, override: number | undefined): Day {
  if (override !== undefined) return start + override;
  return dayIn(row, 'drug_exposure_end_date') ?? start + (numberIn(row, 'days_supply') ?? 1);
}

function withinCensorWindow(rows: readonly Span[], { CensorWindow = {} }: Definition): readonly Span[] {
  const { StartDate, EndDate } = CensorWindow;
  if (StartDate === undefined && EndDate === undefined) return rows;
  const from = StartDate === undefined ? Number.NEGATIVE_INFINITY : dayOf(StartDate);
  const to = EndDate === undefined ? Number.POSITIVE_INFINITY : dayOf(EndDate);
  return rows
    .map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }))
    .filter(({ start, end }) => start <= end);
}
