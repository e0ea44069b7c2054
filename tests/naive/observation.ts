import { type Day, dayIn } from './days.ts';
import { type PersonWorld, rowsOf } from './population.ts';

export interface ObservationPeriod {
  readonly from: Day;
  readonly to: Day;
}

export function observationPeriods(world: PersonWorld): readonly ObservationPeriod[] {
  return rowsOf(world, 'observation_period').map((row) => ({
    from: dayIn(row, 'observation_period_start_date')!,
    to: dayIn(row, 'observation_period_end_date')!,
  }));
}
