import { type Day, yearOf } from './days.ts';
import { lookUp, numberIn, type PersonWorld, personRow, type Row, rowsOf } from './population.ts';

/** A row of a criterion's table with the dates it has as an event. */
export interface Candidate {
  readonly world: PersonWorld;
  readonly row: Row;
  readonly start: Day;
  readonly end: Day | null;
}

/** Other tables that an attribute may look in. */
export type Other = 'person' | 'visit' | 'careSite' | 'provider';

/** The row of another table that belongs to the candidate. A visit must be the same person's. */
export function otherRow({ world, row }: Candidate, other: Other): Row | undefined {
  const { population } = world;
  switch (other) {
    case 'person':
      return personRow(world);
    case 'visit':
      return lookUp(rowsOf(world, 'visit_occurrence'), 'visit_occurrence_id', row.visit_occurrence_id);
    case 'careSite':
      return lookUp(population.care_site ?? [], 'care_site_id', row.care_site_id);
    case 'provider':
      return lookUp(population.provider ?? [], 'provider_id', row.provider_id);
  }
}

/** The year of a date less the year of birth. */
export function ageOn(candidate: Candidate, day: Day | null): number | null {
  const born = numberIn(personRow(candidate.world), 'year_of_birth');
  return born === null || day === null ? null : yearOf(day) - born;
}

export function daysLong({ start, end }: Candidate): number | null {
  return end === null ? null : end - start;
}
