import type { EventTable } from '../../stats/event-table.ts';
import type { SurvivalResult } from './spec.ts';

/** What either source gives: one event table a group, and who was left out and why. */
export interface FollowUp {
  readonly strata: readonly { readonly name: string; readonly table: EventTable }[];
  readonly about: Pick<
    SurvivalResult,
    'source' | 'unit' | 'outcome' | 'strataBy' | 'timeUnit' | 'eventReading' | 'excluded' | 'notes'
  >;
  readonly sql: string[];
}
