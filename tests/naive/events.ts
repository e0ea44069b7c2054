import type { Candidate } from './candidate.ts';
import type { Criterion, CriterionBody, DateAdjustment } from './circe.ts';
import { type Day, dayIn, dayOf } from './days.ts';
import { type Domain, domainOf } from './domains.ts';
import { lookUp, numberIn, type PersonWorld, type Row, rowsOf } from './population.ts';

/** One event of a criterion. */
export interface Event {
  /** The event's id in its own table. Deaths are known by their person. */
  readonly id: number;
  readonly start: Day;
  readonly end: Day | null;
  readonly visit: number | null;
  /** What entry events are put in order by: a period's own start where the definition sets another. */
  readonly sort: Day;
  readonly row: Row;
}

/** The person's events of a criterion, with all that it asks of them, but nothing of what it asks around them. */
export function ownEvents(world: PersonWorld, criterion: Criterion): readonly Event[] {
  const [name = '', body = {}] = Object.entries(criterion)[0] ?? [];
  const domain = domainOf(name);
  const inSets = rowsOfDomain(world, domain, body).filter((row) => isInSets(world, domain, row, body));
  const rows = body.First ? inSets.toSorted(byStart(domain)).slice(0, 1) : inSets;
  return rows.flatMap((row) => {
    const candidate = { world, row, ...datesOf(domain, row, body.DateAdjustment) };
    return isAsAsked(domain, candidate, body) ? [eventFrom(domain, candidate, body)] : [];
  });
}

function rowsOfDomain(world: PersonWorld, { table }: Domain, { Name }: CriterionBody): readonly Row[] {
  if (table === 'cohort') return rowsOf(world, table).filter(({ cohort_name }) => cohort_name === Name);
  if (table !== 'location_history') return rowsOf(world, table);
  return rowsOf(world, table).flatMap((stay) => {
    const place = lookUp(world.population.location ?? [], 'location_id', stay.location_id);
    if (place === undefined) return [];
    return [{ ...stay, end_date: stay.end_date ?? '2099-12-31', region_concept_id: place.region_concept_id }];
  });
}

function isInSets({ conceptSets }: PersonWorld, { concept, source }: Domain, row: Row, body: CriterionBody): boolean {
  const isIn = (column: string, set: unknown) =>
    conceptSets.get(set as number)!.has(numberIn(row, column) ?? Number.NaN);
  const sourceSet = source && body[source.key];
  return (
    (concept === undefined || body.CodesetId === undefined || isIn(concept, body.CodesetId)) &&
    (source === undefined || sourceSet === undefined || isIn(source.column, sourceSet))
  );
}

const byStart =
  ({ start, id }: Domain) =>
  (a: Row, b: Row) =>
    dayIn(a, start)! - dayIn(b, start)! || Number(a[id]) - Number(b[id]);

function datesOf(domain: Domain, row: Row, adjustment: DateAdjustment | undefined) {
  const start = dayIn(row, domain.start)!;
  const end = endOf(domain, row, start);
  if (adjustment === undefined || domain.adjusted === 'not at all') return { start, end };
  const { StartWith = 'START_DATE', StartOffset = 0, EndWith = 'END_DATE', EndOffset = 0 } = adjustment;
  const isFree = domain.adjusted === 'from either date';
  const from = isFree && StartWith === 'END_DATE' ? end : start;
  const to = isFree && EndWith === 'START_DATE' ? start : end;
  // Without one of its dates the event is dropped by `isAsAsked`, so the start may be anything then.
  return { start: (from ?? 0) + StartOffset, end: from === null || to === null ? null : to + EndOffset };
}

function endOf({ end, endOtherwise = [] }: Domain, row: Row, start: Day): Day | null {
  if (end === 1) return start + 1;
  const own = dayIn(row, end);
  if (own !== null) return own;
  for (const days of endOtherwise) {
    const count = days === 1 ? 1 : numberIn(row, days);
    if (count !== null) return start + count;
  }
  return null;
}

function isAsAsked(domain: Domain, candidate: Candidate, body: CriterionBody): boolean {
  const { start, end } = candidate;
  const isAdjusted = body.DateAdjustment !== undefined && domain.adjusted !== 'not at all';
  if (isAdjusted && (end === null || end < start)) return false;
  for (const date of [body.UserDefinedPeriod?.StartDate, body.UserDefinedPeriod?.EndDate])
    if (date !== undefined && (end === null || dayOf(date) < start || dayOf(date) > end)) return false;
  return Object.entries(domain.attributes).every(
    ([key, attribute]) => body[key] === undefined || attribute.holds(candidate, body[key], body),
  );
}

function eventFrom(domain: Domain, { row, start, end }: Candidate, { UserDefinedPeriod = {} }: CriterionBody): Event {
  const { StartDate, EndDate } = UserDefinedPeriod;
  return {
    id: Number(row[domain.id] ?? row.person_id),
    start: StartDate === undefined ? start : dayOf(StartDate),
    end: EndDate === undefined ? end : dayOf(EndDate),
    visit: domain.hasVisit ? numberIn(row, 'visit_occurrence_id') : null,
    sort: start,
    row,
  };
}
